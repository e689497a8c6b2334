// Finds out what agents do: looks at those whose screens moved, asks the detectors, weighs what they say
// against reports, and says it once it is believed. While nothing moves, and nothing is waited for, it sleeps.
import type { Agent } from '../../core/agent.ts';
import { MAX_LOOKS, type SessionLook } from '../../protocol/host-api.ts';
import { METHOD_NOT_FOUND, RpcError, refuse } from '../../protocol/rpc.ts';
import type { Agents } from '../agents.ts';
import type { HostLink } from '../host-link.ts';
import type { Level } from '../log.ts';
import type { LuaHost } from '../lua-host.ts';
import { type Asked, askDetectors } from './ask-lua.ts';
import { type Doing, nothingKnown, type Report, type Verdict } from './doing.ts';
import { type Explanation, explain } from './explain.ts';
import { weigh } from './rank.ts';
import { type Settled, seen, settle } from './settle.ts';
import { isStill, lookInterval, moved, nextLook, saw, type Tracked, track } from './tracked.ts';

export interface Detection {
  /** There are other agents, or others are in sight. */
  update(agents: readonly Agent[], shown: ReadonlySet<string>): void;
  /** Their screens may show something else. */
  moved(ids: readonly string[]): void;
  /** There is a host again. */
  connected(): void;
  /** Other detectors are live. */
  rulesChanged(): void;
  /** Somebody has typed into an agent: what it had done is no news any more. */
  attended(id: string): void;
  /** An agent says what it does; with null it takes that back. Throws RpcError `exited` for one that does not run. */
  report(id: string, report: Omit<Report, 'at'> | null): void;
  /**
   * What is known of an agent after a fresh look at it, with that look; null where it does not run, or nothing can
   * be seen. Rejects with RpcError.
   */
  examine(id: string): Promise<{ readonly doing: Doing; readonly look: SessionLook } | null>;
  /** Why an agent's state is what it is, with a fresh look at it. Rejects with RpcError. */
  explain(id: string): Promise<Explanation>;
  close(): void;
}

/** So few at a time that keys, which go the same way, are not kept waiting. */
const BATCH = Math.min(8, MAX_LOOKS);
/** How long Lua may take to be there. */
const LUA_MS = 5000;
/** A program to which nothing was typed is getting ready for so long. */
const START_MS = 5000;
/** After a failure nothing is looked at for so long. */
const RETRY_MS = 1000;

export function createDetection(parts: {
  readonly agents: Agents;
  readonly host: () => Pick<HostLink, 'now' | 'ready'>;
  readonly lua: () => LuaHost;
  /** An agent is in another state; it asks something, or something else. */
  readonly tell: (event: 'agent:state' | 'agent:question', payload: object) => unknown;
  readonly log: (level: Level, text: string) => void;
  readonly now?: () => number;
}): Detection {
  const { agents, host, lua, tell, log, now = Date.now } = parts;
  const tracked = new Map<string, Tracked>();
  let shown: ReadonlySet<string> = new Set();
  let watched = '';
  let timer: NodeJS.Timeout | undefined;
  let isBusy = false;
  let isClosed = false;
  /** A host that was started by an earlier version cannot be asked. */
  let isDeaf = false;

  const follow = (): void => {
    const key = [...tracked.values()].map(({ id, pid }) => `${id} ${pid}`).join('\n');
    if (key === watched) return;
    watched = key;
    host()
      .now()
      ?.peer.call('watch', { sessions: [...tracked.keys()] })
      .catch(failed);
  };
  const failed = (error: unknown): void => {
    if (isClosed) return;
    // That the host is gone is told by who holds the connection.
    if (!(error instanceof RpcError)) log('error', `what agents do: ${(error as Error).stack ?? error}`);
    const isUnknown = error instanceof RpcError && error.code === METHOD_NOT_FOUND;
    if (isUnknown && !isDeaf)
      log(
        'warn',
        'the host is of an earlier version: what agents do is not seen (botster-tui host --handoff)',
      );
    isDeaf ||= isUnknown;
  };

  const say = (one: Tracked, next: Settled): void => {
    const before = one.settled.doing;
    one.settled = next;
    const { doing } = next;
    const { state, question, rule, asked } = doing;
    agents.setDoing(one.id, doing);
    const about = { agent: one.id, question, in_sight: shown.has(one.id) };
    if (asked && asked.id !== before.asked?.id) tell('agent:question', { ...about, question_id: asked.id });
    if (state !== before.state) tell('agent:state', { ...about, state, previous: before.state, rule });
  };
  const attend = (one: Tracked): void => say(one, { ...one.settled, doing: seen(one.settled.doing) });
  const judge = (one: Tracked): void => {
    // Taken off the list while it was being looked at.
    if (!agents.get(one.id)) return;
    const { look, verdict } = one;
    if ((look?.last_input_at ?? 0) > one.settled.doing.since) attend(one);
    const { settled } = one;
    const moment = { now: now(), painted: look?.last_output_at ?? 0, typed: look?.last_input_at ?? 0 };
    const { finding, report } = weigh(settled.doing.report, verdict, moment);
    const isStarting = moment.typed === 0 && moment.now - agents.session(one.id).created_at < START_MS;
    const isSeen = shown.has(one.id);
    const next = settle(settled, finding, { now: moment.now, isSeen, isStarting, report });
    say(one, { ...next, doing: withStale(next.doing, verdict) });
    // It may have moved while it was looked at.
    one.next = Math.min(one.next, nextLook(one, now()));
    wake();
  };

  const lookAt = async (batch: readonly Tracked[]): Promise<void> => {
    // What Lua will say is not anticipated by what is said without it.
    if (!lua().isLua()) await lua().ready(LUA_MS);
    const client = await host().ready();
    const { looks } = await client.peer.call('look', { sessions: batch.map(({ id }) => id) });
    const found = looks.flatMap((look) => {
      const one = tracked.get(look.session);
      // One that was started again meanwhile is another.
      return one && one.pid === look.pid && agents.get(one.id)
        ? [{ one, look, isNew: saw(one, look, now()) }]
        : [];
    });
    // A screen as it was needs no new judgement, but for that it is still now.
    const fresh = found.filter(({ one, isNew }) => isNew || isStill(one));
    const verdicts = await askDetectors(
      lua(),
      fresh.map(({ one }) => askedOf(one)),
      now(),
    );
    for (const [i, { one }] of fresh.entries()) {
      const verdict = verdicts[i];
      if (verdict) one.verdict = verdict;
      // Lua was lost over it: this screen is judged again.
      else one.content = '';
    }
    for (const { one } of found) if (tracked.get(one.id) === one) judge(one);
  };
  const askedOf = (one: Tracked): Asked => ({
    look: one.look!,
    doing: one.settled.doing,
    detector: agents.meta(one.id).detector,
    contentSeq: one.contentSeq,
  });

  const pump = async (): Promise<void> => {
    timer = undefined;
    if (isBusy || isClosed || isDeaf) return;
    isBusy = true;
    for (let batch = due(); batch.length > 0 && !isClosed && !isDeaf; batch = due()) {
      for (const one of batch) one.next = Number.POSITIVE_INFINITY;
      await lookAt(batch).catch((error: unknown) => {
        failed(error);
        for (const one of batch) one.next = now() + RETRY_MS;
      });
    }
    isBusy = false;
    wake();
  };
  const due = (): Tracked[] =>
    [...tracked.values()]
      .filter(({ next }) => next <= now())
      .sort((a, b) => a.next - b.next)
      .slice(0, BATCH);
  const wake = (): void => {
    if (isBusy || isClosed || isDeaf) return;
    const next = Math.min(...[...tracked.values()].map((one) => one.next));
    clearTimeout(timer);
    timer = next === Number.POSITIVE_INFINITY ? undefined : setTimeout(pump, Math.max(0, next - now()));
  };

  return {
    update(all, inSight) {
      shown = inSight;
      const running = all.filter(({ status, pid }) => status === 'running' && pid !== null);
      const ids = new Set(running.map(({ id }) => id));
      for (const id of [...tracked.keys()]) if (!ids.has(id)) tracked.delete(id);
      for (const { id, pid } of running) {
        const known = tracked.get(id);
        if (known?.pid !== pid) {
          const kept = agents.doing(id);
          const doing = kept?.pid === pid ? kept : nothingKnown(pid!, now());
          tracked.set(id, track(id, pid!, { doing, pending: null }));
          agents.setDoing(id, doing);
        } else if (known && shown.has(id)) {
          attend(known);
        }
      }
      follow();
    },
    moved(ids) {
      const interval = lookInterval(tracked.values(), now());
      for (const id of ids) {
        const one = tracked.get(id);
        if (one) moved(one, interval, now());
      }
      wake();
    },
    connected() {
      isDeaf = false;
      watched = '';
      follow();
    },
    rulesChanged() {
      for (const one of tracked.values()) {
        one.content = '';
        one.next = now();
      }
      wake();
    },
    attended(id) {
      const one = tracked.get(id);
      if (one) attend(one);
    },
    report(id, given) {
      const one = tracked.get(id);
      if (!one)
        throw refuse('exited', `"${agents.resolve(id).name}" does not run: there is nothing to report`);
      const { report: _, ...doing } = one.settled.doing;
      const report = given && { ...given, at: now() };
      one.settled = { doing: report ? { ...doing, report } : doing, pending: null };
      judge(one);
      moved(one, 0, now());
      wake();
    },
    async examine(id) {
      const one = tracked.get(id);
      if (!one || isDeaf) return null;
      await lookAt([one]);
      const { look } = one;
      return look && tracked.get(id) === one ? { doing: one.settled.doing, look } : null;
    },
    async explain(id) {
      const one = tracked.get(id);
      if (one && !isDeaf) {
        const client = await host().ready();
        const { looks } = await client.peer.call('look', { sessions: [id] });
        if (looks[0]) {
          one.look = looks[0];
          const [verdict = null] = await askDetectors(lua(), [askedOf(one)], now(), true);
          return explain(agents.resolve(id), one, verdict, now());
        }
      }
      return explain(agents.resolve(id), one, null, now());
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/** With whether the detector is broken, as far as it was asked. */
function withStale(doing: Doing, verdict: Verdict | null): Doing {
  if (!verdict) return doing;
  const { stale: _, ...rest } = doing;
  return verdict.broken === undefined ? rest : { ...rest, stale: verdict.broken };
}
