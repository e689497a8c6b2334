// Files for Lua: text of limited size, read and written at the place that was judged (places.ts). What
// another program changes meanwhile makes a call fail, never reach elsewhere.
import { constants } from 'node:fs';
import { chmod, type FileHandle, lstat, readdir, rename, rm, rmdir, unlink } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { explain, PrimitiveError } from './failure.ts';
import {
  makeDirectories,
  moved,
  removeTree,
  withDirectory,
  withEntry,
  withFile,
  withHeldFile,
} from './judged.ts';
import type { Asker, Places } from './places.ts';

/** One text that crosses to Lua. */
export const MAX_TEXT = 1024 * 1024;
/** What appending may make of a file. */
const MAX_FILE = 16 * MAX_TEXT;
const MAX_ENTRIES = 10_000;

export interface FileEntry {
  readonly name: string;
  readonly type: 'file' | 'directory' | 'link' | 'other';
}

export interface FileStat {
  readonly type: 'file' | 'directory' | 'other';
  readonly size: number;
  /** Epoch seconds. */
  readonly modified: number;
  readonly path: string;
}

/** All reject with PrimitiveError. */
export interface Files {
  read(path: string, asker: Asker): Promise<string>;
  write(path: string, text: string, asker: Asker): Promise<true>;
  append(path: string, text: string, asker: Asker): Promise<true>;
  exists(path: string, asker: Asker): Promise<boolean>;
  stat(path: string, asker: Asker): Promise<FileStat>;
  list(path: string, asker: Asker): Promise<FileEntry[]>;
  mkdir(path: string, asker: Asker): Promise<true>;
  remove(path: string, recursive: boolean, asker: Asker): Promise<true>;
  rename(from: string, to: string, overwrite: boolean, asker: Asker): Promise<true>;
  copy(from: string, to: string, overwrite: boolean, asker: Asker): Promise<true>;
}

const { O_RDONLY, O_WRONLY, O_APPEND, O_CREAT, O_EXCL } = constants;

export function createFiles(places: Places): Files {
  let count = 0;
  const told = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw explain(error, path);
    }
  };
  /** Puts a file in the place of another, or of none, whole. */
  const replace = (path: string, real: string, content: string | Buffer, newMode?: number): Promise<void> =>
    withDirectory(path, dirname(real), async (held) => {
      const place = `${held}/${basename(real)}`;
      const mode = (await modeOf(path, place)) ?? newMode;
      const draft = `${held}/.${basename(real).slice(0, 200)}.${process.pid}-${++count}~`;
      try {
        await withHeldFile(path, draft, O_WRONLY | O_CREAT | O_EXCL, (file) => file.writeFile(content));
        if (mode !== undefined) await chmod(draft, mode);
        await rename(draft, place);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    });
  const free = async (path: string, real: string): Promise<void> => {
    if (await isThere(real)) throw new PrimitiveError('exists', `${path}: it exists already`);
  };

  return {
    async read(path, asker) {
      const real = await places.reading(path, asker);
      return told(path, () => withFile(path, real, O_RDONLY, (file) => readText(path, file)));
    },
    async write(path, text, asker) {
      limit(path, text);
      const real = await places.writing(path, asker);
      await told(path, () => replace(path, real, text));
      return true;
    },
    async append(path, text, asker) {
      limit(path, text);
      const real = await places.writing(path, asker);
      return told(path, () =>
        withFile(path, real, O_WRONLY | O_APPEND | O_CREAT, async (file) => {
          const { size } = await file.stat();
          if (size + Buffer.byteLength(text) > MAX_FILE)
            throw new PrimitiveError('too_large', `${path}: it would be over ${MAX_FILE} bytes`);
          await file.appendFile(text);
          return true as const;
        }),
      );
    },
    async exists(path, asker) {
      try {
        await places.reading(path, asker);
        return true;
      } catch (error) {
        if (error instanceof PrimitiveError && error.code === 'not_found') return false;
        throw error;
      }
    },
    async stat(path, asker) {
      const real = await places.reading(path, asker);
      const found = await told(path, () => withEntry(path, real, (held) => lstat(held)));
      if (found.isSymbolicLink()) throw moved(path);
      const type = found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other';
      return { type, size: found.size, modified: found.mtimeMs / 1000, path: real };
    },
    async list(path, asker) {
      const real = await places.reading(path, asker);
      const entries = await told(path, () =>
        withDirectory(path, real, (held) => readdir(held, { withFileTypes: true })),
      );
      if (entries.length > MAX_ENTRIES)
        throw new PrimitiveError('too_large', `${path}: more than ${MAX_ENTRIES} names`);
      return entries.map((entry) => ({ name: entry.name, type: typeOf(entry) })).sort(byName);
    },
    async mkdir(path, asker) {
      const real = await places.making(path, asker);
      await told(path, () => makeDirectories(path, real));
      return true;
    },
    async remove(path, recursive, asker) {
      const real = await places.entry(path, asker);
      await told(path, async () => {
        const isDirectory = await withEntry(path, real, async (held) => (await lstat(held)).isDirectory());
        if (isDirectory && recursive) await removeTree(path, real);
        else await withEntry(path, real, isDirectory ? rmdir : unlink);
      });
      return true;
    },
    async rename(from, to, overwrite, asker) {
      const source = await places.entry(from, asker);
      const target = await places.entry(to, asker);
      if (!overwrite) await free(to, target);
      await told(from, () =>
        withEntry(from, source, (there) => withEntry(to, target, (here) => rename(there, here))),
      );
      return true;
    },
    async copy(from, to, overwrite, asker) {
      const source = await places.reading(from, asker);
      const target = await places.writing(to, asker);
      if (!overwrite) await free(to, target);
      // Read whole before it is written: the two may be one.
      const { content, mode } = await told(from, () =>
        withFile(from, source, O_RDONLY, async (file) => {
          const found = await file.stat();
          if (found.size > MAX_FILE) throw new PrimitiveError('too_large', `${from}: over ${MAX_FILE} bytes`);
          return { content: await file.readFile(), mode: found.mode & 0o777 };
        }),
      );
      await told(to, () => replace(to, target, content, mode));
      return true;
    },
  };
}

async function readText(path: string, file: FileHandle): Promise<string> {
  const { size } = await file.stat();
  if (size > MAX_TEXT) throw new PrimitiveError('too_large', `${path}: ${size} bytes, at most ${MAX_TEXT}`);
  // One byte more than there should be: it may be growing.
  const buffer = Buffer.alloc(MAX_TEXT + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length);
    length += bytesRead;
    if (bytesRead === 0 || length > MAX_TEXT) break;
  }
  if (length > MAX_TEXT) throw new PrimitiveError('too_large', `${path}: over ${MAX_TEXT} bytes`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(buffer.subarray(0, length));
  } catch {
    throw new PrimitiveError('not_text', `${path}: it is no UTF-8 text`);
  }
}

function limit(path: string, text: string): void {
  if (Buffer.byteLength(text) > MAX_TEXT)
    throw new PrimitiveError('too_large', `${path}: the text is over ${MAX_TEXT} bytes`);
}

/** Permissions to keep; undefined for a new file. */
async function modeOf(path: string, held: string): Promise<number | undefined> {
  const found = await lstat(held).catch(() => null);
  if (found && !found.isFile()) throw new PrimitiveError('not_file', `${path}: it is no file`);
  return found ? found.mode & 0o777 : undefined;
}

async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}

function typeOf(entry: {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}): FileEntry['type'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
