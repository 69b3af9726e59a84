import type { Plugin } from 'vite';

const JSON_SCHEMA = /\/zod\/v4\/core\/(?:to-json-schema|json-schema-processors)\.js$/;

/**
 * Leaves zod's writing of JSON Schemas out of what browsers load: a seventh of a tablet's scripts, which no page calls (the
 * server and `npm run schema` do). Every export keeps its name, so that zod's own modules still fit together.
 */
export function leanZod(): Plugin {
  return {
    name: 'lean-zod',
    apply: 'build',
    transform(code, id) {
      if (!JSON_SCHEMA.test(id)) return undefined;
      const names = [
        ...[...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name),
        ...[...code.matchAll(/^export \{ \w+ as (\w+) \}/gm)].map(([, name]) => name),
      ];
      const stands = names.map((name) => `none as ${String(name)}`).join(', ');
      return {
        code: `function none() { throw new Error('pages write no JSON Schemas'); }\nexport { ${stands} };`,
        map: null,
      };
    },
  };
}
