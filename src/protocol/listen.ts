// A daemon's Unix socket: one owner at a time, private, and made again when somebody removes it.
//
// A server listens under a name of its own first and is then linked to `path`, which fails where
// something is there already: of two daemons that start at once one gets the name, the other leaves.
import {
  chmodSync,
  existsSync,
  type FSWatcher,
  linkSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';

export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
}

export interface Listener {
  /** Stops listening and removes socket and pid file, if they are its own still. Connections stay open. */
  close(): void;
  /** Takes the socket again after a successor that took it over and died. Rejects where somebody answers there. */
  reclaim(): Promise<void>;
}

/** A server that nobody can reach yet. */
export interface Successor {
  /** Takes the socket's name from whoever has it. There is no moment in which nobody answers. */
  takeOver(): Listener;
  close(): void;
}

/** Other daemons may take turns at a stale socket; more often than this is something else. */
const MAX_CLAIMS = 10;
/** A socket that is missing for so long is made again. */
const SETTLE_MS = 200;
let names = 0;

/**
 * Listens on `path`, mode 0600, and writes `pidFile`. Rejects with AlreadyRunningError where somebody
 * answers there already; a socket nobody answers on is taken over. `prepare` makes the directory anew
 * when that was removed too.
 */
export async function listenOn(
  path: string,
  pidFile: string | null,
  onSocket: (socket: Socket) => void,
  prepare: () => void = () => {},
): Promise<Listener> {
  return keep(await claim(path, onSocket), path, pidFile, onSocket, prepare);
}

/** As `listenOn`, over one that answers there and has agreed to go. */
export async function succeedOn(
  path: string,
  pidFile: string | null,
  onSocket: (socket: Socket) => void,
  prepare: () => void = () => {},
): Promise<Successor> {
  const own = nameBeside(path);
  const server = await bind(own, onSocket);
  return {
    takeOver() {
      renameSync(own, path);
      return keep(server, path, pidFile, onSocket, prepare);
    },
    close: () => void server.close(),
  };
}

/** Watches over the name of `first`, a server that others reach under `path`. */
function keep(
  first: Server,
  path: string,
  pidFile: string | null,
  onSocket: (socket: Socket) => void,
  prepare: () => void,
): Listener {
  let server = first;
  let identity = identityOf(path);
  let watcher: FSWatcher | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const note = (): void => {
    identity = identityOf(path);
    if (pidFile) writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
    watcher?.close();
    // No filter by name: the directory's own removal comes under another one.
    watcher = watch(dirname(path), check);
    watcher.unref();
    watcher.on('error', () => watcher?.close());
  };

  const claimAgain = async (): Promise<void> => {
    const next = await claim(path, onSocket);
    // The old server's name is gone; closing it keeps its connections.
    server.close();
    server = next;
    note();
  };

  const rebind = async (): Promise<void> => {
    if (closed || existsSync(path)) return;
    try {
      prepare();
      await claimAgain();
    } catch {
      // The directory cannot be made; the next change of it, if any, tries again.
    }
  };

  const check = (): void => {
    if (closed || timer || existsSync(path)) return;
    // Not at once: another daemon that starts may just be looking whose socket it is.
    timer = setTimeout(async () => {
      await rebind();
      timer = undefined;
    }, SETTLE_MS);
  };

  note();
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      watcher?.close();
      server.close();
      if (identityOf(path) !== identity) return;
      rmSync(path, { force: true });
      if (pidFile) rmSync(pidFile, { force: true });
    },
    async reclaim() {
      if (!closed && identityOf(path) !== identity) await claimAgain();
    },
  };
}

/** Whether a process accepts connections on `path`. */
export function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createConnection(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

/** A server that others reach under `path`. */
async function claim(path: string, onSocket: (socket: Socket) => void): Promise<Server> {
  for (let attempt = 0; attempt < MAX_CLAIMS; attempt++) {
    const found = identityOf(path);
    if (await answers(path)) break;
    if (found !== null) removeStale(path, found);
    const own = nameBeside(path);
    const server = await bind(own, onSocket);
    if (give(own, path)) return server;
    server.close();
  }
  throw new AlreadyRunningError(`another one answers on ${path}`);
}

/** Takes away the dead socket of that identity at `path`, unless another daemon has put its own there since. */
function removeStale(path: string, identity: string): void {
  const aside = nameBeside(path);
  try {
    renameSync(path, aside);
  } catch {
    // Somebody else was quicker.
    return;
  }
  if (identityOf(aside) === identity) rmSync(aside, { force: true });
  else give(aside, path);
}

/** A name in the same directory, no longer than a session's socket. */
function nameBeside(path: string): string {
  return join(dirname(path), `.${process.pid}.${names++}`);
}

/** Removes what process `pid`, which is gone, has left in `directory` under names that nobody uses. */
export function removeLeftovers(directory: string, pid: number): void {
  for (const name of readdirSync(directory)) {
    if (name.startsWith(`.${pid}.`)) rmSync(join(directory, name), { force: true });
  }
}

/** Renames without replacing; false where the name is taken. */
function give(from: string, to: string): boolean {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || existsSync(to)) {
      rmSync(from, { force: true });
      return false;
    }
    // A file system without links to sockets.
    renameSync(from, to);
    return true;
  }
  rmSync(from, { force: true });
  return true;
}

function bind(path: string, onSocket: (socket: Socket) => void): Promise<Server> {
  rmSync(path, { force: true });
  const server = createServer(onSocket);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      chmodSync(path, 0o600);
      resolve(server);
    });
  });
}

/** Tells one socket from a later one of the same name: inode numbers alone are used again. */
function identityOf(path: string): string | null {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.mtimeMs}` : null;
}
