// The outer terminal as a device: raw bytes in, text out. Output goes through a descriptor of our own
// that does not block, one write in flight, so that a terminal that stops reading stops nothing else.
import { closeSync, constants, fstatSync, openSync, readlinkSync, writeSync } from 'node:fs';
import tty from 'node:tty';
import { clampSize, type Size } from '../../core/size.ts';

export interface Tty {
  size(): Size;
  /** Queues text; it is written as fast as the terminal takes it. */
  write(text: string): void;
  /**
   * Gives up what is queued and writes `text` at once: for the last words of a process. Waits
   * LAST_WORDS_MS at most for a terminal that does not read.
   */
  writeNow(text: string): void;
  /** A write is in flight. */
  busy(): boolean;
  /** Raw mode anew, after the process was stopped: a shell has set the terminal as it likes it. */
  resume(): void;
  /** Raw mode off, as it was before, until `resume`. */
  suspend(): void;
  close(): void;
}

/** A terminal that has not read is asked again after so long. */
const RETRY_MS = 10;
const LAST_WORDS_MS = 100;
/** Ends whatever sequence a write was cut in. */
const CANCEL = '\x18';

export class NoTerminalError extends Error {
  override readonly name = 'NoTerminalError';
}

export interface TtyHandlers {
  readonly onData: (bytes: Buffer) => void;
  readonly onResize: (size: Size) => void;
  /** The last write was taken: the terminal is ready for more. */
  readonly onDrain: () => void;
  /** The terminal is gone. */
  readonly onHangup: () => void;
}

/** Opens the terminal this process was started in. Throws NoTerminalError where stdin or stdout is none. */
export function openTty(handlers: TtyHandlers): Tty {
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
  const fd = openUnblocked(1);
  let pending = '';
  let inFlight = false;
  /** Part of a write is with the terminal, and the rest is not. */
  let isCut = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const push = (bytes: Buffer): void => {
    // A small frame nearly always fits the terminal's buffer: writing it here saves a thread's round trip.
    const written = writeSome(fd, bytes);
    if (written === null) {
      handlers.onHangup();
      return;
    }
    isCut = written < bytes.length && (isCut || written > 0);
    if (written < bytes.length) timer = setTimeout(() => push(bytes.subarray(written)), RETRY_MS);
    else taken();
  };
  const taken = (): void => {
    inFlight = false;
    if (pending !== '') flush();
    else handlers.onDrain();
  };
  const flush = (): void => {
    if (closed || inFlight || pending === '') return;
    inFlight = true;
    const bytes = Buffer.from(pending);
    pending = '';
    push(bytes);
  };
  const setRaw = (isRaw: boolean): void => {
    // Node takes a mode for set that it set before, whatever others did since: only a change is carried out.
    if (isRaw) input.setRawMode(false);
    input.setRawMode(isRaw);
  };
  const onResize = (): void => handlers.onResize(currentSize());
  process.stdout.on('resize', onResize);

  return {
    size: currentSize,
    write(text) {
      pending += text;
      flush();
    },
    writeNow(text) {
      if (closed) return;
      clearTimeout(timer);
      pending = '';
      inFlight = false;
      writeBounded(fd, Buffer.from(isCut ? CANCEL + text : text));
      isCut = false;
    },
    busy: () => inFlight,
    suspend: () => setRaw(false),
    resume() {
      setRaw(true);
      // A size that changed while this was in the background was told to others.
      process.kill(process.pid, 'SIGWINCH');
    },
    close() {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      process.stdout.off('resize', onResize);
      input.off('data', handlers.onData);
      input.off('end', handlers.onHangup);
      input.off('error', handlers.onHangup);
      // What a closing terminal still has to say interests nobody, and must not be thrown.
      input.on('error', () => {});
      input.setRawMode(false);
      input.pause();
      if (fd !== 1) closeSync(fd);
    },
  };
}

/** Writes to the terminal or file behind stderr without ever waiting long for it. */
export function writeError(text: string): void {
  if (!tty.isatty(2)) {
    writeBounded(2, Buffer.from(text));
    return;
  }
  const fd = openUnblocked(2);
  writeBounded(fd, Buffer.from(text));
  if (fd !== 2) closeSync(fd);
}

function currentSize(): Size {
  return clampSize({ columns: process.stdout.columns, rows: process.stdout.rows });
}

/** Bytes that were taken, 0 where the terminal takes none now; null where it is gone. */
function writeSome(fd: number, bytes: Buffer): number | null {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 0 : null;
  }
}

function writeBounded(fd: number, bytes: Buffer): void {
  const end = performance.now() + LAST_WORDS_MS;
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  for (let at = 0; at < bytes.length; ) {
    const written = writeSome(fd, bytes.subarray(at));
    if (written === null || performance.now() > end) return;
    at += written;
    if (written === 0) Atomics.wait(sleeper, 0, 0, 1);
  }
}

/** A new open file on the terminal at `of`: O_NONBLOCK set there would be set for everyone who shares it. */
function openUnblocked(of: number): number {
  const flags = constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK;
  try {
    const fd = openSync(readlinkSync(`/proc/self/fd/${of}`), flags);
    if (fstatSync(fd).rdev === fstatSync(of).rdev) return fd;
    closeSync(fd);
  } catch {
    // No /proc, or no such path in this namespace.
  }
  try {
    return openSync('/dev/tty', flags);
  } catch {
    return of;
  }
}
