// The stages of a launch, one after another; and how what they made is taken back.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Agent } from '../../core/agent.ts';
import type { Launch, LaunchStage } from '../../core/launch.ts';
import type { AgentActions } from '../agent-actions.ts';
import type { Agents } from '../agents.ts';
import { findProgram } from '../primitives/programs.ts';
import { carry } from './carry.ts';
import { makeTree, planTree, type TreePlan, unmakeTree } from './repository.ts';
import type { LaunchRequest } from './request.ts';
import { runSetup, StageError } from './setup.ts';

/** What is being made, as far as it is. */
export interface Making {
  launch: Launch;
  readonly request: LaunchRequest;
  readonly control: AbortController;
  plan?: TreePlan;
  /** Of the setup command. */
  session?: string;
}

export interface Stages {
  /** Goes through all of them. Rejects with what a stage failed with, or was given up with. */
  go(making: Making): Promise<Agent>;
  /** Takes back what was made; with `ends` the setup command's screen too. Rejects with what could not be. */
  undo(making: Pick<Making, 'plan' | 'session'>, ends: boolean): Promise<void>;
}

export interface StageParts {
  readonly agents: Agents;
  readonly actions: AgentActions;
  /** A stage begins. Throws where the launch is given up. */
  readonly stage: (making: Making, name: LaunchStage, step?: string) => void;
  /** Notes what was made. */
  readonly change: (making: Making, more: Partial<Launch>) => void;
}

const END_MS = 10_000;

export function createStages(parts: StageParts): Stages {
  const { agents, actions, stage, change } = parts;
  /** One worktree after another in each repository. */
  const lines = new Map<string, Promise<unknown>>();
  const inLine = async <T>(repo: string, work: () => Promise<T>): Promise<T> => {
    const before = lines.get(repo) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => {});
    lines.set(repo, settled);
    await settled;
    if (lines.get(repo) === settled) lines.delete(repo);
    return mine;
  };

  const place = async (making: Making): Promise<{ cwd: string; path?: string }> => {
    const { request, control } = making;
    const { worktree, cwd } = request;
    if (!worktree) return { cwd };
    stage(making, 'worktree', worktree.branch);
    return inLine(cwd, async () => {
      control.signal.throwIfAborted();
      const plan = await planTree({ ...worktree, project: cwd });
      making.plan = plan;
      change(making, { step: plan.branch, branch: plan.branch, path: plan.path });
      const path = plan.exists ? plan.path : await makeTree(plan, control.signal);
      making.plan = { ...plan, path };
      change(making, { path });
      const inner = join(path, plan.within);
      const isThere = await stat(inner).then(
        (found) => found.isDirectory(),
        () => false,
      );
      return { cwd: isThere ? inner : path, path };
    });
  };
  const bring = async (making: Making, to: string): Promise<void> => {
    const { plan, request, control } = making;
    if (!plan || plan.exists || request.copy.length + request.link.length === 0) return;
    stage(making, 'copy');
    await carry('copy', request.copy, plan.top, to, control.signal);
    await carry('link', request.link, plan.top, to, control.signal);
  };
  const originOf = ({ plan, request }: Making): object => {
    const known = plan?.exists
      ? agents.list().find(({ worktree }) => worktree?.path === plan.path)?.worktree
      : undefined;
    const own =
      plan && !plan.exists
        ? {
            repo: plan.repo,
            path: plan.path,
            branch: plan.branch,
            ...(plan.base === undefined ? {} : { base: plan.base }),
            ...(plan.at === undefined ? {} : { own_branch: true }),
          }
        : known;
    const { preset, labels, workspace, detector, resume } = request;
    return { preset, labels, workspace, detector, resume, ...(own ? { worktree: own } : {}) };
  };

  const go = async (making: Making): Promise<Agent> => {
    const { request, control } = making;
    // Before anything is made: nothing is the easiest to take back.
    await checkDirectory(request.cwd);
    await checkProgram(request.argv[0]!, request.cwd, request.env);
    const { cwd, path } = await place(making);
    if (path !== undefined) await bring(making, path);
    const env = path === undefined ? request.env : { ...request.env, BOTSTER_WORKTREE: path };
    // What was set up once is: an existing worktree is used as it is.
    for (const command of making.plan?.exists ? [] : request.setup) {
      stage(making, 'setup', command);
      await runSetup(parts, {
        command,
        name: making.launch.name,
        cwd,
        env,
        workspace: request.workspace,
        signal: control.signal,
        onStart(session) {
          making.session = session;
          change(making, { agent: session });
        },
      });
      delete making.session;
    }
    stage(making, 'start', request.argv.join(' '));
    const agent = await actions.start({
      argv: request.argv,
      cwd,
      env,
      name: agents.freeName(making.launch.name),
      more: originOf(making),
    });
    const now = agents.get(agent.id) ?? agent;
    if (now.status === 'failed') throw new StageError(`${request.argv[0]} could not be started in ${cwd}`);
    return now;
  };
  const undo = async ({ plan, session }: Pick<Making, 'plan' | 'session'>, ends: boolean): Promise<void> => {
    if (session !== undefined && agents.get(session)?.status === 'running') {
      const over = actions.wait(session, 'exited', { timeoutMs: END_MS });
      await actions.kill(session, true);
      await over;
    }
    if (session !== undefined && ends && agents.get(session))
      await actions.kill(session, true).catch(() => {});
    if (plan) await inLine(plan.repo, () => unmakeTree(plan));
  };

  return { go, undo };
}

async function checkDirectory(cwd: string): Promise<void> {
  const found = await stat(cwd).catch(() => null);
  if (!found?.isDirectory()) throw new StageError(`${cwd} is no directory`);
}

/** That the program can be found: a start that fails is worth nothing. */
async function checkProgram(
  program: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  if ((await findProgram(program, cwd, env)) !== null) return;
  throw new StageError(`${program}: there is no such program${program.includes('/') ? '' : ' on the PATH'}`);
}
