// Where sockets and pid files live (contract.md 2), and the check that nobody else can reach them.
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

/** The longest socket path that every system takes (sun_path is 104 bytes on macOS, 108 on Linux). */
const MAX_SOCKET_PATH = 100;

export interface RuntimePaths {
  readonly directory: string;
  readonly hostSocket: string;
  readonly hubSocket: string;
  readonly hostPid: string;
  readonly hubPid: string;
  /** The socket that identifies its caller as session `id`. */
  sessionSocket(id: string): string;
}

export class RuntimePathError extends Error {
  override readonly name = 'RuntimePathError';
}

/** `--home`, else $BOTSTER_HOME, else ~/.botster, as an absolute path. */
export function homeDirectory(flag: string | undefined, env = process.env): string {
  return resolve(flag || env['BOTSTER_HOME'] || join(homedir(), '.botster'));
}

/** Names the runtime files of a home, which must exist. Makes nothing. Throws where a path would be too long. */
export function runtimePaths(home: string, env = process.env): RuntimePaths {
  const root = runtimeRoot(env);
  const name = createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 16);
  const directory = join(root, name);
  const longest = join(directory, 's-0000000000.sock');
  if (Buffer.byteLength(longest) > MAX_SOCKET_PATH) {
    throw new RuntimePathError(
      `socket path "${longest}" is over ${MAX_SOCKET_PATH} bytes: set BOTSTER_RUNTIME_DIR to a shorter directory`,
    );
  }
  return {
    directory,
    hostSocket: join(directory, 'host.sock'),
    hubSocket: join(directory, 'hub.sock'),
    hostPid: join(directory, 'host.pid'),
    hubPid: join(directory, 'hub.pid'),
    sessionSocket: (id) => join(directory, `s-${id}.sock`),
  };
}

/**
 * Makes the runtime directories, 0700, or checks that those found are directories of ours that nobody
 * else can write to. Throws RuntimePathError with the path and the fix.
 */
export function ensureRuntimeDirectory(paths: RuntimePaths, env = process.env): void {
  const root = runtimeRoot(env);
  if (env['BOTSTER_RUNTIME_DIR']) mkdirSync(root, { recursive: true, mode: 0o700 });
  for (const directory of [root, paths.directory]) {
    try {
      mkdirSync(directory, { mode: 0o700 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    checkPrivate(directory);
  }
}

/** The directory that holds those of all homes, for a program with that environment. */
export function runtimeRoot(env: NodeJS.ProcessEnv): string {
  if (env['BOTSTER_RUNTIME_DIR']) return resolve(env['BOTSTER_RUNTIME_DIR']);
  const temporary = env === process.env ? tmpdir() : env['TMPDIR'] || '/tmp';
  return join(temporary, `botster-${userInfo().uid}`);
}

function checkPrivate(directory: string): void {
  const stat = lstatSync(directory);
  if (!stat.isDirectory()) {
    throw new RuntimePathError(
      `${directory} is not a directory: remove it, or set BOTSTER_RUNTIME_DIR to another`,
    );
  }
  if (stat.uid !== userInfo().uid) {
    throw new RuntimePathError(
      `${directory} belongs to user ${stat.uid}: set BOTSTER_RUNTIME_DIR to a directory of yours`,
    );
  }
  if ((stat.mode & 0o077) !== 0) {
    const mode = (stat.mode & 0o777).toString(8);
    throw new RuntimePathError(`${directory} is open to other users (mode ${mode}): run chmod 700 on it`);
  }
}
