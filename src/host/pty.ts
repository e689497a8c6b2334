// A program on a pseudo-terminal: node-pty with its faults closed. No output is lost at exit, writes
// neither spin nor outlive the program, and a signal reaches the whole process group.
import { closeSync, constants, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import nodePty from 'node-pty';
import { clampSize, type Size } from '../core/size.ts';
import { withoutDescriptorGaps } from './descriptor-gaps.ts';
import { createGroupKiller } from './process-group.ts';
import { createPtyControls, type Pty, type PtyExit, type PtyState } from './pty-controls.ts';
import { beforeDestroy, drainKernel, takeBuffered } from './pty-stream.ts';
import { createWriteQueue } from './write-queue.ts';

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
  const state: PtyState = { life: 'running', frozen: false };
  /** What happened while frozen, in order, to be dealt with after it. */
  let late: (() => void)[] = [];
  const unlessFrozen = (act: () => void): void => {
    if (state.frozen) late.push(act);
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
      if (state.life !== 'running') return;
      drain();
      // Without ours open the terminal closes as soon as no child of the program has it; else in 200 ms.
      closeSlave();
    });
  });
  beforeDestroy(socket, unlessFrozen, () => {
    // The number may be another file's a moment later.
    state.life = 'closing';
    queue.close();
    drain();
  });
  child.onExit(({ exitCode, signal }) => {
    state.life = 'over';
    closeSlave();
    killer.leaderEnded();
    onExit({ code: exitCode, signal: signal ?? 0 });
  });

  return createPtyControls({
    pid: child.pid,
    fd,
    stream: socket,
    queue,
    killer,
    state,
    resize: (size) => child.resize(size.columns, size.rows),
    thawed() {
      const acts = late;
      late = [];
      for (const act of acts) act();
    },
  });
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
