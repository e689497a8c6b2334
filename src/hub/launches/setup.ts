// Setup commands: each runs in a session of its own that can be watched like any agent. One that ends well is
// taken off the list; the screen of one that failed stays.
import type { Agent } from '../../core/agent.ts';
import type { AgentActions } from '../agent-actions.ts';
import type { Agents } from '../agents.ts';

/** How a stage fails: what to say of it, and the last lines of its screen. */
export class StageError extends Error {
  override readonly name = 'StageError';
  readonly lines: readonly string[];

  constructor(message: string, lines: readonly string[] = []) {
    super(message);
    this.lines = lines;
  }
}

export interface SetupParts {
  readonly agents: Pick<Agents, 'get' | 'freeName'>;
  readonly actions: Pick<AgentActions, 'start' | 'kill' | 'wait' | 'read'>;
}

export interface SetupRun {
  readonly command: string;
  readonly name: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly workspace?: string | undefined;
  readonly signal: AbortSignal;
  /** Its session is there. */
  readonly onStart: (agent: string) => void;
}

const LAST_LINES = 5;

/** Resolves when the command has ended well. Rejects with StageError; with the abort's reason when given up. */
export async function runSetup({ agents, actions }: SetupParts, run: SetupRun): Promise<void> {
  const { command, cwd, env, signal } = run;
  const { id } = await actions.start({
    argv: ['sh', '-c', command],
    cwd,
    env,
    name: agents.freeName(`${run.name}:setup`),
    more: run.workspace === undefined ? {} : { workspace: run.workspace },
  });
  run.onStart(id);
  try {
    await actions.wait(id, 'exited', { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  signal.throwIfAborted();
  const ended = agents.get(id);
  if (ended?.exit_code === 0 && !ended.signal) {
    await actions.kill(id, false).catch(() => {});
    return;
  }
  throw new StageError(`${command}: ${ending(ended)}`, await lastLines(actions, id));
}

function ending(agent: Agent | undefined): string {
  if (!agent) return 'it was taken off the list before it had ended';
  if (agent.signal) return `ended by ${agent.signal}`;
  if (agent.status === 'failed') return 'it could not be started';
  return `exit code ${agent.exit_code ?? 'unknown'}`;
}

async function lastLines(actions: SetupParts['actions'], id: string): Promise<string[]> {
  const screen = await actions.read(id, { scrollback: true, lines: 200 }).catch(() => null);
  return (screen?.lines ?? []).filter((line) => line.trim() !== '').slice(-LAST_LINES);
}
