// What the hub remembers of an agent between two looks, and when the next is due. An agent that is still, and
// of which nothing is waited for, has none due.
import type { SessionLook } from '../../protocol/host-api.ts';
import type { Verdict } from './doing.ts';
import type { Settled } from './settle.ts';

export interface Tracked {
  readonly id: string;
  readonly pid: number;
  settled: Settled;
  look: SessionLook | null;
  verdict: Verdict | null;
  /** What the last look saw, as text; and how many different ones there were. */
  content: string;
  contentSeq: number;
  lookedAt: number;
  movedAt: number;
  /** Milliseconds since the epoch; infinite where none is due. */
  next: number;
}

/** Agents whose screens move are looked at this often each, and all together no more than that. */
const LOOK_MS = 100;
const MS_EACH = 16;
const MOVING_MS = 1000;
/** After the last output one looks again so much later: what was waited for may have come to rest. */
const QUIET_MS = [400, 1500];
const STILL_MS = 200;
/** As long as a report may say of a silent program that it works (rank.ts). */
const REPORT_MS = 30_000;
/** Past the moment that is waited for. */
const LATER_MS = 5;

export function track(id: string, pid: number, settled: Settled): Tracked {
  return {
    id,
    pid,
    settled,
    look: null,
    verdict: null,
    content: '',
    contentSeq: 0,
    lookedAt: 0,
    movedAt: 0,
    next: Number.POSITIVE_INFINITY,
  };
}

/** Milliseconds between two looks at one agent while `all` have their screens. */
export function lookInterval(all: Iterable<Tracked>, now: number): number {
  let moving = 0;
  for (const { movedAt } of all) if (now - movedAt < MOVING_MS) moving++;
  return Math.max(LOOK_MS, moving * MS_EACH);
}

/** The screen may show something else. */
export function moved(one: Tracked, interval: number, now: number): void {
  one.movedAt = now;
  one.next = Math.min(one.next, Math.max(now, one.lookedAt + interval));
}

/** Takes over what was seen; whether it differs from the last time. */
export function saw(one: Tracked, look: SessionLook, now: number): boolean {
  const { lines, title, progress, mark, alternate, foreground } = look;
  const content = JSON.stringify([lines, title, progress, mark, alternate, foreground?.argv]);
  const isNew = content !== one.content;
  if (isNew) one.contentSeq++;
  one.content = content;
  one.look = look;
  one.lookedAt = now;
  return isNew;
}

/** Whether the last look was one at a screen that had not moved for a while. */
export function isStill({ lookedAt, movedAt }: Tracked): boolean {
  return lookedAt - movedAt >= STILL_MS;
}

/** When to look again, if nothing moves before. */
export function nextLook({ settled, look }: Tracked, now: number): number {
  const output = look?.last_output_at ?? 0;
  const works = settled.doing.report?.state === 'working';
  const times = [
    ...(settled.pending ? [settled.pending.due] : []),
    ...(output > 0 ? QUIET_MS.map((ms) => output + ms + LATER_MS) : []),
    ...(works ? [Math.max(output, settled.doing.report!.at) + REPORT_MS + LATER_MS] : []),
  ];
  return Math.min(...times.filter((at) => at > now), Number.POSITIVE_INFINITY);
}
