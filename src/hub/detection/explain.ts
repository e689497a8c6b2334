// Why an agent's state is what it is, for people and programs.
import type { Agent, AgentState } from '../../core/agent.ts';
import type { Explanation } from '../../protocol/hub-state-api.ts';
import type { Doing, Finding, Verdict } from './doing.ts';
import type { Tracked } from './tracked.ts';

export type { Explanation };

/** `verdict` is what the detector says now, with the rules it looked at. */
export function explain(
  agent: Agent,
  one: Tracked | undefined,
  verdict: Verdict | null,
  now: number,
): Explanation {
  const { id, name, status } = agent;
  if (!one) return { agent: id, name, status, reason: `its program is not running (${status})` };
  const { doing, pending } = one.settled;
  const { report, stale } = doing;
  return {
    agent: id,
    name,
    status,
    state: doing.state,
    since: iso(doing.since),
    ...(doing.question === undefined ? {} : { question: doing.question }),
    source: doing.source,
    rule: doing.rule,
    ...(doing.at === undefined ? {} : { at: doing.at }),
    reason: reasonOf(doing),
    ...(report
      ? {
          report: {
            state: report.state,
            at: iso(report.at),
            ...(report.reason === undefined ? {} : { reason: report.reason }),
          },
        }
      : {}),
    ...(pending
      ? { pending: { state: pending.state as AgentState, in_ms: Math.max(0, pending.due - now) } }
      : {}),
    ...(stale === undefined ? {} : { broken: stale }),
    ...(verdict
      ? { now: seenNow(verdict), detector: verdict.detector, considered: [...(verdict.considered ?? [])] }
      : {}),
  };
}

function seenNow(verdict: Verdict): NonNullable<Explanation['now']> {
  const { state, source, rule, at, evidence, question, visible, keep } = verdict;
  return {
    state,
    source,
    rule,
    visible,
    keep,
    ...(at === undefined ? {} : { at }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(question === undefined ? {} : { question }),
  };
}

const words: Readonly<Record<Finding['source'], string>> = {
  report: 'it was reported (botster-tui report, or a hook of the program)',
  osc: 'its program told its terminal',
  screen: 'its screen shows it',
  process: 'of the program that has the keyboard in its terminal',
  silence: 'of when it last printed something',
};

function reasonOf({ state, source }: Doing): string {
  if (state === 'unknown') return 'no rule of the detector says anything about this screen';
  const because = words[source];
  return state === 'done' ? `${because}, and nobody has looked since` : because;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
