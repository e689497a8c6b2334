// The outer terminal's device. Read through Node's tty stream; written through a descriptor of our own
// that does not block, one write in flight, so that a terminal that stops reading stops nothing else.
import { closeSync, constants, fstatSync, openSync, readlinkSync, writeSync } from 'node:fs';
import tty from 'node:tty';
import { clampSize, type Size } from '../../core/size.ts';

export interface Tty {
  size(): Size;
  /** Queues text; it is written as fast as the terminal takes it. */
  write(text: string): void;
  /** Writes what fits, at once and without waiting: for the last words of a process. */
  writeNow(text: string): void;
  /** A write is in flight. */
  busy(): boolean;
  close(): void;
}

const RETRY_MS = 10;

export class NoTerminalError extends Error {
  override readonly name = 'NoTerminalError';
}

/** Opens the terminal this process was started in. Throws NoTerminalError where stdin or stdout is none. */
export function openTty(handlers: {
  readonly onData: (bytes: Buffer) => void;
  readonly onResize: (size: Size) => void;
  /** The last write was taken: the terminal is ready for more. */
  readonly onDrain: () => void;
  /** The terminal is gone. */
  readonly onHangup: () => void;
}): Tty {
  if (!tty.isatty(0) || !tty.isatty(1)) {
    throw new NoTerminalError(
      'stdin and stdout must be a terminal: run botster-tui in one, or use its verbs (botster-tui --help)',
    );
  }
  const input = process.stdin;
  input.setRawMode(true);
  input.on('data', handlers.onData);
  input.on('end', handlers.onHangup);
  input.on('error', handlers.onHangup);
  const fd = openForWriting();
  let pending = Buffer.alloc(0);
  let inFlight = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    timer = undefined;
    if (closed || inFlight || pending.length === 0) return;
    inFlight = true;
    const bytes = pending;
    pending = Buffer.alloc(0);
    push(bytes);
  };
  const push = (bytes: Buffer): void => {
    // A small frame nearly always fits the terminal's buffer: writing it here saves a thread's round trip.
    let written = 0;
    try {
      written = writeSync(fd, bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
        handlers.onHangup();
        return;
      }
    }
    if (written === bytes.length) {
      done();
      return;
    }
    timer = setTimeout(() => push(bytes.subarray(written)), RETRY_MS);
  };
  const done = (): void => {
    inFlight = false;
    if (pending.length > 0) flush();
    else handlers.onDrain();
  };

  const onResize = (): void => handlers.onResize(currentSize());
  process.stdout.on('resize', onResize);
  return {
    size: currentSize,
    write(text) {
      pending = pending.length === 0 ? Buffer.from(text) : Buffer.concat([pending, Buffer.from(text)]);
      flush();
    },
    writeNow(text) {
      try {
        writeSync(fd, text);
      } catch {
        // Full or gone: there is nobody to wait for.
      }
    },
    busy: () => inFlight,
    close() {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      process.stdout.off('resize', onResize);
      input.off('data', handlers.onData);
      input.setRawMode(false);
      input.pause();
      if (fd !== 1) closeSync(fd);
    },
  };
}

function currentSize(): Size {
  return clampSize({ columns: process.stdout.columns, rows: process.stdout.rows });
}

/** A new open file on the terminal: O_NONBLOCK set on fd 1 would be set for everyone who shares it. */
function openForWriting(): number {
  try {
    const path = readlinkSync('/proc/self/fd/1');
    const fd = openSync(path, constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK);
    if (fstatSync(fd).rdev === fstatSync(1).rdev) return fd;
    closeSync(fd);
  } catch {
    // No /proc, or no such path in this namespace.
  }
  try {
    return openSync('/dev/tty', constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK);
  } catch {
    return 1;
  }
}
