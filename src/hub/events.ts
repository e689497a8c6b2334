// What happens, told to Lua. Events that may be refused are asked, and a world that does not answer in time
// refuses nothing.
import type { Agent } from '../core/agent.ts';
import { plainTitle } from '../core/title.ts';
import type { ViewState } from '../core/view.ts';
import type { JournalEntry } from '../protocol/host-api.ts';
import { createEventLog, type EventLog } from './event-log.ts';
import type { LuaHost } from './lua-host.ts';

export interface BeforeOutcome {
  readonly cancelled?: boolean;
  readonly reason?: string;
  readonly payload?: unknown;
}

/** Whether somebody types into an agent, and whether somebody can see it. */
export interface Seen {
  readonly focused: boolean;
  readonly inSight: boolean;
}

export interface HubEvents {
  /** Those that were told, whether there is Lua or not. */
  readonly next: EventLog['next'];
  before(event: string, payload: Readonly<Record<string, unknown>>, name: string): Promise<BeforeOutcome>;
  emit(event: string, payload: unknown): Promise<void>;
  /** The same, resolving with what became of it; undefined where there is no Lua. Never rejects. */
  tell(event: string, payload: unknown, identifier?: string): Promise<unknown>;
  /** Tells what a journal entry means. `agent` is undefined for one that is gone. */
  journal(entry: JournalEntry, agent: Agent | undefined, seen: Seen): void;
  /** Tells what a changed view means. */
  viewChanged(view: ViewState, before: ViewState | undefined): void;
}

/** How long Lua may take to say whether something is to happen; and how long it may take to get ready. */
const ANSWER_MS = 1000;
const STALE_CLIPBOARD_MS = 10_000;

export function createEvents(
  lua: () => LuaHost,
  onDirty: () => void,
  onError: (error: Error) => void,
): HubEvents {
  const log = createEventLog();
  const dispatch = async (event: string, payload: unknown, name?: string): Promise<unknown> => {
    log.note(event, payload);
    if (!lua().isLua()) return undefined;
    const { value, dirty } = await lua().world().emit(event, payload, name);
    if (dirty) onDirty();
    return value;
  };
  const tell = (event: string, payload: unknown): void => void dispatch(event, payload).catch(onError);

  return {
    next: log.next,
    async before(event, payload, name) {
      // A shell is not kept waiting for a Lua that could say nothing.
      if (!lua().isLua() && !lua().hasOwnFiles()) return {};
      await lua().ready(ANSWER_MS);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), ANSWER_MS);
      });
      const answer = dispatch(event, payload, name).catch((error: Error) => {
        onError(error);
        return undefined;
      });
      const outcome = (await Promise.race([answer, late])) as BeforeOutcome | undefined;
      clearTimeout(timer);
      const isRefused = outcome === undefined && lua().world().mustAnswer?.(event);
      return isRefused ? { cancelled: true, reason: 'Lua did not answer in time' } : (outcome ?? {});
    },
    emit: async (event, payload) => {
      await dispatch(event, payload).catch(onError);
    },
    tell: (event, payload, identifier) =>
      dispatch(event, payload, identifier).catch((error: Error) => {
        onError(error);
        return undefined;
      }),
    journal({ type, data, session, at }, agent, { focused, inSight }) {
      const named = { agent: session };
      switch (type) {
        case 'started':
          tell('agent:spawned', named);
          tell('agent:status', { ...named, status: 'running' });
          return;
        case 'exited':
          tell('agent:exited', { ...named, code: agent?.exit_code, signal: agent?.signal });
          tell('agent:status', { ...named, status: agent?.status ?? 'exited' });
          return;
        case 'title':
          tell('agent:title', { ...named, title: plainTitle(String(data['title'] ?? '')) });
          return;
        case 'bell':
        case 'notification':
          tell('agent:notification', {
            ...named,
            title: data['title'],
            text: data['text'],
            focused,
            in_sight: inSight,
          });
          return;
        case 'clipboard':
          // What an agent wanted while no hub ran is over.
          if (Date.now() - at < STALE_CLIPBOARD_MS) tell('agent:clipboard', { ...named, ...copied(data) });
          return;
      }
    },
    viewChanged(view, before) {
      if (!before) return;
      const { id, mode, selected, size } = view;
      if (mode !== before.mode) tell('mode:changed', { mode, previous: before.mode, view: id });
      if (selected !== before.selected && selected !== null)
        tell('agent:selected', { agent: selected, view: id });
      if (size.columns !== before.size.columns || size.rows !== before.size.rows) {
        tell('app:resize', { ...size, view: id });
      }
    },
  };
}

/** A write to the clipboard; without text where it was too large. */
function copied({ bytes, base64 }: JournalEntry['data']): { readonly text?: string; readonly bytes: number } {
  if (typeof base64 !== 'string') return { bytes: Number(bytes) };
  const raw = Buffer.from(base64, 'base64');
  return { text: raw.toString('utf8'), bytes: raw.length };
}
