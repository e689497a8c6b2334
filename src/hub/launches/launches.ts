// Launches: agents in the making. Each goes through its stages in the background; what fails, is cancelled or was cut
// off by the end of a hub is taken back, exactly as far as it was made. What is being made is in the database before
// it is begun.
import type { Agent } from '../../core/agent.ts';
import type { Launch, LaunchStage } from '../../core/launch.ts';
import { refuse } from '../../protocol/rpc.ts';
import { createIdSource } from '../../protocol/session-id.ts';
import type { AgentActions } from '../agent-actions.ts';
import { nameOf } from '../agent-record.ts';
import type { Agents } from '../agents.ts';
import type { Level } from '../log.ts';
import { readAll, type Store } from '../store.ts';
import type { TreePlan } from './repository.ts';
import type { LaunchRequest } from './request.ts';
import { createStages, type Making } from './stages.ts';

export interface Launches {
  /** Those that run and those that failed, oldest first. */
  list(): Launch[];
  /** Also of one that is done, for a while. Throws RpcError `not_found`. */
  get(id: string): Launch;
  /** Begins. `view` is who asked. */
  start(request: LaunchRequest, view: string | null): Launch;
  /** Resolves when it has a revision after `revision`, or is over. */
  changed(id: string, revision: number, signal: AbortSignal): Promise<Launch>;
  /** Gives one up and takes back what was made; one that has failed is taken off the list. */
  cancel(id: string): Promise<Launch>;
  /** Takes back what a hub before this one had begun. */
  recover(): Promise<void>;
  close(): void;
}

export interface LaunchParts {
  readonly agents: Agents;
  readonly actions: AgentActions;
  readonly store: Store;
  readonly onChange: () => void;
  readonly emit: (event: string, payload: unknown) => Promise<void>;
  /** Types the first prompt, as soon as that is safe. */
  readonly deliver: (id: string, from: string, text: string) => Promise<unknown>;
  /** Shows an agent to whoever asked for it. */
  readonly show: (agent: Agent, view: string | null, since: Shown) => void;
  /** What is in front of a view. */
  readonly shown: (view: string | null) => Shown;
  readonly log: (level: Level, text: string) => void;
}

/** What a view had in front when it asked. */
export interface Shown {
  readonly focus: string | null;
  readonly at: number;
}

interface Entry extends Making {
  readonly view: string | null;
  readonly since: Shown;
  over?: Promise<void>;
}

/** What the database has of one that runs. */
interface Saved {
  readonly launch: Launch;
  readonly plan?: TreePlan;
  readonly session?: string;
}

const MOST_ENDED = 50;

export function createLaunches(parts: LaunchParts): Launches {
  const { agents, actions, store } = parts;
  const nextId = createIdSource();
  const entries = new Map<string, Entry>();
  const ended = new Map<string, Launch>();
  const listeners = new Set<() => void>();
  let isClosed = false;

  const tell = (): void => {
    parts.onChange();
    for (const listener of [...listeners]) listener();
  };
  const save = ({ launch, plan, session }: Making): void => {
    const saved: Saved = { launch, ...(plan ? { plan } : {}), ...(session ? { session } : {}) };
    store.set('launch', launch.id, JSON.stringify(saved));
    store.flush();
  };
  const change = (entry: Making, more: Partial<Launch>): void => {
    entry.launch = { ...entry.launch, ...more, revision: entry.launch.revision + 1 };
    if (isClosed) return;
    if (entry.launch.status === 'running') save(entry);
    else store.set('launch', entry.launch.id, null);
    tell();
  };
  const stage = (entry: Making, name: LaunchStage, step?: string): void => {
    entry.control.signal.throwIfAborted();
    const { step: _, ...rest } = entry.launch;
    entry.launch = rest;
    change(entry, { stage: name, ...(step === undefined ? {} : { step }) });
  };
  const stages = createStages({ agents, actions, stage, change });
  /** Takes back; resolves with what could not be. */
  const undone = async (entry: Pick<Entry, 'plan' | 'session'>, ends: boolean): Promise<string> => {
    try {
      await stages.undo(entry, ends);
      return '';
    } catch (error) {
      const { path, branch } = entry.plan ?? {};
      return `; and not all of it could be taken back (${(error as Error).message}): look at ${path} and the branch ${branch}`;
    }
  };

  const run = async (entry: Entry): Promise<void> => {
    const { request, view } = entry;
    const from = entry.launch.preset ?? 'a launch';
    try {
      const agent = await stages.go(entry);
      change(entry, { status: 'done', agent: agent.id, name: agent.name });
      if (request.focus) parts.show(agent, view, entry.since);
      const { type } = request;
      if (type)
        void parts.deliver(agent.id, from, type).catch((error: Error) => {
          parts.log('warn', `${agent.name}: its prompt was not typed: ${error.message}`);
          void parts.emit('launch:prompt_lost', { agent: agent.id, prompt: type, reason: error.message });
        });
    } catch (error) {
      if (isClosed) return;
      const failedIn = entry.launch.stage;
      const isCancelled = entry.control.signal.aborted;
      const { step: _, ...bare } = entry.launch;
      entry.launch = bare;
      change(entry, { stage: 'undo' });
      const rest = await undone(entry, isCancelled);
      const { message, lines: last = [] } = error as Error & { lines?: readonly string[] };
      const said = isCancelled ? `cancelled in ${failedIn}${rest}` : `${failedIn}: ${message}${rest}`;
      change(entry, {
        stage: failedIn,
        status: isCancelled && rest === '' ? 'cancelled' : 'failed',
        error: said,
        ...(last.length > 0 ? { lines: last } : {}),
      });
    }
    const { launch } = entry;
    parts.log(
      launch.status === 'failed' ? 'warn' : 'info',
      `launch ${launch.name}: ${launch.error ?? launch.status}`,
    );
    if (launch.status !== 'failed') retire(entry);
    await parts.emit('launch:ended', { launch, agent: launch.agent });
  };
  const retire = ({ launch }: Entry): void => {
    entries.delete(launch.id);
    ended.set(launch.id, launch);
    for (const id of ended.keys()) if (ended.size > MOST_ENDED) ended.delete(id);
    tell();
  };
  const get = (id: string): Launch => {
    const found = entries.get(id)?.launch ?? ended.get(id);
    if (!found) throw refuse('not_found', `no launch "${id}"`);
    return found;
  };
  const begin = (launch: Launch, request: LaunchRequest, view: string | null): Entry => {
    const entry: Entry = { launch, request, view, since: parts.shown(view), control: new AbortController() };
    entries.set(launch.id, entry);
    return entry;
  };

  return {
    list: () => [...entries.values()].map(({ launch }) => launch),
    get,
    start(request, view) {
      const { preset, workspace } = request;
      const entry = begin(
        {
          id: nextId(),
          name: agents.freeName(request.name ?? nameOf(request.argv)),
          project: request.cwd,
          ...(preset === undefined ? {} : { preset }),
          ...(workspace === undefined ? {} : { workspace }),
          stage: request.worktree ? 'worktree' : request.setup.length > 0 ? 'setup' : 'start',
          status: 'running',
          started_at: new Date().toISOString(),
          revision: 0,
        },
        request,
        view,
      );
      save(entry);
      tell();
      entry.over = run(entry);
      return entry.launch;
    },
    changed: (id, revision, signal) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const launch = ((): Launch | Error => {
            try {
              return get(id);
            } catch (error) {
              return error as Error;
            }
          })();
          const isNews = launch instanceof Error || launch.status !== 'running' || launch.revision > revision;
          if (!isNews && !signal.aborted) return;
          listeners.delete(look);
          if (launch instanceof Error) reject(launch);
          else resolve(launch);
        };
        listeners.add(look);
        signal.addEventListener('abort', look, { once: true });
        look();
      }),
    async cancel(id) {
      const entry = entries.get(id);
      if (!entry) return get(id);
      if (entry.launch.status === 'running') {
        entry.control.abort(new Error('cancelled'));
        await entry.over;
      } else retire(entry);
      return get(id);
    },
    async recover() {
      for (const saved of readAll<Saved>(store, 'launch')) {
        const { launch, plan, session } = saved;
        if (entries.has(launch.id)) continue;
        parts.log('info', `launch ${launch.name}: the hub ended in ${launch.stage}: taking back`);
        const rest = await undone({ ...(plan ? { plan } : {}), ...(session ? { session } : {}) }, true);
        // What could not be taken back is tried again at the next start.
        if (rest === '') store.set('launch', launch.id, null);
        const { agent: _, ...bare } = launch;
        const lost: Launch = {
          ...bare,
          status: 'failed',
          error: `${launch.stage}: the hub ended meanwhile; what was made is taken back${rest}`,
          revision: launch.revision + 1,
        };
        begin(lost, { ...NOTHING, cwd: launch.project }, null);
        tell();
        await parts.emit('launch:ended', { launch: lost });
      }
    },
    close() {
      isClosed = true;
      for (const { control } of entries.values()) control.abort(new Error('the hub ends'));
    },
  };
}

const NOTHING: LaunchRequest = {
  argv: ['true'],
  cwd: '/',
  env: {},
  setup: [],
  copy: [],
  link: [],
  focus: false,
};
