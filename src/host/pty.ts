// A program on a pseudo-terminal: node-pty with its faults closed. No output is lost at exit, writes
// neither spin nor outlive the program, and a signal reaches the whole process group.
import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { Socket } from 'node:net';
import nodePty from 'node-pty';
import { clampSize, type Size } from '../core/size.ts';
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
  const child = nodePty.spawn(file, args, {
    cols: columns,
    rows,
    cwd: options.cwd,
    env: options.env,
    name: 'xterm-256color',
    encoding: null,
  });
  // node-pty's types hide these; both are what keeps output from being lost.
  const {
    ptsName,
    fd,
    _socket: socket,
  } = child as unknown as { ptsName: string; fd: number; _socket: Socket };
  const slave = openSync(ptsName, constants.O_RDWR | constants.O_NOCTTY);
  const queue = createWriteQueue(fd);
  let exited = false;
  let killTimer: NodeJS.Timeout | undefined;

  child.onData((data) => onData(data as unknown as Buffer));
  drainBeforeClosing(socket, fd, onData);
  child.onExit(({ exitCode, signal }) => {
    exited = true;
    clearTimeout(killTimer);
    queue.close();
    closeSync(slave);
    onExit({ code: exitCode, signal: signal ?? 0 });
  });

  const signal = (name: 'SIGHUP' | 'SIGKILL'): void => {
    if (exited) return;
    try {
      process.kill(-child.pid, name);
    } catch {
      // The group is gone already; its exit is on its way to us.
    }
  };

  return {
    pid: child.pid,
    write: (bytes) => exited || queue.write(bytes),
    resize(size) {
      if (exited) return;
      const next = clampSize(size);
      try {
        child.resize(next.columns, next.rows);
      } catch {
        // Ended between two events of ours: there is nothing left to resize.
      }
    },
    pause: () => void (exited || child.pause()),
    resume: () => void (exited || child.resume()),
    kill(force) {
      signal(force ? 'SIGKILL' : 'SIGHUP');
      if (!force) killTimer ??= setTimeout(() => signal('SIGKILL'), GRACE_MS);
    },
  };
}

/** node-pty destroys the socket soon after the exit, read or not: reads what is left first. */
function drainBeforeClosing(socket: Socket, fd: number, onData: (bytes: Buffer) => void): void {
  const destroy = socket.destroy.bind(socket);
  let drained = false;
  socket.destroy = (error) => {
    if (!drained) {
      drained = true;
      // Bytes that the stream has read but not handed out come before those still in the kernel.
      for (let ready = socket.read(); ready !== null; ready = socket.read()) onData(ready as Buffer);
      drain(fd, onData);
    }
    return destroy(error);
  };
}

function drain(fd: number, onData: (bytes: Buffer) => void): void {
  const buffer = Buffer.allocUnsafe(DRAIN_BYTES);
  try {
    for (let count = readSync(fd, buffer); count > 0; count = readSync(fd, buffer)) {
      onData(Buffer.from(buffer.subarray(0, count)));
    }
  } catch {
    // EAGAIN: empty. EIO: every writer is gone. Either way nothing is left.
  }
}
