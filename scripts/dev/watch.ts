import { watch } from 'node:fs';

/** Several files are written at once, and one in several steps. */
const SETTLE_MS = 150;

/** Calls `changed`, with one of the files, once the programs or migrations below the folders have changed. */
export function watchFolders(
  folders: readonly string[],
  changed: (file: string) => void,
): { stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, (_event, file) => {
      if (file === null || !/\.(ts|sql)$/.test(file) || file.endsWith('.test.ts')) return;
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLE_MS, file);
    }),
  );
  return {
    stop: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
