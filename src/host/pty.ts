// A program on a pseudo-terminal: node-pty with its faults closed. No output is lost at exit, writes
// neither spin nor outlive the program, and a signal reaches the whole process group.
import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { Socket } from 'node:net';
import nodePty from 'node-pty';
import { clampSize, type Size } from '../core/size.ts';
import { withoutDescriptorGaps } from './descriptor-gaps.ts';
import { createWriteQueue } from './write-queue.ts';

export interface PtyExit {
  readonly code: number;
  /** Signal number; 0 if the program ended by itself. */
  readonly signal: number;
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
}

/** After SIGHUP a program may save its work for so long. */
const GRACE_MS = 2000;
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
  let life: 'running' | 'closing' | 'over' = 'running';
  let killTimer: NodeJS.Timeout | undefined;
  const stopKilling = (): void => {
    clearTimeout(killTimer);
    killTimer = undefined;
  };
  const killRest = (): void => {
    killTimer = undefined;
    signalGroup(child.pid, 'SIGKILL');
  };
  const closeSlave = (): void => {
    if (slave !== null) closeSync(slave);
    slave = null;
  };
  const drain = (): void => {
    // Bytes that the stream holds come before those in the kernel. Reading hands them out as data events.
    while (socket.read() !== null);
    drainKernel(fd, onData);
  };

  child.onData((data) => onData(data as unknown as Buffer));
  onProcessEnd(inner, () => {
    if (life !== 'running') return;
    drain();
    // Without ours open the terminal closes as soon as no child of the program has it; else in 200 ms.
    closeSlave();
  });
  beforeDestroy(socket, () => {
    // The number may be another file's a moment later.
    life = 'closing';
    queue.close();
    drain();
  });
  child.onExit(({ exitCode, signal }) => {
    life = 'over';
    closeSlave();
    if (!signalGroup(child.pid, 0)) stopKilling();
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
    pause: () => void (life !== 'running' || child.pause()),
    resume: () => void (life !== 'running' || child.resume()),
    kill(force) {
      // A group without its leader lives on only after a kill that some of it ignored.
      if (life === 'over' && !killTimer) return;
      const signal = force ? 'SIGKILL' : 'SIGHUP';
      // A child that was started just now may not lead a group yet.
      if (!signalGroup(child.pid, signal) && life === 'running') child.kill(signal);
      if (!force) killTimer ??= setTimeout(killRest, GRACE_MS);
    },
  };
}

/** What node-pty's types hide, and keeping output from being lost needs. */
interface Inner {
  readonly ptsName: string;
  readonly fd: number;
  readonly _socket: Socket;
  once(event: string, listener: () => void): void;
}

/** False where the group is gone: every member has ended. */
function signalGroup(pid: number, signal: 'SIGHUP' | 'SIGKILL' | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
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

/** Calls `act` once, while the descriptor is still open; node-pty destroys its socket read or not. */
function beforeDestroy(socket: Socket, act: () => void): void {
  const destroy = socket.destroy.bind(socket);
  let done = false;
  socket.destroy = (error) => {
    if (!done) {
      done = true;
      act();
    }
    return destroy(error);
  };
}

function drainKernel(fd: number, onData: (bytes: Buffer) => void): void {
  const buffer = Buffer.allocUnsafe(DRAIN_BYTES);
  try {
    for (let count = readSync(fd, buffer); count > 0; count = readSync(fd, buffer)) {
      onData(Buffer.from(buffer.subarray(0, count)));
    }
  } catch {
    // EAGAIN: empty. EIO: every writer is gone. Either way nothing is left.
  }
}
