// A program that an earlier host started: its terminal came with us, but it is not a child of ours. That
// it ended is seen by its terminal closing, or by looking; how it ended is not to be known.
import { ReadStream } from 'node:tty';
import nodePty from 'node-pty';
import { createGroupKiller, isAlive } from './process-group.ts';
import { createPtyControls, type Pty, type PtyExit, type PtyState } from './pty-controls.ts';
import { beforeDestroy, drainKernel, takeBuffered } from './pty-stream.ts';
import { createWriteQueue } from './write-queue.ts';

export interface AdoptedProgram {
  readonly pid: number;
  /** The master side of its terminal. */
  readonly fd: number;
  /** It was sent a SIGHUP and has its time of grace. */
  readonly isDying: boolean;
}

/** Its terminal stays open where a process in its background has it: so often it is looked for. */
const LOOK_MS = 2000;
/** A terminal closes before its process is gone: it is looked for at these intervals, the last again and again. */
const CLOSED_LOOK_MS = [1, 2, 5, 10, 20, 50, 100, 250, 1000];

/** `openPty` for a program that runs already. Reads nothing before `thaw`. */
export function adoptPty(
  { pid, fd, isDying }: AdoptedProgram,
  onData: (bytes: Buffer) => void,
  onExit: (exit: PtyExit) => void,
): Pty {
  const stream = new ReadStream(fd);
  const queue = createWriteQueue(fd);
  const killer = createGroupKiller(pid);
  const state: PtyState = { life: 'running', frozen: true };
  let timer: NodeJS.Timeout | undefined;
  let looks = 0;

  const look = (): void => {
    if (state.life !== 'running') {
      if (isAlive(pid)) lookLater();
      else over();
    } else if (state.frozen || isAlive(pid)) {
      lookLater();
    } else {
      stream.destroy();
    }
  };
  const lookLater = (): void => {
    const interval =
      state.life === 'running' ? LOOK_MS : CLOSED_LOOK_MS[Math.min(looks++, CLOSED_LOOK_MS.length - 1)];
    clearTimeout(timer);
    timer = setTimeout(look, interval);
  };
  const over = (): void => {
    state.life = 'over';
    clearTimeout(timer);
    killer.leaderEnded();
    onExit({ code: 0, signal: 0, unknown: true });
  };

  stream.pause();
  stream.on('data', onData);
  // EIO: nobody has the other side open any more. Closing follows.
  stream.on('error', () => {});
  beforeDestroy(
    stream,
    (act) => act(),
    () => {
      state.life = 'closing';
      queue.close();
      takeBuffered(stream);
      drainKernel(fd, onData);
    },
  );
  stream.once('close', look);
  if (isDying) killer.kill(false);
  lookLater();

  return createPtyControls({
    pid,
    fd,
    stream,
    queue,
    killer,
    state,
    resize: ({ columns, rows }) => native.resize(fd, columns, rows, 0, 0),
    flow: () => void stream.resume(),
  });
}

/** What is left of a program that had ended before its session came here: nothing happens any more. */
export function endedPty(pid: number): Pty {
  const nothing = (): void => {};
  return {
    pid,
    write: () => true,
    resize: nothing,
    pause: nothing,
    resume: nothing,
    kill: nothing,
    isDying: () => false,
    descriptor: () => null,
    freeze: nothing,
    thaw: nothing,
    takeInput: () => Buffer.alloc(0),
  };
}

/** node-pty's own way to size a terminal, which its types do not show. */
const native = (
  nodePty as unknown as {
    native: { resize(fd: number, columns: number, rows: number, width: number, height: number): void };
  }
).native;
