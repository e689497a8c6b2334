// An agent: a program the user runs, as users, scripts and Lua see it (contract.md 4).

import type { AgentSettings } from './agent-settings.ts';
import type { AgentOrigin } from './launch.ts';
import type { AnswerOption } from './question.ts';
import type { Size } from './size.ts';

export type AgentStatus = 'starting' | 'running' | 'exited' | 'failed';

/** What a program can be found to do, or say that it does. */
export const foundStates = ['working', 'blocked', 'idle', 'unknown'] as const;
export type FoundState = (typeof foundStates)[number];

/** `blocked`: it asks something · `done`: at rest, and nobody has seen that yet · `idle`: at rest. */
export type AgentState = FoundState | 'done';

export interface Agent extends AgentOrigin {
  readonly id: string;
  readonly name: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly pid: number | null;
  readonly status: AgentStatus;
  readonly exit_code?: number;
  readonly signal?: string;
  readonly title: string;
  /** While it runs. */
  readonly state?: AgentState;
  /** What it asks, where it is blocked and that is known. */
  readonly question?: string;
  /** Names the question that stands on its screen: another one for each time something is asked. */
  readonly question_id?: string;
  /** The rows of the dialog, as the program shows them. */
  readonly question_lines?: readonly string[];
  /** What can be answered, where that could be read. */
  readonly options?: readonly AnswerOption[];
  /** ISO 8601. */
  readonly state_since?: string;
  /** Why the state may be out of date: its detector is broken. */
  readonly state_stale?: string;
  /** ISO 8601. */
  readonly created_at: string;
  readonly last_output_at: string | null;
  /** Has printed something since it was last shown. */
  readonly unread: boolean;
  readonly group: string;
  /** What a person has set for it, where anything is. */
  readonly settings?: AgentSettings;
  readonly size: Size;
}
