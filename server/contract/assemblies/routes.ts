import { route } from '../common/route.ts';
import { Assembly, AssemblyBody, AssemblyList, AssemblyName, AssemblyPatch } from './schemas.ts';

export const list = route({
  method: 'GET',
  path: '/assemblies',
  says: 'Every assembly of this deployment, oldest first.',
  may: 'operator',
  gives: AssemblyList,
});

export const add = route({
  method: 'POST',
  path: '/assemblies',
  says: 'Makes a further assembly with its first administrator, who is no operator.',
  may: 'operator',
  body: AssemblyBody,
  gives: Assembly,
  refuses: ['password_weak'],
});

export const rename = route({
  method: 'PATCH',
  path: '/assembly',
  says: 'Gives the own assembly another name; what was counted and published keeps the one it had.',
  may: 'assembly.rename',
  body: AssemblyPatch,
  gives: AssemblyName,
});
