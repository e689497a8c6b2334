// Application state on its way into Lua: only what differs from what that world has, as the text of a Lua
// table, with times as epoch seconds and sizes spelled out.
import { quoteLua, toLua } from './lua-literal.ts';
import type { AppState } from './types.ts';

export interface AppPush {
  /** Text for a dispatch's `app` field; empty where nothing is new. */
  next(state: AppState): string;
}

/** What one world has been told. */
export function createAppPush(): AppPush {
  let last: AppState | null = null;
  const told = new Map<string, string>();
  const part = (name: string, text: string): string => {
    if (told.get(name) === text) return '';
    told.set(name, text);
    return `[${quoteLua(name)}]=${text},`;
  };
  return {
    next(state) {
      if (state === last) return '';
      const { agents, views, attached, launches = [], notifications = [], ...rest } = state;
      const sameAgents = last?.agents === agents;
      const sameNotifications = last !== null && last.notifications === state.notifications;
      last = state;
      const parts = [
        sameAgents ? '' : part('agents', toLua(agents.map(agentForLua))),
        part('views', toLua(views.map(viewForLua))),
        part('attached', toLua(attached)),
        sameNotifications ? '' : part('notifications', toLua(notifications)),
        part('launches', toLua(launches.map(launchForLua))),
        ...Object.entries(rest).map(([name, value]) => part(name, toLua(value))),
      ].join('');
      return parts === '' ? '' : `{${parts}}`;
    },
  };
}

function agentForLua(agent: AppState['agents'][number]): object {
  const { created_at, last_output_at, state_since, ...rest } = agent;
  return {
    ...rest,
    created_at: epochSeconds(created_at),
    last_output_at: last_output_at === null ? null : epochSeconds(last_output_at),
    state_since: state_since === undefined ? null : epochSeconds(state_since),
  };
}

function launchForLua({ started_at, ...rest }: NonNullable<AppState['launches']>[number]): object {
  return { ...rest, started_at: epochSeconds(started_at) };
}

function viewForLua(view: AppState['views'][number]): object {
  const { size, last_used_at, ...rest } = view;
  return { ...rest, columns: size.columns, rows: size.rows, last_used_at: last_used_at / 1000 };
}

function epochSeconds(iso: string): number {
  return Date.parse(iso) / 1000;
}
