// A daemon's Unix socket: one owner at a time, private, and made again when somebody removes it.
import { chmodSync, existsSync, type FSWatcher, rmSync, watch, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { basename, dirname } from 'node:path';

export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
}

export interface Listener {
  /** Stops listening and removes socket and pid file. Connections stay open. */
  close(): void;
}

/**
 * Listens on `path`, mode 0600, and writes `pidFile`. Rejects with AlreadyRunningError where somebody
 * answers there already; a socket nobody answers on is taken over.
 */
export async function listenOn(
  path: string,
  pidFile: string | null,
  onSocket: (socket: Socket) => void,
): Promise<Listener> {
  if (await answers(path)) throw new AlreadyRunningError(`another one answers on ${path}`);
  let server = await bind(path, onSocket);
  if (pidFile) writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  let closed = false;
  let rebinding = false;

  const rebind = async (): Promise<void> => {
    if (closed || rebinding || existsSync(path)) return;
    rebinding = true;
    try {
      // The old server's socket file is gone; closing it keeps its connections.
      server.close();
      server = await bind(path, onSocket);
      if (pidFile) writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
    } catch {
      // The directory itself may be gone; the next change of it, if any, tries again.
    }
    rebinding = false;
  };

  const watcher: FSWatcher = watch(dirname(path), (_event, name) => {
    if (name === null || name === basename(path)) void rebind();
  });
  watcher.unref();
  watcher.on('error', () => watcher.close());
  return {
    close() {
      closed = true;
      watcher.close();
      server.close();
      rmSync(path, { force: true });
      if (pidFile) rmSync(pidFile, { force: true });
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
