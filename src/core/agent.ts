// An agent: a program the user runs, as users, scripts and Lua see it (contract.md 4).
import type { Size } from './size.ts';

export type AgentStatus = 'starting' | 'running' | 'exited' | 'failed';

export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly pid: number | null;
  readonly status: AgentStatus;
  readonly exit_code?: number;
  readonly signal?: string;
  readonly title: string;
  /** ISO 8601. */
  readonly created_at: string;
  readonly last_output_at: string | null;
  /** Has printed something since it was last shown. */
  readonly unread: boolean;
  readonly group: string;
  readonly size: Size;
}
