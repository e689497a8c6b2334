// Whether somebody is there: tells Lua of typing into agents and of a minute without any. Keys for agents do not
// pass through the hub, so the host is asked, and only while somebody listens.
import type { SessionInfo } from '../protocol/host-api.ts';

export interface Activity {
  /** The events that are listened to from now on. */
  follow(hears: readonly string[]): void;
  close(): void;
}

/** Times in milliseconds since the epoch. */
export interface ActivityParts {
  /** Null where there is no host to ask. */
  readonly sessions: () => Promise<readonly SessionInfo[] | null>;
  /** When somebody last did something at a view. */
  readonly lastUse: () => number;
  readonly isAgent: (session: string) => boolean;
  readonly emit: (event: string, payload: Readonly<Record<string, unknown>>) => unknown;
  readonly now?: () => number;
}

const LOOK_MS = 2_000;
export const IDLE_MS = 60_000;

export function createActivity(parts: ActivityParts, every: Every = realEvery): Activity {
  const { sessions, lastUse, isAgent, emit, now = Date.now } = parts;
  let heard: ReadonlySet<string> = new Set();
  let stop: (() => void) | null = null;
  let inputs = new Map<string, number>();
  let since = 0;
  let isIdleTold = false;
  let last = 0;

  const look = async (): Promise<void> => {
    const list = await sessions().catch(() => null);
    if (!list || !stop) return;
    const before = inputs;
    inputs = new Map(list.map((session) => [session.id, session.last_input_at]));
    // The host may have started, and been typed into, since the last look: a session not known yet is no old one.
    const typed = list.filter(({ id, last_input_at }) => last_input_at > (before.get(id) ?? since));
    if (heard.has('agent:input'))
      for (const { id, last_input_at } of typed)
        if (isAgent(id)) emit('agent:input', { agent: id, at: last_input_at / 1000 });
    tellIdle(Math.max(lastUse(), ...inputs.values()));
  };
  const tellIdle = (active: number): void => {
    if (active > last) isIdleTold = false;
    last = Math.max(last, active);
    const still = now() - last;
    if (isIdleTold || still < IDLE_MS || !heard.has('app:idle')) return;
    isIdleTold = true;
    emit('app:idle', { seconds: Math.floor(still / 1000) });
  };

  return {
    follow(hears) {
      heard = new Set(hears);
      const isWanted = heard.has('agent:input') || heard.has('app:idle');
      if (isWanted === (stop !== null)) return;
      stop?.();
      stop = isWanted ? every(LOOK_MS, () => void look()) : null;
      inputs = new Map();
      // What was before anybody listened is not told.
      since = now();
      last = since;
      isIdleTold = false;
      if (isWanted) void look();
    },
    close() {
      stop?.();
      stop = null;
    },
  };
}

/** Calls `act` again and again; returns what ends that. */
export type Every = (ms: number, act: () => void) => () => void;

const realEvery: Every = (ms, act) => {
  const timer = setInterval(act, ms);
  timer.unref();
  return () => clearInterval(timer);
};
