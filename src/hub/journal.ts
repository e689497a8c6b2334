// What the host tells of its sessions, as changes of agents, and on to Lua.
import { plainTitle } from '../core/title.ts';
import type { JournalEntry, SessionInfo } from '../protocol/host-api.ts';
import type { Agents } from './agents.ts';
import type { HubEvents } from './events.ts';
import type { Level } from './log.ts';
import type { OverlayStore } from './overlays.ts';
import type { Ptys } from './primitives/ptys.ts';
import type { SessionSockets } from './session-sockets.ts';
import type { Tails } from './tails.ts';
import type { Views } from './views.ts';

export interface JournalReader {
  /** What the host runs; `isSame` where it is the host that was followed before. */
  sessions(sessions: readonly SessionInfo[], isSame: boolean): void;
  entries(entries: readonly JournalEntry[]): void;
}

export function createJournalReader(parts: {
  readonly agents: Agents;
  readonly views: Views;
  readonly tails: Tails;
  readonly sockets: SessionSockets;
  readonly events: HubEvents;
  readonly overlays: OverlayStore;
  /** Sessions that are no agents. */
  readonly ptys: () => Ptys;
  /** Lists the sessions anew. */
  readonly refresh: () => Promise<void>;
  /** Somebody can see an agent. */
  readonly isInSight: (id: string) => boolean;
  readonly log: (level: Level, text: string) => void;
}): JournalReader {
  const { agents, views, tails, sockets, events, overlays, ptys, refresh, isInSight, log } = parts;

  const forget = (gone: readonly string[], isSame: boolean): void => {
    let lost = 0;
    for (const id of gone) {
      if (isSame) agents.remove(id);
      else if (agents.get(id)?.status === 'running') {
        lost++;
        agents.lose(id);
      }
      sockets.close(id);
      tails.ended(id);
      titles.delete(id);
    }
    if (lost === 0) return;
    const text = `the host died, and ${lost === 1 ? 'an agent' : `${lost} agents`} with it: restart what is wanted`;
    log('error', text);
    overlays.banner({ id: 'host-died', level: 'error', text });
  };
  const isFocused = (id: string): boolean =>
    views.attached().some((view) => views.get(view)?.focus === id && views.get(view)?.mode === 'terminal');

  /** What each agent called itself when that was last told: its list entry may be ahead of the journal. */
  const titles = new Map<string, string>();
  /** Whether it calls itself something else: a spinner that turns is no news. */
  const retitle = (id: string, title: string): boolean => {
    const before = titles.get(id) ?? '';
    titles.set(id, plainTitle(title));
    agents.patch(id, { title });
    return before !== plainTitle(title);
  };

  const take = async (entry: JournalEntry): Promise<void> => {
    const { session: id, type, data } = entry;
    if (ptys().owns(id)) {
      if (type === 'exited') ptys().ended(id);
      return;
    }
    if (type === 'title' && !retitle(id, String(data['title'] ?? ''))) return;
    if (type === 'exited') {
      agents.patch(id, { status: 'exited', ...endOf(data) });
      views.ended(id);
    }
    if (type === 'started' || type === 'exited') {
      // Also puts right what a list that was under way meanwhile got wrong.
      await refresh().catch((error: Error) => log('warn', `list of sessions: ${error.message}`));
      if (type === 'started' && agents.get(id)) {
        sockets.open(id);
        views.agentsAre(agents.ids());
      }
      if (type === 'exited') {
        tails.ended(id);
        titles.delete(id);
      }
    }
    events.journal(entry, agents.get(id), { focused: isFocused(id), inSight: isInSight(id) });
  };

  /** What a session did is told in the order it did it: its start first. */
  const turns = new Map<string, Promise<void>>();
  const inTurn = (entry: JournalEntry): void => {
    const { session } = entry;
    const before = turns.get(session);
    const turn = before ? before.then(() => take(entry)) : take(entry);
    const settled = turn.catch((error: Error) => log('error', `journal: ${error.message}`));
    turns.set(session, settled);
    void settled.then(() => {
      if (turns.get(session) === settled) turns.delete(session);
    });
  };

  return {
    sessions(sessions, isSame) {
      const running = new Set(sessions.map(({ id }) => id));
      forget(
        agents.ids().filter((id) => !running.has(id)),
        isSame,
      );
      for (const session of sessions) {
        agents.update(session);
        titles.set(session.id, plainTitle(session.title));
        if (agents.get(session.id)) sockets.open(session.id);
      }
      ptys().found(sessions);
      sockets.removeOthers();
      tails.reconnect();
      views.agentsAre(agents.ids());
    },
    entries(entries) {
      for (const entry of entries) inTurn(entry);
    },
  };
}

function endOf(data: JournalEntry['data']): Pick<SessionInfo, 'exit_code' | 'signal'> {
  const { exit_code: code, signal } = data;
  return {
    exit_code: typeof code === 'number' ? code : null,
    signal: typeof signal === 'string' ? signal : null,
  };
}
