// Methods about agents: start, read, type into, wait for, end.
import type { Agent } from '../../core/agent.ts';
import type { HubMethods } from '../../protocol/hub-api.ts';
import { type Handlers, type Params, refuse } from '../../protocol/rpc.ts';
import { createIdSource } from '../../protocol/session-id.ts';
import { type AgentMeta, nameOf } from '../agents.ts';
import { processEnvironment, sessionEnvironment } from '../environment.ts';
import type { Hub } from '../hub.ts';
import { parseCondition, waitFor } from '../wait.ts';

type Names = Extract<keyof HubMethods, `agent.${string}`>;

const DEFAULT_SIZE = { columns: 80, rows: 24 };
const nextId = createIdSource();

export function agentHandlers(hub: Hub): Pick<Handlers<HubMethods>, Names> {
  const { agents, views } = hub;
  const current = (id: string): Agent => agents.resolve(id);

  return {
    async 'agent.new'(params) {
      const agent = await startAgent(hub, params);
      if (params.focus) focusOn(hub, agent.id, params.view);
      return agent;
    },
    async 'agent.list'() {
      // Sizes, titles and times of output change without a word from the host: ask for them.
      const { sessions } = await (await hub.host.ready()).peer.call('list', {});
      for (const session of sessions) if (agents.get(session.id)) agents.update(session);
      return { agents: agents.list() };
    },
    async 'agent.read'({ id, lines, scrollback = false, ansi = false }) {
      const host = await hub.host.ready();
      const agent = agents.resolve(id);
      const what = scrollback ? 'all' : 'screen';
      return host.peer.call('read', {
        session: agent.id,
        what,
        ansi,
        ...(lines === undefined ? {} : { lines }),
      });
    },
    async 'agent.send'({ id, text, enter = false }) {
      const host = await hub.host.ready();
      const session = agents.resolve(id).id;
      await host.peer.call('input', { session, text });
      if (enter) await host.peer.call('input', { session, keys: ['enter'] });
      return null;
    },
    async 'agent.keys'({ id, keys }) {
      const host = await hub.host.ready();
      await host.peer.call('input', { session: agents.resolve(id).id, keys });
      return null;
    },
    async 'agent.wait'({ id, until, timeout }) {
      const condition = parseCondition(until);
      await hub.host.ready();
      const agent = agents.resolve(id);
      const watched = hub.output.watch(agent.id, () => agents.session(agent.id).last_output_at);
      return waitFor(condition, watched, timeout === undefined ? undefined : timeout * 1000);
    },
    async 'agent.kill'({ id, force = false }) {
      const host = await hub.host.ready();
      const agent = agents.resolve(id);
      // Ending one that has ended takes it off the list.
      if (agent.status === 'exited') await acknowledge(hub, agent.id);
      else await host.peer.call('kill', { session: agent.id, force });
      return agent;
    },
    async 'agent.rename'({ id, name }) {
      if (!/\S/.test(name)) throw refuse('usage', 'a name needs a character that can be seen');
      const host = await hub.host.ready();
      const agent = agents.resolve(id);
      const taken = agents.list().find((other) => other.name === name && other.id !== agent.id);
      if (taken) throw refuse('exists', `agent ${taken.id} is called "${name}" already`);
      const meta = agents.rename(agent.id, name);
      await host.peer.call('meta', { session: agent.id, meta: JSON.stringify(meta) });
      return current(agent.id);
    },
    'agent.focus'({ id, view }) {
      const agent = agents.resolve(id);
      focusOn(hub, agent.id, view);
      return agent;
    },
    async 'agent.restart'({ id }) {
      const host = await hub.host.ready();
      const agent = agents.resolve(id);
      if (agent.status === 'running') throw refuse('running', `"${agent.name}" still runs: kill it first`);
      const { argv, cwd, columns, rows, meta, env } = {
        ...agents.session(agent.id),
        env: processEnvironment(),
      };
      await host.peer.call('acknowledge', { session: agent.id });
      const session = await host.peer.call('spawn', {
        id: agent.id,
        argv,
        cwd,
        columns,
        rows,
        meta,
        env: sessionEnvironment(hub, agent.id, env),
      });
      agents.update(session);
      return current(agent.id);
    },
  };

  function focusOn({ agents: list }: Hub, id: string, view: string | undefined): void {
    const target = view === undefined ? views.latestOrNew(DEFAULT_SIZE) : views.get(view);
    if (!target) throw refuse('not_found', `no view "${view}"`);
    list.setUnread(id, false);
    views.change(target.id, { focus: id, selected: id, mode: 'terminal' });
  }
}

/** Starts an agent. Rejects with RpcError where its name is taken or the host refuses. */
export async function startAgent(hub: Hub, params: Params<HubMethods, 'agent.new'>): Promise<Agent> {
  const { argv, cwd, env } = params;
  const host = await hub.host.ready();
  const { agents } = hub;
  if (params.name !== undefined && agents.list().some(({ name }) => name === params.name)) {
    throw refuse('exists', `an agent is called "${params.name}" already`);
  }
  const meta: AgentMeta = {
    name: params.name ?? agents.freeName(nameOf(argv)),
    group: cwd,
    created_at: Date.now(),
  };
  const id = nextId();
  const session = await host.peer.call('spawn', {
    id,
    argv,
    cwd,
    env: sessionEnvironment(hub, id, env),
    columns: params.columns ?? DEFAULT_SIZE.columns,
    rows: params.rows ?? DEFAULT_SIZE.rows,
    meta: JSON.stringify(meta),
  });
  agents.update(session);
  return agents.resolve(session.id);
}

/** Takes an ended agent off the list. */
export async function acknowledge(hub: Hub, id: string): Promise<void> {
  const host = await hub.host.ready();
  await host.peer.call('acknowledge', { session: id });
  hub.agents.remove(id);
  hub.views.agentsAre(hub.agents.list().map((agent) => agent.id));
}
