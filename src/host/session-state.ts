// What a session is made from: a command to run, or all that it was in another host, as plain data.
import type { Size } from '../core/size.ts';
import type { Journal } from './journal.ts';
import type { Pty, PtyExit } from './pty-controls.ts';
import type { OuterColors } from './queries.ts';
import type { RingState } from './ring.ts';
import type { Scheduler } from './scheduler.ts';
import type { ScreenState } from './screen.ts';
import type { Told } from './told.ts';

export interface SessionOptions extends Size {
  readonly id: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly meta: string;
  readonly scrollback: number;
  readonly version: string;
  readonly colors: () => OuterColors;
  readonly journal: Journal;
  readonly scheduler: Scheduler;
  /** Its program runs already: it goes on, frozen at first. */
  readonly adopt?: Adoption;
}

export interface SessionState {
  readonly id: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly meta: string;
  readonly scrollback: number;
  readonly createdAt: number;
  readonly lastOutputAt: number;
  readonly lastInputAt: number;
  readonly pid: number;
  readonly exit: PtyExit | null;
  /** Absent where the host that handed over did not keep it. */
  readonly told?: Told;
  /** It was told to end, and will be killed if it does not. */
  readonly isDying: boolean;
  readonly ring: RingState;
  readonly screen: ScreenState;
}

/** A session that ran in another host, and how its terminal is taken over. */
export interface Adoption {
  readonly state: SessionState;
  /** As `openPty`; nothing is read before the session is thawed. */
  open(onData: (bytes: Buffer) => void, onExit: (exit: PtyExit) => void): Pty;
}
