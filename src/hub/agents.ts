// The agents: records made from what the host runs. An agent's id is its session's; what else the hub
// knows of it travels in the session's metadata, so that a hub without its database finds it again.
import type { Agent } from '../core/agent.ts';
import type { SessionInfo } from '../protocol/host-api.ts';
import { refuse } from '../protocol/rpc.ts';

/** What the hub keeps in a session's metadata. */
export interface AgentMeta {
  readonly name: string;
  readonly group: string;
  readonly created_at: number;
}

interface Entry {
  session: SessionInfo;
  meta: AgentMeta;
  unread: boolean;
}

export interface Agents {
  list(): Agent[];
  /** The agent, or undefined. */
  get(id: string): Agent | undefined;
  /** By id, unique prefix of one, or name. Throws RpcError `not_found` or `ambiguous`. */
  resolve(reference: string): Agent;
  session(id: string): SessionInfo;
  /** Takes over what the host says of a session. */
  update(session: SessionInfo): void;
  remove(id: string): void;
  rename(id: string, name: string): AgentMeta;
  setTitle(id: string, title: string): void;
  setUnread(id: string, unread: boolean): void;
  /** A name like `wanted` that no agent has. */
  freeName(wanted: string): string;
}

/** `onChange` is called after every change that can be seen. */
export function createAgents(onChange: () => void): Agents {
  const entries = new Map<string, Entry>();
  const entry = (id: string): Entry => {
    const found = entries.get(id);
    if (!found) throw refuse('not_found', `no agent "${id}"`);
    return found;
  };
  const sorted = (): Entry[] => [...entries.values()].sort((a, b) => (a.session.id < b.session.id ? -1 : 1));

  return {
    list: () => sorted().map(toAgent),
    get(id) {
      const found = entries.get(id);
      return found && toAgent(found);
    },
    resolve(reference) {
      const exact = entries.get(reference);
      if (exact) return toAgent(exact);
      const named = sorted().filter(({ meta }) => meta.name === reference);
      const found =
        named.length > 0 ? named : sorted().filter(({ session }) => session.id.startsWith(reference));
      if (found.length === 1) return toAgent(found[0]!);
      if (found.length === 0)
        throw refuse('not_found', `no agent "${reference}" (botster-tui ls shows them)`);
      const candidates = found.map(({ session, meta }) => `${session.id} ${meta.name}`).join(', ');
      throw refuse('ambiguous', `"${reference}" could be ${candidates}: use the id`);
    },
    session: (id) => entry(id).session,
    update(session) {
      const known = entries.get(session.id);
      const meta = parseMeta(session);
      entries.set(session.id, { session, meta, unread: known?.unread ?? false });
      onChange();
    },
    remove(id) {
      if (entries.delete(id)) onChange();
    },
    rename(id, name) {
      const found = entry(id);
      found.meta = { ...found.meta, name };
      onChange();
      return found.meta;
    },
    setTitle(id, title) {
      const found = entries.get(id);
      if (!found || found.session.title === title) return;
      found.session = { ...found.session, title };
      onChange();
    },
    setUnread(id, unread) {
      const found = entries.get(id);
      if (!found || found.unread === unread) return;
      found.unread = unread;
      onChange();
    },
    freeName(wanted) {
      const taken = new Set([...entries.values()].map(({ meta }) => meta.name));
      if (!taken.has(wanted)) return wanted;
      for (let n = 2; ; n++) if (!taken.has(`${wanted}-${n}`)) return `${wanted}-${n}`;
    },
  };
}

/** The name an agent gets from its command: the program's, without its folder. */
export function nameOf(argv: readonly string[]): string {
  return argv[0]?.split('/').filter(Boolean).at(-1) ?? 'agent';
}

function toAgent({ session, meta, unread }: Entry): Agent {
  const { id, argv, cwd, pid, title, columns, rows } = session;
  return {
    id,
    name: meta.name,
    argv,
    cwd,
    pid,
    status: session.status,
    ...(typeof session.exit_code === 'number' ? { exit_code: session.exit_code } : {}),
    ...(session.signal ? { signal: session.signal } : {}),
    title,
    created_at: new Date(meta.created_at).toISOString(),
    last_output_at: session.last_output_at ? new Date(session.last_output_at).toISOString() : null,
    unread,
    group: meta.group,
    size: { columns, rows },
  };
}

/** What the metadata says; a session that something else started has a sensible default for each field. */
function parseMeta(session: SessionInfo): AgentMeta {
  const fallback = { name: nameOf(session.argv), group: session.cwd, created_at: session.created_at };
  try {
    const given = JSON.parse(session.meta) as Partial<AgentMeta>;
    return {
      name: typeof given.name === 'string' ? given.name : fallback.name,
      group: typeof given.group === 'string' ? given.group : fallback.group,
      created_at: typeof given.created_at === 'number' ? given.created_at : fallback.created_at,
    };
  } catch {
    return fallback;
  }
}
