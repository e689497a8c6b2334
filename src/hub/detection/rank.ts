// Which evidence counts: a report over what a detector sees, but for a question that stands there to be read.
//
// A report is true of the moment it was made. It lapses once somebody has typed into the agent since and the
// screen tells otherwise: hooks tell of no interrupt, and some programs' only of the end of a turn.
import type { Finding, Report, Verdict } from './doing.ts';

/** A question is believed over a report that is older than this: the screen may not have been painted yet. */
const STALE_REPORT_MS = 2000;
/** A program that works paints: one that says so and is silent for so long, at its prompt, was interrupted. */
const SILENT_WORK_MS = 30_000;

/** Milliseconds since the epoch; 0 for never. */
export interface Moment {
  readonly now: number;
  /** Last output. */
  readonly painted: number;
  /** Last input. */
  readonly typed: number;
}

export interface Weighed {
  /** Null: what was known stays. */
  readonly finding: Finding | null;
  /** The report that still stands. */
  readonly report: Report | undefined;
}

/** What is to be believed. */
export function weigh(report: Report | undefined, verdict: Verdict | null, moment: Moment): Weighed {
  const seen = verdict && !verdict.keep && verdict.broken === undefined ? verdict : null;
  if (!report || (seen && hasLapsed(report, seen, moment))) return { finding: seen, report: undefined };
  if (seen && isNewQuestion(report, seen, moment)) return { finding: seen, report };
  return { finding: asFinding(report, seen), report };
}

function hasLapsed(report: Report, seen: Verdict, { now, painted, typed }: Moment): boolean {
  if (seen.source === 'silence' || seen.state === 'unknown' || seen.state === report.state) return false;
  if (typed > report.at && painted > report.at) return true;
  const isSilent = now - Math.max(painted, report.at) >= SILENT_WORK_MS;
  return report.state === 'working' && seen.state === 'idle' && seen.visible && isSilent;
}

/** On loan: the report counts again when the question is gone. */
function isNewQuestion(report: Report, seen: Verdict, { now, painted }: Moment): boolean {
  if (report.state === 'blocked' || seen.state !== 'blocked' || !seen.visible) return false;
  return now - report.at >= STALE_REPORT_MS && painted > report.at;
}

function asFinding({ state, reason }: Report, seen: Verdict | null): Finding {
  const isAsking = state === 'blocked' && seen?.state === 'blocked';
  const question = state === 'blocked' ? (isAsking && seen.question) || reason : undefined;
  return {
    state,
    source: 'report',
    rule: `report ${state}`,
    visible: true,
    ...(reason === undefined ? {} : { evidence: reason }),
    ...(question === undefined ? {} : { question }),
    ...(isAsking && seen.options ? { options: seen.options } : {}),
    ...(isAsking && seen.lines ? { lines: seen.lines } : {}),
  };
}
