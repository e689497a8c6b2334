// Every session's own socket: whoever connects through it is that session.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface SessionSockets {
  open(id: string): void;
  close(id: string): void;
  /** Removes sockets that an earlier hub left for sessions that are gone. */
  removeOthers(): void;
  /** For good. */
  closeAll(): void;
}

/** `listen` starts listening for a session and returns the function that ends it. */
export function createSessionSockets(directory: string, listen: (id: string) => () => void): SessionSockets {
  const open = new Map<string, () => void>();
  let isOver = false;
  const close = (id: string): void => {
    open.get(id)?.();
    open.delete(id);
  };
  return {
    open(id) {
      if (!isOver && !open.has(id)) open.set(id, listen(id));
    },
    close,
    removeOthers() {
      for (const name of readdirSync(directory)) {
        const id = /^s-(.+)\.sock$/.exec(name)?.[1];
        if (id !== undefined && !open.has(id)) rmSync(join(directory, name), { force: true });
      }
    },
    closeAll() {
      isOver = true;
      for (const id of [...open.keys()]) close(id);
    },
  };
}
