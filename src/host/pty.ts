// A program on a pseudo-terminal: node-pty with its faults closed. No output is lost at exit, writes
// neither spin nor outlive the program, and a signal reaches the whole process group.
import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { Socket } from 'node:net';
import nodePty from 'node-pty';
import { clampSize, type Size } from '../core/size.ts';
import { withoutDescriptorGaps } from './descriptor-gaps.ts';
import { createGroupKiller } from './process-group.ts';
import { createWriteQueue } from './write-queue.ts';

export interface PtyExit {
  readonly code: number;
  /** Signal number; 0 if the program ended by itself. */
  readonly signal: number;
  /** It was not a child of this process, which therefore was not told how it ended. */
  readonly unknown?: true;
}

export interface Pty {
  readonly pid: number;
  /** False when the program has not read for so long that nothing more is taken. */
  write(bytes: Uint8Array): boolean;
  resize(size: Size): void;
  /** Only for milliseconds: what is unread when the program ends is read then. */
  pause(): void;
  resume(): void;
  /** SIGHUP to the process group, and SIGKILL to what is left two seconds later, or at once with `force`. */
  kill(force: boolean): void;
  /** A SIGKILL is due. */
  isDying(): boolean;
  /** The terminal's descriptor, while it is open. */
  descriptor(): number | null;
  /** Takes no byte more from the terminal until `thaw`, not even when its program ends. */
  freeze(): void;
  thaw(): void;
  /** What the program has yet to read of what was written, which is then no longer written here. */
  takeInput(): Buffer;
}

const DRAIN_BYTES = 65_536;

/**
 * Starts `argv`. `onData` gets bytes as they come; `onExit` is called once, after the last of them.
 * Throws what node-pty throws when no pseudo-terminal can be had.
 */
export function openPty(
  options: Size & {
    readonly argv: readonly string[];
    readonly cwd: string;
    readonly env: Record<string, string>;
  },
  onData: (bytes: Buffer) => void,
  onExit: (exit: PtyExit) => void,
): Pty {
  const [file = 'sh', ...args] = options.argv;
  const { columns, rows } = clampSize(options);
  const child = withoutDescriptorGaps(() =>
    nodePty.spawn(file, args, {
      cols: columns,
      rows,
      cwd: options.cwd,
      env: options.env,
      name: 'xterm-256color',
      encoding: null,
    }),
  );
  const inner = child as unknown as Inner;
  const { fd, _socket: socket } = inner;
  let slave: number | null;
  try {
    slave = openSync(inner.ptsName, constants.O_RDWR | constants.O_NOCTTY);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  const queue = createWriteQueue(fd);
  const killer = createGroupKiller(child.pid);
  let life: 'running' | 'closing' | 'over' = 'running';
  let frozen = false;
  let flow = (): void => {};
  /** What happened while frozen, in order, to be dealt with after it. */
  let late: (() => void)[] = [];
  const unlessFrozen = (act: () => void): void => {
    if (frozen) late.push(act);
    else act();
  };
  const closeSlave = (): void => {
    if (slave !== null) closeSync(slave);
    slave = null;
  };
  const drain = (): void => {
    takeBuffered(socket);
    drainKernel(fd, onData);
  };

  child.onData((data) => onData(data as unknown as Buffer));
  onProcessEnd(inner, () => {
    unlessFrozen(() => {
      if (life !== 'running') return;
      drain();
      // Without ours open the terminal closes as soon as no child of the program has it; else in 200 ms.
      closeSlave();
    });
  });
  beforeDestroy(socket, unlessFrozen, () => {
    // The number may be another file's a moment later.
    life = 'closing';
    queue.close();
    drain();
  });
  child.onExit(({ exitCode, signal }) => {
    life = 'over';
    closeSlave();
    killer.leaderEnded();
    onExit({ code: exitCode, signal: signal ?? 0 });
  });

  return {
    pid: child.pid,
    write: (bytes) => life !== 'running' || queue.write(bytes),
    resize(size) {
      if (life !== 'running') return;
      const next = clampSize(size);
      try {
        child.resize(next.columns, next.rows);
      } catch {
        // Ended between two events of ours: there is nothing left to resize.
      }
    },
    pause: () => void (life !== 'running' || frozen || child.pause()),
    resume: () => void (life !== 'running' || frozen || child.resume()),
    kill: killer.kill,
    isDying: killer.isPending,
    descriptor: () => (life === 'running' ? fd : null),
    freeze() {
      if (life !== 'running' || frozen) return;
      frozen = true;
      flow = freezeStream(socket);
    },
    thaw() {
      if (!frozen) return;
      frozen = false;
      if (life === 'running') flow();
      const acts = late;
      late = [];
      for (const act of acts) act();
    },
    takeInput: queue.take,
  };
}

/** What node-pty's types hide, and keeping output from being lost needs. */
interface Inner {
  readonly ptsName: string;
  readonly fd: number;
  readonly _socket: Socket;
  once(event: string, listener: () => void): void;
}

/** Calls `act` when the process has ended, which node-pty tells only after its terminal closed. */
function onProcessEnd(inner: Inner, act: () => void): void {
  const once = inner.once.bind(inner);
  inner.once = (event, listener) => {
    once(event, listener);
    // What node-pty does first at the end of the process is to wait for this.
    if (event === 'close') act();
  };
}

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
