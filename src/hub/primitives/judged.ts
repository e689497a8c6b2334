// Acting on what was judged (places.ts), and on nothing else. Another program may meanwhile put a link in the place
// of a file, or of a directory above it: so the directory is held open, and what is in it is named from there.
import { constants, readlinkSync } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, realpath, rmdir, unlink } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { PrimitiveError } from './failure.ts';

const { O_NOFOLLOW, O_NONBLOCK, O_DIRECTORY } = constants;
/** To name what is in it from there, a directory need not be readable. Linux's; Node does not name it. */
const O_PATH = 0o10000000;
/** Linux names an open descriptor's file. Elsewhere paths are looked at once more, which another program can outrun. */
const NAMES_DESCRIPTORS = process.platform === 'linux';

/**
 * Has `use` a path by which the directory at a real path is reached, wherever it is moved to. Rejects with
 * PrimitiveError `outside`, as `use`, or as the system does.
 */
export async function withDirectory<T>(
  path: string,
  real: string,
  use: (held: string) => Promise<T>,
): Promise<T> {
  if (!NAMES_DESCRIPTORS) {
    if ((await realpath(real)) !== real) throw moved(path);
    return use(real);
  }
  const directory = await open(real, O_PATH | O_DIRECTORY | O_NOFOLLOW);
  try {
    const held = `/proc/self/fd/${directory.fd}`;
    // Told by the kernel from memory: it waits for no disk.
    if (readlinkSync(held) !== real) throw moved(path);
    return await use(held);
  } finally {
    // A glob opens thousands, and need not wait for each to be closed.
    directory.close().catch(() => {});
  }
}

/** Has `use` a path by which the entry at a real path is reached: a link there is the entry itself. */
export async function withEntry<T>(
  path: string,
  real: string,
  use: (held: string) => Promise<T>,
): Promise<T> {
  return withDirectory(path, dirname(real), (held) => use(`${held}/${basename(real)}`));
}

/** Has `use` the file at a real path. Rejects with PrimitiveError also where it is none. */
export async function withFile<T>(
  path: string,
  real: string,
  flags: number,
  use: (file: FileHandle) => Promise<T>,
): Promise<T> {
  return withEntry(path, real, (held) => withHeldFile(path, held, flags, use));
}

/** The same by a path that is held. */
export async function withHeldFile<T>(
  path: string,
  held: string,
  flags: number,
  use: (file: FileHandle) => Promise<T>,
): Promise<T> {
  // A pipe without a writer would be waited for; a device is nothing to read from.
  const file = await open(held, flags | O_NOFOLLOW | O_NONBLOCK, 0o666);
  try {
    if (!(await file.stat()).isFile()) throw new PrimitiveError('not_file', `${path}: it is no file`);
    return await use(file);
  } finally {
    await file.close();
  }
}

/** Makes a directory and those above it that are missing. */
export async function makeDirectories(path: string, real: string): Promise<void> {
  const make = (): Promise<void> =>
    withEntry(path, real, async (held) => {
      try {
        await mkdir(held);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !(await lstat(held)).isDirectory())
          throw error;
      }
    });
  if (real === '/') return;
  try {
    await make();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await makeDirectories(path, dirname(real));
    await make();
  }
}

/** Removes a directory and all that is in it. */
export async function removeTree(path: string, real: string): Promise<void> {
  await withDirectory(path, real, async (held) => {
    for (const entry of await readdir(held, { withFileTypes: true })) {
      if (entry.isDirectory()) await removeTree(path, `${real}/${entry.name}`);
      else await unlink(`${held}/${entry.name}`);
    }
  });
  await withEntry(path, real, rmdir);
}

/** That it is no longer where it was judged. */
export function moved(path: string): PrimitiveError {
  return new PrimitiveError('outside', `${path}: it was moved meanwhile`);
}
