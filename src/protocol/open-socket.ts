// The client's side of a connection, until it is established.
import type { Socket } from 'node:net';

/**
 * Resolves when `socket` is connected, rejects where nobody answers. `read` gets what comes; where it throws the
 * connection ends with that error.
 */
export async function openSocket(socket: Socket, read: (chunk: Buffer) => void): Promise<void> {
  socket.on('data', (chunk) => {
    try {
      read(chunk);
    } catch (error) {
      socket.destroy(error as Error);
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => {});
}
