// From what is found to what is said: rest has to last before it is believed, and rest after work that nobody
// has seen is `done`.
//
//             working ⇄ blocked        at once
//   working, blocked → idle, done      after a moment, since programs paint in pieces
//                done → idle           when it is seen
import type { AgentState } from '../../core/agent.ts';
import { askedNow } from '../../core/question.ts';
import type { Doing, Finding, Report } from './doing.ts';

/** How long rest has to last that is plain to see; and where it is only that nothing says otherwise. */
const VISIBLE_MS = 300;
const UNSEEN_MS = 1500;

/** A change that waits to be believed. */
export interface Pending {
  readonly state: Finding['state'];
  /** Milliseconds since the epoch: when it was first found, and when it is to be believed. */
  readonly since: number;
  readonly due: number;
}

export interface Settled {
  readonly doing: Doing;
  readonly pending: Pending | null;
}

/**
 * What is said of an agent after a look. `isSeen`: somebody has it on the screen. `isStarting`: what it does it does
 * to get ready, nobody has asked for it.
 */
export function settle(
  before: Settled,
  finding: Finding | null,
  around: {
    readonly now: number;
    readonly isSeen: boolean;
    readonly isStarting?: boolean;
    readonly report: Report | undefined;
  },
): Settled {
  const doing = withReport(before.doing, around.report);
  if (!finding) return { doing, pending: null };
  const state = stateOf(finding, doing.state, around.isSeen || around.isStarting === true);
  if (state === doing.state)
    return { doing: known(doing, finding, state, doing.since, around.now), pending: null };
  const { now } = around;
  const hold = holdMs(finding, doing.state);
  const since = before.pending?.state === finding.state ? before.pending.since : now;
  if (now - since < hold) return { doing, pending: { state: finding.state, since, due: since + hold } };
  // What was done stays done since then, though it is seen only now.
  return {
    doing: known(
      doing,
      finding,
      state,
      doing.state === 'done' && state === 'idle' ? doing.since : since,
      now,
    ),
    pending: null,
  };
}

/** What is said once somebody has seen the agent. */
export function seen(doing: Doing): Doing {
  return doing.state === 'done' ? { ...doing, state: 'idle' } : doing;
}

function isBusy(state: AgentState): boolean {
  return state === 'working' || state === 'blocked';
}

function stateOf({ state }: Finding, before: AgentState, isNoNews: boolean): AgentState {
  if (state !== 'idle' || isNoNews) return state;
  return isBusy(before) || before === 'done' ? 'done' : 'idle';
}

function holdMs({ state, source, visible }: Finding, before: AgentState): number {
  if (source === 'report' || !isBusy(before) || isBusy(state)) return 0;
  return visible ? VISIBLE_MS : UNSEEN_MS;
}

function withReport({ report: _, ...doing }: Doing, report: Report | undefined): Doing {
  return report ? { ...doing, report } : doing;
}

function known(doing: Doing, finding: Finding, state: AgentState, since: number, now: number): Doing {
  const { rule, source, at, question } = finding;
  const { question: _, at: __, asked, ...rest } = doing;
  return {
    ...rest,
    state,
    since,
    rule,
    source,
    ...(at === undefined ? {} : { at }),
    ...(state === 'blocked' && question !== undefined ? { question } : {}),
    ...(state === 'blocked' ? { asked: askedNow(asked, finding, now) } : {}),
  };
}
