// What is known of what an agent does, and what that is known from.
import type { AgentState, FoundState } from '../../core/agent.ts';
import type { AnswerOption, Asked } from '../../core/question.ts';

/** What a state is known from, the most reliable first. */
export type Source = 'report' | 'osc' | 'screen' | 'process' | 'silence';

/** What a hook, or the agent itself, has said (`botster-tui report`). Milliseconds since the epoch. */
export interface Report {
  readonly state: Exclude<FoundState, 'unknown'>;
  readonly reason?: string;
  readonly at: number;
}

/** A rule that a detector looked at. */
export interface Considered {
  readonly rule: string;
  readonly state?: string;
  /** `file:line` */
  readonly at?: string;
  readonly matched: boolean;
}

/** What a look at an agent finds. */
export interface Finding {
  readonly state: FoundState;
  readonly source: Source;
  readonly rule: string;
  /** `file:line` of the rule. */
  readonly at?: string;
  /** The text that it was found by. */
  readonly evidence?: string;
  readonly question?: string;
  /** What can be answered, where it is blocked and that could be read. */
  readonly options?: readonly AnswerOption[];
  /** The rows of the dialog. */
  readonly lines?: readonly string[];
  /** What shows it is on the screen now: rest need not be waited for. */
  readonly visible: boolean;
}

/** What a detector says. */
export interface Verdict extends Finding {
  readonly detector: string;
  /** The screen says nothing now (a transcript, a menu of the program's own): what was known stays. */
  readonly keep: boolean;
  /** Why the detector could not say anything. */
  readonly broken?: string;
  readonly considered?: readonly Considered[];
}

/** What is kept of an agent, over restarts of the hub too. */
export interface Doing {
  readonly state: AgentState;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly question?: string;
  /** The question as it stands on the screen, while it does. */
  readonly asked?: Asked;
  readonly rule: string;
  readonly source: Source;
  readonly at?: string;
  readonly detector?: string;
  /** The report that stands, whether it decides now or not. */
  readonly report?: Report;
  /** Why all of this may be out of date. */
  readonly stale?: string;
  /** Whose process it was: another one under this id begins anew. */
  readonly pid: number;
}

/** Nothing is known yet. */
export function nothingKnown(pid: number, now: number): Doing {
  return { state: 'unknown', since: now, rule: 'nothing seen yet', source: 'silence', pid };
}
