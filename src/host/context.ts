// What every client of one host shares: the sessions, the journal, and how the host is ended.
import { refuse } from '../protocol/rpc.ts';
import { createIdSource } from '../protocol/session-id.ts';
import { createJournal, type Journal } from './journal.ts';
import type { OuterColors } from './queries.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import type { Session } from './session.ts';

export interface HostContext {
  readonly sessions: Map<string, Session>;
  readonly journal: Journal;
  readonly scheduler: Scheduler;
  readonly colors: OuterColors;
  readonly version: string;
  readonly boot: string;
  readonly startedAt: number;
  nextId(): string;
  /** The session, or an RpcError `not_found`. */
  session(id: string): Session;
  log(error: Error): void;
  /** Ends every session, then the process. */
  shutdown(): void;
}

export function createContext(options: {
  readonly version: string;
  readonly log: (error: Error) => void;
  readonly shutdown: () => void;
}): HostContext {
  const sessions = new Map<string, Session>();
  return {
    ...options,
    sessions,
    journal: createJournal(),
    scheduler: createScheduler(),
    colors: {},
    boot: `${process.pid}-${Date.now().toString(36)}`,
    startedAt: Date.now(),
    nextId: createIdSource(),
    session(id) {
      const session = sessions.get(id);
      if (!session) throw refuse('not_found', `no session "${id}"`);
      return session;
    },
  };
}
