// What can be done to agents, whoever asks: a terminal, a verb, an agent, or Lua.
import type { Agent } from '../core/agent.ts';
import { unpackModes } from '../core/modes.ts';
import { clampSize, type Size } from '../core/size.ts';
import type { HostClient } from '../protocol/host-client.ts';
import { RpcError, refuse } from '../protocol/rpc.ts';
import { createIdSource } from '../protocol/session-id.ts';
import { type AgentMeta, nameOf, packMeta, withScrollback } from './agent-record.ts';
import type { Agents } from './agents.ts';
import type { BeforeOutcome } from './events.ts';
import { createTyping, type Typed } from './exchange/typing.ts';
import type { HostLink } from './host-link.ts';
import { type ReadOptions, readScreen } from './read-screen.ts';
import type { Tails } from './tails.ts';
import { isTexts, textsOf } from './texts.ts';
import type { Views } from './views.ts';
import { isMetByEnd, type Outcome, parseCondition, type Watched, waitFor } from './wait.ts';

export interface StartRequest {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly name?: string | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  /** What is kept with the agent beyond its command. */
  readonly more?: Pick<AgentMeta, 'detector' | 'resume' | 'preset' | 'labels' | 'workspace' | 'worktree'>;
  /** Lines of history. */
  readonly scrollback?: number | undefined;
}

export interface WaitOptions {
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Agents are named by id, unique prefix of one, or name. All reject with RpcError. */
export interface AgentActions {
  start(request: StartRequest): Promise<Agent>;
  /** Ends it; one that has ended is taken off the list. */
  kill(reference: string, force: boolean): Promise<Agent>;
  /** Runs it again under its id, ending it first where it runs. */
  restart(reference: string): Promise<Agent>;
  rename(reference: string, name: string): Promise<Agent>;
  /** Has another detector judge what it does; an empty name gives it back to the one that knows its program. */
  setDetector(reference: string, name: string): Promise<Agent>;
  /** Sets what a person wants of it; null in `change` takes one back. */
  set(reference: string, change: Parameters<Agents['setSettings']>[1]): Promise<Agent>;
  /** Gives it the keys of a view, by default the latest. */
  focus(reference: string, view: string | undefined): Agent;
  /** Types a text and presses keys after it; what is sent to one agent is typed in the order it was sent. */
  send(reference: string, input: Typed): Promise<void>;
  /** A text as a terminal pastes it: bracketed where the program asked for that. */
  paste(reference: string, text: string): Promise<void>;
  read(reference: string, options: ReadOptions): ReturnType<typeof readScreen>;
  wait(reference: string, until: string, options: WaitOptions): Promise<Outcome>;
  /** Brings the records up to date with the host. */
  refresh(): Promise<void>;
}

export interface AgentParts {
  readonly agents: Agents;
  readonly views: Views;
  readonly host: Pick<HostLink, 'ready'>;
  readonly tails: Tails;
  /** Asks Lua before it is done; it may refuse or change what was asked. */
  readonly before: (
    event: string,
    payload: Readonly<Record<string, unknown>>,
    name: string,
  ) => Promise<BeforeOutcome>;
  /** The environment of a session: `given`, and how to reach us from within. */
  readonly environment: (id: string, given: Readonly<Record<string, string>>) => Record<string, string>;
  /** Something is typed into an agent. */
  readonly onInput: (id: string) => void;
  /** Lines of history of an agent for which nothing else was said. */
  readonly scrollback: () => number | undefined;
  /** For agents of which it is not known any more. */
  readonly defaultEnvironment: () => Record<string, string>;
}

export const DEFAULT_SIZE: Size = { columns: 80, rows: 24 };
const MAX_NAME = 200;
/** A program that is to be ended has so long, after which restarting it is given up. */
const END_MS = 10_000;

export function createAgentActions(parts: AgentParts): AgentActions {
  const { agents, views, host, tails } = parts;
  const nextId = createIdSource();
  /** Names given to agents that are being started. */
  const reserved = new Set<string>();

  const type = createTyping((session) => ({
    async look() {
      const { lines, cursor, modes } = await readScreen(await host.ready(), session, {});
      return { lines, cursor, takesPastes: unpackModes(modes).bracketedPaste };
    },
    write: async (text) => void (await (await host.ready()).peer.call('input', { session, text })),
    press: async (keys) => void (await (await host.ready()).peer.call('input', { session, keys: [...keys] })),
  }));

  const freeName = (wanted: string): string => {
    if (!reserved.has(wanted)) return agents.freeName(wanted);
    for (let n = 2; ; n++) {
      const name = agents.freeName(`${wanted}-${n}`);
      if (!reserved.has(name)) return name;
    }
  };
  const checkName = (name: string, except?: string): void => {
    if (!/\S/.test(name)) throw refuse('usage', 'a name needs a character that can be seen');
    if (name.length > MAX_NAME) throw refuse('usage', `a name has at most ${MAX_NAME} characters`);
    const other = agents.list().find((agent) => agent.name === name && agent.id !== except);
    if (other || reserved.has(name)) throw refuse('exists', `an agent is called "${name}" already`);
  };
  const spawn = async (
    client: HostClient,
    id: string,
    meta: AgentMeta,
    size: Size,
    env: Readonly<Record<string, string>>,
  ): Promise<Agent> => {
    const session = await client.peer.call('spawn', {
      id,
      argv: [...meta.argv],
      cwd: meta.cwd,
      env: parts.environment(id, env),
      ...clampSize(size),
      meta: packMeta(meta),
      ...withScrollback(meta.scrollback ?? parts.scrollback()),
    });
    agents.update(session);
    return agents.resolve(id);
  };
  /** For a session that may be gone already. */
  const forgetSession = async (client: HostClient, id: string): Promise<void> => {
    await client.peer.call('acknowledge', { session: id }).catch((error: unknown) => {
      if (!isRefusal(error, 'not_found')) throw error;
    });
  };
  const watched = (client: HostClient, id: string): Watched => ({
    isRunning: () => agents.get(id)?.status === 'running',
    doing: () => agents.get(id) ?? {},
    onDoing: (listener) => agents.onDoing((changed) => changed === id && listener()),
    read: async () => (await client.peer.call('read', { session: id, what: 'screen' })).lines,
    async quietFor() {
      const { sessions } = await client.peer.call('list', {});
      const session = sessions.find((candidate) => candidate.id === id);
      return Date.now() - (session?.last_output_at || (session?.created_at ?? 0));
    },
    listen: (listener) => tails.listen(id, listener),
  });

  /** Changes the metadata of an agent, which the host keeps too. */
  const keep = async (reference: string, change: (id: string) => string): Promise<Agent> => {
    const client = await host.ready();
    const { id } = agents.resolve(reference);
    const meta = change(id);
    if (!agents.isLost(id)) await client.peer.call('meta', { session: id, meta });
    return agents.resolve(id);
  };

  return {
    async start(request) {
      const client = await host.ready();
      if (request.name !== undefined) checkName(request.name);
      const spec = await askBefore(parts, request);
      if (spec.name !== undefined && spec.name === request.name) checkName(spec.name);
      const name =
        spec.name === request.name && spec.name ? spec.name : freeName(spec.name ?? nameOf(spec.argv));
      reserved.add(name);
      try {
        const { argv, cwd, env } = spec;
        const { more = {}, scrollback } = request;
        const meta: AgentMeta = {
          ...{ ...more, name, group: cwd, created_at: Date.now(), argv, cwd, env },
          ...withScrollback(scrollback),
        };
        const size = {
          columns: request.columns ?? DEFAULT_SIZE.columns,
          rows: request.rows ?? DEFAULT_SIZE.rows,
        };
        return await spawn(client, nextId(), meta, size, env);
      } finally {
        reserved.delete(name);
      }
    },
    async kill(reference, force) {
      const client = await host.ready();
      const agent = agents.resolve(reference);
      const { cancelled, reason } = await parts.before('agent:before_kill', { agent: agent.id }, agent.name);
      if (cancelled) throw refuse('cancelled', reason ?? `a hook keeps "${agent.name}" from being ended`);
      if (agent.status === 'running') {
        await client.peer.call('kill', { session: agent.id, force });
        return agents.get(agent.id) ?? agent;
      }
      if (!agents.isLost(agent.id)) await forgetSession(client, agent.id);
      agents.remove(agent.id);
      views.agentsAre(agents.ids());
      return agent;
    },
    async restart(reference) {
      const client = await host.ready();
      const { id, size, name, status } = agents.resolve(reference);
      if (status === 'running') {
        const ended = waitFor({ kind: 'exited' }, watched(client, id), { timeoutMs: END_MS });
        await client.peer.call('kill', { session: id, force: false });
        if (!(await ended).met) throw refuse('timeout', `"${name}" does not end`);
      }
      const known = agents.meta(id);
      const meta = known.resume ? { ...known, argv: known.resume } : known;
      await forgetSession(client, id);
      return spawn(client, id, meta, size, meta.env ?? parts.defaultEnvironment());
    },
    rename: (reference, name) =>
      keep(reference, (id) => {
        checkName(name, id);
        return agents.rename(id, name);
      }),
    setDetector: (reference, name) => keep(reference, (id) => agents.setDetector(id, name || undefined)),
    set: (reference, change) => keep(reference, (id) => agents.setSettings(id, change)),
    focus(reference, view) {
      const { id } = agents.resolve(reference);
      const target = view === undefined ? views.latestOrNew(DEFAULT_SIZE) : views.get(view);
      if (!target) throw refuse('not_found', `no view "${view}"`);
      agents.setUnread(id, false);
      views.change(target.id, { focus: id, selected: id, mode: 'terminal' });
      return agents.resolve(id);
    },
    async send(reference, input) {
      await host.ready();
      const session = reachable(agents, reference);
      parts.onInput(session);
      await type(session, input);
    },
    async paste(reference, text) {
      const { peer } = await host.ready();
      const session = reachable(agents, reference);
      parts.onInput(session);
      await peer.call('input', { session, paste: text });
    },
    async read(reference, options) {
      return readScreen(await host.ready(), reachable(agents, reference), options);
    },
    async wait(reference, until, options) {
      const condition = parseCondition(until);
      const client = await host.ready();
      const { id } = agents.resolve(reference);
      if (agents.isLost(id)) return { met: isMetByEnd(condition), text: 'exited' };
      return waitFor(condition, watched(client, id), options);
    },
    async refresh() {
      const client = await host.ready();
      const { sessions } = await client.peer.call('list', {});
      for (const session of sessions) agents.update(session);
    },
  };
}

/** The session of an agent that the host still has. */
function reachable(agents: Agents, reference: string): string {
  const { id, name } = agents.resolve(reference);
  if (agents.isLost(id)) throw refuse('exited', `"${name}" ended when its host died: restart it`);
  return id;
}

/** What is to be started, as Lua wants it. Rejects with RpcError `cancelled` where a hook is against it. */
export async function askBefore(
  parts: Pick<AgentParts, 'before'>,
  request: StartRequest,
): Promise<StartRequest> {
  const { argv, cwd, name } = request;
  const asked = { argv, cwd, ...(name === undefined ? {} : { name }) };
  const { cancelled, reason, payload } = await parts.before(
    'agent:before_spawn',
    asked,
    name ?? nameOf(argv),
  );
  if (cancelled) throw refuse('cancelled', reason ?? 'a hook keeps the agent from being started');
  const given = (payload ?? {}) as { argv?: unknown; cwd?: unknown; name?: unknown; env?: unknown };
  return {
    ...request,
    ...(isTexts(given.argv) && given.argv.length > 0 ? { argv: given.argv } : {}),
    ...(typeof given.cwd === 'string' ? { cwd: given.cwd } : {}),
    ...(typeof given.name === 'string' && /\S/.test(given.name) ? { name: given.name } : {}),
    env: { ...request.env, ...textsOf(given.env) },
  };
}

/** Whether an error is a refusal of that kind. */
export function isRefusal(error: unknown, kind: string): boolean {
  return error instanceof RpcError && (error.data as { kind?: unknown } | undefined)?.kind === kind;
}
