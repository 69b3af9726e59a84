import { route } from '../common/route.ts';
import { AccountBody, PeopleList, Person, PersonBody, PersonPatch } from './schemas.ts';

export const list = route({
  method: 'GET',
  path: '/people',
  says: 'All people of the assembly.',
  may: 'people.read',
  gives: PeopleList,
});

export const add = route({
  method: 'POST',
  path: '/people',
  says: 'Adds a person; roles that open a seat are for an administrator to give.',
  may: 'people.write',
  body: PersonBody,
  gives: Person,
  refuses: ['incompatible_roles', 'number_taken', 'namesake'],
});

export const change = route({
  method: 'PATCH',
  path: '/people/:id',
  says: 'Changes what is known about a person; a new name is logged with the old one.',
  may: 'people.write',
  body: PersonPatch,
  gives: Person,
  refuses: ['incompatible_roles', 'number_taken', 'last_administrator'],
});

export const erase = route({
  method: 'POST',
  path: '/people/:id/erase',
  says: 'Deletes what is known about somebody who takes part no more; the name stays where records have it.',
  may: 'account.write',
  gives: Person,
  refuses: ['wrong_state'],
});

export const setAccount = route({
  method: 'PUT',
  path: '/people/:id/account',
  says: 'Makes or changes a password sign-in; other sessions of it end.',
  may: 'account.write',
  body: AccountBody,
  gives: Person,
  refuses: ['login_name_taken', 'password_weak'],
});
