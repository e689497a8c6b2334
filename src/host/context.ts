// What every client of one host shares: the sessions, the journal, and how the host is ended.
import { refuse } from '../protocol/rpc.ts';
import { createIdSource } from '../protocol/session-id.ts';
import { createGate, type Gate } from './gate.ts';
import type { HandOverOptions, Handoff } from './hand-over.ts';
import { createJournal, type Journal, type JournalState } from './journal.ts';
import type { OuterColors } from './queries.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import type { Session } from './session.ts';

export interface HostContext {
  readonly sessions: Map<string, Session>;
  readonly journal: Journal;
  readonly scheduler: Scheduler;
  readonly colors: OuterColors;
  /** Shut while the host hands over to another. */
  readonly gate: Gate;
  readonly version: string;
  readonly boot: string;
  readonly startedAt: number;
  nextId(): string;
  /** The session, or an RpcError `not_found`. */
  session(id: string): Session;
  log(error: Error): void;
  /** Ends every session, then the process. */
  shutdown(): void;
  /** Replaces the process by a new host (hand-over.ts), and ends it. */
  handOver(options: HandOverOptions): ReturnType<Handoff['run']>;
}

/** What a new host takes over besides sessions. */
export interface HostState {
  readonly boot: string;
  readonly journal: JournalState;
  readonly colors: OuterColors;
}

export function createContext(options: {
  readonly version: string;
  readonly log: (error: Error) => void;
  readonly shutdown: () => void;
  readonly handOver: HostContext['handOver'];
  readonly from?: HostState | undefined;
}): HostContext {
  const sessions = new Map<string, Session>();
  const { version, log, shutdown, handOver, from } = options;
  return {
    ...{ version, log, shutdown, handOver, sessions },
    journal: createJournal(Date.now, from?.journal),
    scheduler: createScheduler(),
    colors: { ...from?.colors },
    gate: createGate(),
    // The same host to whoever follows its journal.
    boot: from?.boot ?? `${process.pid}-${Date.now().toString(36)}`,
    startedAt: Date.now(),
    nextId: createIdSource(),
    session(id) {
      const session = sessions.get(id);
      if (!session) throw refuse('not_found', `no session "${id}"`);
      return session;
    },
  };
}
