import { writeFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Where it is known which packages browsers are given; the adapter puts it into the build. */
export const PACKAGES = '.svelte-kit/packages.json';

/** Notes which packages are in what browsers are given: their licences go with them (`scripts/notices.ts`). */
export function notesPackages(): Plugin {
  return {
    name: 'notes-packages',
    apply: 'build',
    generateBundle(_options, bundle) {
      if (this.environment.name !== 'client') return;
      const names = Object.values(bundle)
        .flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
        .flatMap((id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? []);
      writeFileSync(PACKAGES, JSON.stringify([...new Set(names)].toSorted()));
    },
  };
}
