// A program on a pseudo-terminal, and what is done to it in the same way whether this host started it or an
// earlier one.
import type { Socket } from 'node:net';
import { clampSize, type Size } from '../core/size.ts';
import type { GroupKiller } from './process-group.ts';
import { freezeStream } from './pty-stream.ts';
import type { WriteQueue } from './write-queue.ts';

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

/** How it is with a program; shared by who watches it and who acts on it. */
export interface PtyState {
  life: 'running' | 'closing' | 'over';
  frozen: boolean;
}

export interface PtyParts {
  readonly pid: number;
  readonly fd: number;
  readonly stream: Socket;
  readonly queue: WriteQueue;
  readonly killer: GroupKiller;
  readonly state: PtyState;
  /** May throw: a program that has just ended has nothing left to resize. */
  readonly resize: (size: Size) => void;
  /** Lets the stream flow that is frozen from the start. */
  readonly flow?: () => void;
  /** It flows again: what had to wait for that. */
  readonly thawed?: () => void;
}

export function createPtyControls(parts: PtyParts): Pty {
  const { pid, fd, stream, queue, killer, state } = parts;
  let flow = parts.flow ?? (() => {});
  const flows = (): boolean => state.life === 'running' && !state.frozen;
  return {
    pid,
    write: (bytes) => state.life !== 'running' || queue.write(bytes),
    resize(size) {
      if (state.life !== 'running') return;
      try {
        parts.resize(clampSize(size));
      } catch {
        // Ended between two events of ours.
      }
    },
    pause: () => void (flows() && stream.pause()),
    resume: () => void (flows() && stream.resume()),
    kill: killer.kill,
    isDying: killer.isPending,
    descriptor: () => (state.life === 'running' ? fd : null),
    freeze() {
      if (!flows()) return;
      state.frozen = true;
      flow = freezeStream(stream);
    },
    thaw() {
      if (!state.frozen) return;
      state.frozen = false;
      if (state.life === 'running') flow();
      parts.thawed?.();
    },
    takeInput: queue.take,
  };
}
