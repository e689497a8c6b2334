// A terminal's stream, held still and read to its last byte.
import { readSync } from 'node:fs';
import type { Socket } from 'node:net';

const DRAIN_BYTES = 65_536;

/**
 * Calls `act` once, while the descriptor is still open: the stream is destroyed read or not, since a
 * hang-up is taken for the end after any short read. `when` decides when that may be.
 */
export function beforeDestroy(socket: Socket, when: (act: () => void) => void, act: () => void): void {
  const destroy = socket.destroy.bind(socket);
  let done = false;
  socket.destroy = (error) => {
    when(() => {
      if (!done) {
        done = true;
        act();
      }
      destroy(error);
    });
    return socket;
  };
}

/**
 * A paused stream reads on until its buffer is full; this one reads no further, and what it holds is handed
 * out as data events. Returns what lets it flow again.
 */
export function freezeStream(stream: Socket): () => void {
  stream.pause();
  takeBuffered(stream);
  const { _handle: handle } = stream as unknown as { _handle: Handle | null };
  if (handle) {
    handle.reading = false;
    handle.readStop();
  }
  return () => {
    // By hand: the stream may believe that it reads already.
    if (handle && !handle.reading && !stream.destroyed) {
      handle.reading = true;
      handle.readStart();
    }
    stream.resume();
  };
}

/** Below a stream of Node's. */
interface Handle {
  reading: boolean;
  readStart(): void;
  readStop(): void;
}

/** Hands out, as data events, what the stream holds: it comes before what is in the kernel. */
export function takeBuffered(stream: Socket): void {
  while (stream.read() !== null);
}

/** Gives what the kernel has of a terminal's output to `onData`. */
export function drainKernel(fd: number, onData: (bytes: Buffer) => void): void {
  const buffer = Buffer.allocUnsafe(DRAIN_BYTES);
  try {
    for (let count = readSync(fd, buffer); count > 0; count = readSync(fd, buffer)) {
      onData(Buffer.from(buffer.subarray(0, count)));
    }
  } catch {
    // EAGAIN: empty. EIO: every writer is gone. Either way nothing is left.
  }
}
