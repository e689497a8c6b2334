// A launch: an agent in the making. Its worktree is made, files are brought there, setup commands run, and then its
// program starts; or what was made is taken back.

export const launchStages = ['worktree', 'copy', 'setup', 'start', 'undo'] as const;
export type LaunchStage = (typeof launchStages)[number];

export interface Launch {
  readonly id: string;
  /** What the agent is to be called. */
  readonly name: string;
  /** The directory that it was asked for in. */
  readonly project: string;
  readonly preset?: string;
  readonly workspace?: string;
  readonly stage: LaunchStage;
  /** What is being done: the setup command, the branch. */
  readonly step?: string;
  readonly status: 'running' | 'done' | 'failed' | 'cancelled';
  /** Why it failed: the stage, what was asked, how that ended. */
  readonly error?: string;
  /** The last lines of what has failed. */
  readonly lines?: readonly string[];
  /** The agent: of the setup commands while they run and where one has failed, in the end the one that was asked for. */
  readonly agent?: string;
  /** The worktree that was made for it. */
  readonly path?: string;
  readonly branch?: string;
  /** ISO 8601. */
  readonly started_at: string;
  /** Grows with each change. */
  readonly revision: number;
}

/** A worktree that was made for an agent. */
export interface AgentWorktree {
  /** The repository that it is of: its main directory. */
  readonly repo: string;
  readonly path: string;
  readonly branch: string;
  /** The branch that this one was made from, which it is merged into; absent where that is not known. */
  readonly base?: string;
  /** The branch was made for it too. */
  readonly own_branch?: boolean;
}

/** What an agent was made with, beyond its command. */
export interface AgentOrigin {
  readonly preset?: string;
  readonly labels?: readonly string[];
  readonly workspace?: string;
  readonly worktree?: AgentWorktree;
}
