import { route } from '../common/route.ts';
import { AuditList, AuditQuery, AuditVerified } from './schemas.ts';

export const list = route({
  method: 'GET',
  path: '/audit',
  says: 'Entries of the audit log, newest first.',
  may: 'audit.read',
  query: AuditQuery,
  gives: AuditList,
});

export const verify = route({
  method: 'GET',
  path: '/audit/verify',
  says: 'Computes the chain of hashes again.',
  may: 'audit.read',
  gives: AuditVerified,
});
