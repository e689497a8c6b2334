// Files of the projects that agents work in, told to Lua as they change: of repositories only, and only while
// somebody listens. A project that is too large to be watched is said so once, and left alone.
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Change, watchDirectory } from './primitives/directory-watch.ts';

export interface ProjectChanges {
  /** The directories that agents work in; null where nobody listens. */
  follow(directories: readonly string[] | null): void;
  close(): void;
}

/** More projects than this are not watched at once. */
const MAX_PROJECTS = 8;

export function createProjectChanges(parts: {
  readonly emit: (event: string, payload: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly onTrouble: (message: string) => void;
}): ProjectChanges {
  const watched = new Map<string, () => void>();
  const refused = new Set<string>();
  let followed: string | null = null;

  const tell = async (root: string, changes: readonly Change[]): Promise<void> => {
    for (const { path, event } of changes)
      await parts.emit('workspace:file_changed', { path: root + path, event, project: root });
  };
  const watch = (root: string): void => {
    const end = watchDirectory(root, {
      recursive: true,
      onChanges: (changes) => void tell(root, changes),
      onReady: () => {},
      onEnd(error) {
        watched.delete(root);
        if (existsSync(root)) refused.add(root);
        parts.onTrouble(`${root} is not watched: ${error.message}`);
      },
    });
    watched.set(root, end);
  };
  const stop = (): void => {
    for (const end of watched.values()) end();
    watched.clear();
  };

  return {
    follow(directories) {
      const key = directories && [...new Set(directories)].sort().join('\n');
      if (key === followed) return;
      followed = key;
      const roots = new Set((directories ?? []).flatMap(projectOf).slice(0, MAX_PROJECTS));
      for (const [root, end] of watched) {
        if (roots.has(root)) continue;
        end();
        watched.delete(root);
      }
      for (const root of roots) if (!watched.has(root) && !refused.has(root)) watch(root);
    },
    close: stop,
  };
}

/** The repository that a directory is in, if any. */
function projectOf(directory: string): string[] {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return [realpathSync(at)];
    if (dirname(at) === at) return [];
  }
}
