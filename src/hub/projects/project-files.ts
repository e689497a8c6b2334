// The Lua files of one project: `<repo>/.botster/*.lua`, as they are and as the person has allowed them. What is
// loaded is text that was allowed; one that was changed since goes on as it was, until it is allowed anew.
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SourceFile } from '../../lua/types.ts';
import { isSpec, observe } from '../source-files.ts';
import { sourceFile } from '../sources.ts';
import type { Trust } from '../trust.ts';

/** A file that is not run as it stands. */
export interface Waiting {
  readonly path: string;
  readonly hash: string;
  /** An earlier text of it was allowed. */
  readonly changed: boolean;
}

export interface ProjectFiles {
  readonly folder: string;
  /** Whether there is such a folder. */
  isThere(): boolean;
  /** Looks again. Whether something else is to be loaded. */
  read(): boolean;
  /** What is to be loaded. */
  loaded(): readonly SourceFile[];
  waiting(): readonly Waiting[];
}

/** A file of data, read when it is used (presets.lua and workspaces.lua ask the same ledger). */
const DATA = new Set(['workspace.lua']);
const MAX_FILES = 32;

/** `root` is the repository; `home` that of the program, which is never a project's. */
export function createProjectFiles(root: string, home: string, trust: Pick<Trust, 'judge'>): ProjectFiles {
  const folder = join(root, '.botster');
  const name = `${basename(root)}-${createHash('sha256').update(root).digest('hex').slice(0, 6)}`;
  let loaded: SourceFile[] = [];
  let waiting: Waiting[] = [];

  const look = (file: string): { readonly load?: SourceFile; readonly waits?: Waiting } => {
    const place = { unit: `project/${name}/${file}`, layer: 'project', path: join(folder, file) } as const;
    // Like those of agents: regular files of this user, and no links.
    const seen = observe({ ...place, layer: 'improvements', real: place.path }, undefined, true);
    if (seen.kind !== 'text') return {};
    const { trusted, hash, changed } = trust.judge(place.path, seen.text);
    if (trusted) return { load: sourceFile(place, seen.text) };
    const before = loaded.find(({ path }) => path === place.path);
    const isStillAllowed = before !== undefined && trust.judge(before.path, before.text).trusted;
    return { waits: { path: place.path, hash, changed }, ...(isStillAllowed && { load: before }) };
  };

  return {
    folder,
    isThere: () => isProjectFolder(folder, home),
    read() {
      const before = loaded.map(({ path, hash }) => `${path} ${hash}`).join('\n');
      const seen = filesIn(folder, home).map(look);
      loaded = seen.flatMap(({ load }) => load ?? []);
      waiting = seen.flatMap(({ waits }) => waits ?? []);
      return loaded.map(({ path, hash }) => `${path} ${hash}`).join('\n') !== before;
    },
    loaded: () => loaded,
    waiting: () => waiting,
  };
}

/** A folder itself, not a link to one, and not the program's own home. */
function isProjectFolder(folder: string, home: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && realpathSync(folder) !== realpathSync(home);
}

/** The names of the Lua files in a project's folder; none where it is no folder, or the program's own home. */
function filesIn(folder: string, home: string): string[] {
  try {
    if (!isProjectFolder(folder, home)) return [];
    return readdirSync(folder)
      .filter((name) => /^[^.].*\.lua$/.test(name) && !DATA.has(name) && !isSpec(name))
      .sort()
      .slice(0, MAX_FILES);
  } catch {
    return [];
  }
}
