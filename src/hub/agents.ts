// The agents: records made from what the host runs, and of what ran on a host that died. An agent's id is
// its session's; what else the hub knows of it travels in the session's metadata, so that a hub without
// its database finds it again.
import type { Agent } from '../core/agent.ts';
import { type AgentSettings, changedSettings } from '../core/agent-settings.ts';
import type { SessionInfo } from '../protocol/host-api.ts';
import { refuse } from '../protocol/rpc.ts';
import { type AgentMeta, nameOf, packMeta, parseMeta, toAgent } from './agent-record.ts';
import type { Doing } from './detection/doing.ts';
import { readPtyMeta } from './primitives/pty-meta.ts';

/** An agent as the database keeps it. */
export interface SavedAgent {
  readonly session: SessionInfo;
  readonly unread: boolean;
  readonly lost: boolean;
  readonly doing?: Doing | null;
}

interface Entry {
  session: SessionInfo;
  meta: AgentMeta;
  unread: boolean;
  /** Its host died under it. */
  lost: boolean;
  /** What its program was last known to do. */
  doing: Doing | null;
}

export interface Agents {
  /** Oldest first. */
  list(): Agent[];
  ids(): string[];
  get(id: string): Agent | undefined;
  /** By id, name, or unique prefix of an id. Throws RpcError `not_found` or `ambiguous`. */
  resolve(reference: string): Agent;
  session(id: string): SessionInfo;
  meta(id: string): AgentMeta;
  isLost(id: string): boolean;
  /** Takes over what the host says of a session. */
  update(session: SessionInfo): void;
  /** Takes over what changed of a session; nothing where it is unknown. */
  patch(id: string, change: Partial<SessionInfo>): void;
  restore(saved: readonly SavedAgent[]): void;
  /** The host died: it ended, and how is not known. */
  lose(id: string): void;
  remove(id: string): void;
  /** Returns the metadata to be kept with the session. */
  rename(id: string, name: string): string;
  /** Gives it a title in place of its program's; empty gives that back. Returns the metadata as `rename`. */
  retitle(id: string, title: string): string;
  /** Gives it to another detector; undefined gives it back. Returns the metadata as `rename`. */
  setDetector(id: string, detector: string | undefined): string;
  /** Sets what is given, null takes it back. Returns the metadata as `rename`. */
  setSettings(id: string, change: Parameters<typeof changedSettings>[1]): string;
  settings(id: string): AgentSettings;
  setUnread(id: string, unread: boolean): void;
  doing(id: string): Doing | null;
  setDoing(id: string, doing: Doing): void;
  /** Calls `listener` when an agent is said to do something else; returns the function that ends it. */
  onDoing(listener: (id: string) => void): () => void;
  /** A name like `wanted` that no agent has. */
  freeName(wanted: string): string;
}

export interface AgentEvents {
  /** After every change that can be seen; `urgent` where an agent came, went, ended or was renamed. */
  onChange(urgent: boolean): void;
  /** What to keep of an agent; null when it is gone. */
  onSave(id: string, saved: SavedAgent | null): void;
}

export function createAgents({ onChange, onSave }: AgentEvents): Agents {
  const entries = new Map<string, Entry>();
  const doingListeners = new Set<(id: string) => void>();
  const entry = (id: string): Entry => {
    const found = entries.get(id);
    if (!found) throw refuse('not_found', `no agent "${id}"`);
    return found;
  };
  const sorted = (): Entry[] => [...entries.values()].sort((a, b) => (a.session.id < b.session.id ? -1 : 1));
  const save = ({ session, meta, unread, lost, doing }: Entry): void =>
    // The environment may hold secrets: it stays in memory.
    onSave(session.id, {
      session: { ...session, meta: packMeta({ ...meta, env: undefined }) },
      unread,
      lost,
      doing,
    });
  const changed = (entry: Entry, urgent: boolean): void => {
    save(entry);
    onChange(urgent);
  };

  const withMeta = (found: Entry, change: Partial<AgentMeta>): string => {
    found.meta = { ...found.meta, ...change };
    const meta = packMeta(found.meta);
    found.session = { ...found.session, meta };
    changed(found, true);
    return meta;
  };

  return {
    list: () => sorted().map(toAgent),
    ids: () => sorted().map(({ session }) => session.id),
    get(id) {
      const found = entries.get(id);
      return found && toAgent(found);
    },
    resolve: (reference) => toAgent(find(sorted(), reference)),
    session: (id) => entry(id).session,
    meta: (id) => entry(id).meta,
    isLost: (id) => entry(id).lost,
    update(session) {
      if (readPtyMeta(session.meta)) return;
      const known = entries.get(session.id);
      const meta = parseMeta(session, known?.meta.env);
      const { unread = false, doing = null } = known ?? {};
      const next: Entry = { session, meta, unread, lost: false, doing };
      entries.set(session.id, next);
      const isSame = known && JSON.stringify(toAgent(known)) === JSON.stringify(toAgent(next));
      if (!isSame) changed(next, known?.session.status !== session.status || known.lost);
    },
    patch(id, change) {
      const found = entries.get(id);
      if (!found) return;
      const before = JSON.stringify(toAgent(found));
      found.session = { ...found.session, ...change };
      if (JSON.stringify(toAgent(found)) !== before) changed(found, change.status !== undefined);
    },
    restore(saved) {
      for (const { session, unread, lost, doing = null } of saved) {
        if (!entries.has(session.id)) {
          entries.set(session.id, { session, meta: parseMeta(session, undefined), unread, lost, doing });
        }
      }
      onChange(true);
    },
    lose(id) {
      const found = entry(id);
      found.lost = true;
      found.session = { ...found.session, status: 'exited', exit_code: null, signal: null };
      changed(found, true);
    },
    remove(id) {
      if (!entries.delete(id)) return;
      onSave(id, null);
      onChange(true);
    },
    rename: (id, name) => withMeta(entry(id), { name }),
    retitle: (id, title) => withMeta(entry(id), { title: title || undefined }),
    setDetector: (id, detector) => withMeta(entry(id), { detector }),
    setSettings(id, change) {
      const settings = changedSettings(entry(id).meta.settings ?? {}, change);
      return withMeta(entry(id), { settings: Object.keys(settings).length > 0 ? settings : undefined });
    },
    settings: (id) => entries.get(id)?.meta.settings ?? {},
    doing: (id) => entries.get(id)?.doing ?? null,
    setDoing(id, doing) {
      const found = entries.get(id);
      if (!found || JSON.stringify(found.doing) === JSON.stringify(doing)) return;
      const before = found.doing;
      found.doing = doing;
      const isSeen =
        before?.state !== doing.state ||
        before.question !== doing.question ||
        before.stale !== doing.stale ||
        JSON.stringify(before.asked) !== JSON.stringify(doing.asked);
      if (isSeen) changed(found, true);
      else save(found);
      if (before?.state !== doing.state) for (const listener of [...doingListeners]) listener(id);
    },
    onDoing(listener) {
      doingListeners.add(listener);
      return () => doingListeners.delete(listener);
    },
    setUnread(id, unread) {
      const found = entries.get(id);
      if (!found || found.unread === unread) return;
      found.unread = unread;
      changed(found, false);
    },
    freeName(wanted) {
      const taken = new Set([...entries.values()].map(({ meta }) => meta.name));
      if (!taken.has(wanted)) return wanted;
      for (let n = 2; ; n++) if (!taken.has(`${wanted}-${n}`)) return `${wanted}-${n}`;
    },
  };
}

export { type AgentMeta, nameOf };

function find(entries: readonly Entry[], reference: string): Entry {
  const exact = entries.find(({ session }) => session.id === reference);
  if (exact) return exact;
  const named = entries.filter(({ meta }) => meta.name === reference);
  const found = named.length > 0 ? named : entries.filter(({ session }) => session.id.startsWith(reference));
  if (found.length === 1) return found[0]!;
  if (found.length === 0) throw refuse('not_found', `no agent "${reference}" (botster-tui ls shows them)`);
  const candidates = found.map(({ session, meta }) => `${session.id} (${meta.name})`).join(', ');
  throw refuse('ambiguous', `"${reference}" could be ${candidates}: use the id`);
}
