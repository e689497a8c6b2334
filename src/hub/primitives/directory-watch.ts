// A directory and what is in it, watched: the system says where something happened, and what happened is
// found by looking. So nothing is missed between two events, and only directories cost a watch of the system.
import { type FSWatcher, watch } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PrimitiveError } from './failure.ts';

export interface Change {
  /** Below the directory, beginning with a slash. */
  readonly path: string;
  readonly event: 'created' | 'modified' | 'deleted';
}

export interface DirectoryWatchOptions {
  readonly recursive: boolean;
  readonly onChanges: (changes: readonly Change[]) => void;
  /** From now on nothing is missed. */
  readonly onReady: () => void;
  /** It has ended; called once. */
  readonly onEnd: (error: Error) => void;
}

interface Folder {
  readonly watcher: FSWatcher;
  /** What each name was when it was last looked at. */
  names: Map<string, Mark>;
}

interface Mark {
  readonly isDirectory: boolean;
  /** Differs when the entry is another one, or has another content. */
  readonly text: string;
}

const MAX_FOLDERS = 2000;
const MAX_NAMES = 50_000;
/** A look follows the first event after so many milliseconds: a save is many events. */
const LOOK_MS = 15;

/** Watches `root`, a real path. Returns the function that ends it. */
export function watchDirectory(root: string, options: DirectoryWatchOptions): () => void {
  const folders = new Map<string, Folder>();
  const dirty = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let isReady = false;
  let closed = false;

  const close = (): void => {
    closed = true;
    clearTimeout(timer);
    for (const { watcher } of folders.values()) watcher.close();
    folders.clear();
  };
  const end = (error: Error): void => {
    if (closed) return;
    close();
    options.onEnd(error);
  };
  const soon = (path: string): void => {
    if (closed) return;
    dirty.add(path);
    if (!looking) timer ??= setTimeout(() => void lookAll(), LOOK_MS);
  };
  const follow = (path: string): void => {
    if (folders.size >= MAX_FOLDERS) throw tooLarge(root, `${MAX_FOLDERS} directories`);
    const watcher = watch(root + path, { persistent: false }, () => soon(path));
    // A directory that goes away is found gone by looking at the one above it.
    watcher.on('error', () => soon(path));
    folders.set(path, { watcher, names: new Map() });
  };
  const drop = (path: string, changes: Change[]): void => {
    const folder = folders.get(path);
    if (!folder) return;
    folders.delete(path);
    folder.watcher.close();
    for (const [name, mark] of folder.names) {
      changes.push({ path: `${path}/${name}`, event: 'deleted' });
      if (mark.isDirectory) drop(`${path}/${name}`, changes);
    }
  };
  const take = async (path: string, name: string, mark: Mark, changes: Change[]): Promise<void> => {
    const folder = folders.get(path)!;
    const known = folder.names.get(name);
    const own = `${path}/${name}`;
    folder.names.set(name, mark);
    if (known?.text === mark.text) return;
    if (known?.isDirectory) drop(own, changes);
    changes.push({ path: own, event: known ? 'modified' : 'created' });
    if (!mark.isDirectory || !options.recursive) return;
    try {
      follow(own);
    } catch (error) {
      if (error instanceof PrimitiveError || isExhausted(error)) throw error;
      return;
    }
    await look(own, changes);
  };
  const look = async (path: string, changes: Change[]): Promise<void> => {
    const folder = folders.get(path);
    if (!folder || closed) return;
    const found = await marksOf(root + path);
    if (closed || folders.get(path) !== folder) return;
    if (!found) {
      if (path === '') throw new PrimitiveError('not_found', `${root}: it is gone`);
      return;
    }
    if (countOf(folders) + found.size > MAX_NAMES) throw tooLarge(root, `${MAX_NAMES} files`);
    for (const [name, mark] of [...folder.names]) {
      if (found.has(name)) continue;
      folder.names.delete(name);
      changes.push({ path: `${path}/${name}`, event: 'deleted' });
      if (mark.isDirectory) drop(`${path}/${name}`, changes);
    }
    for (const [name, mark] of found) {
      await take(path, name, mark, changes);
      if (closed) return;
    }
  };
  const lookAll = async (): Promise<void> => {
    timer = undefined;
    looking = true;
    const changes: Change[] = [];
    try {
      const paths = [...dirty];
      dirty.clear();
      for (const path of paths) await look(path, changes);
    } catch (error) {
      return end(explained(root, error as Error));
    } finally {
      looking = false;
    }
    if (closed) return;
    if (isReady && changes.length > 0) options.onChanges(changes);
    if (!isReady) {
      isReady = true;
      options.onReady();
    }
    const [next] = dirty;
    if (next !== undefined) soon(next);
  };

  try {
    follow('');
    dirty.add('');
    void lookAll();
  } catch (error) {
    queueMicrotask(() => end(explained(root, error as Error)));
  }
  return close;
}

/** What is in a directory; null where there is none any more. */
async function marksOf(directory: string): Promise<Map<string, Mark> | null> {
  let names: string[];
  try {
    names = await readdir(directory);
  } catch {
    return null;
  }
  const marks = new Map<string, Mark>();
  for (const name of names.filter((one) => !isLeftOut(one)).sort()) {
    const found = await lstat(join(directory, name)).catch(() => null);
    if (!found) continue;
    const isDirectory = found.isDirectory();
    // A directory's own times change with what is in it, which is told by itself.
    const text = isDirectory
      ? `d${found.ino}`
      : `f${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`;
    marks.set(name, { isDirectory, text });
  }
  return marks;
}

/** What is hidden (repositories keep much there, editors their drafts), and other people's packages. */
function isLeftOut(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

function countOf(folders: ReadonlyMap<string, Folder>): number {
  let count = 0;
  for (const { names } of folders.values()) count += names.size;
  return count;
}

function tooLarge(root: string, what: string): PrimitiveError {
  return new PrimitiveError('too_large', `${root}: more than ${what}: watch a part of it`);
}

function isExhausted(error: unknown): boolean {
  return ['ENOSPC', 'EMFILE', 'ENFILE'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function explained(root: string, error: Error): Error {
  if (isExhausted(error))
    return new PrimitiveError(
      'failed',
      `${root}: the system watches no more directories (fs.inotify.max_user_watches)`,
    );
  return error;
}
