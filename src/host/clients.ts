// Who is connected, to be told when the host goes. What a client has sent before it knows is still taken.
import type { Socket } from 'node:net';

/** A client that does not notice its connection's end within this time is left. */
const PATIENCE_MS = 250;

export interface Clients {
  add(socket: Socket): void;
  /** Ends every connection; calls `gone` once the clients have ended them too. */
  dismiss(gone: () => void): void;
}

export function createClients(): Clients {
  const sockets = new Set<Socket>();
  let check = (): void => {};
  return {
    add(socket) {
      sockets.add(socket);
      socket.once('close', () => {
        sockets.delete(socket);
        check();
      });
    },
    dismiss(gone) {
      let timer: NodeJS.Timeout | undefined;
      check = () => {
        if (sockets.size > 0) return;
        clearTimeout(timer);
        gone();
      };
      timer = setTimeout(gone, PATIENCE_MS);
      for (const socket of sockets) socket.end();
      check();
    },
  };
}
