// What the program itself has to tell Lua beyond what agents and views do: worlds that go live, what becomes of
// files, whether somebody is there, what changes in projects. What costs something is done while it is heard.
import type { LuaError } from '../core/lua-error.ts';
import { createActivity } from './activity.ts';
import type { Agents } from './agents.ts';
import type { Report } from './builds.ts';
import type { HubEvents } from './events.ts';
import { createFileNews } from './file-news.ts';
import type { HostLink } from './host-link.ts';
import type { Swap } from './lua-host.ts';
import { createProjectChanges } from './project-changes.ts';
import type { Views } from './views.ts';

export interface News {
  /** A world went live, or the live one has other keys or listeners. Whether it is another world. */
  swapped(swap: Swap): boolean;
  /** The unresolved errors are these. */
  errors(errors: readonly LuaError[]): void;
  /** A build is done. */
  reported(report: Report): void;
  /** There are other agents, or they are elsewhere. */
  agentsChanged(): void;
  close(): void;
}

export function createNews(parts: {
  readonly agents: Agents;
  readonly views: Views;
  readonly host: () => HostLink;
  readonly events: HubEvents;
  readonly onTrouble: (message: string) => void;
}): News {
  const { agents, views, host, events, onTrouble } = parts;
  let heard: readonly string[] = [];
  let generation = 0;
  const files = createFileNews(events.emit);
  const projects = createProjectChanges({ emit: events.emit, onTrouble });
  const activity = createActivity({
    sessions: async () => (await host().now()?.peer.call('list', {}))?.sessions ?? null,
    lastUse: () => views.latest()?.last_used_at ?? 0,
    isAgent: (id) => agents.get(id) !== undefined,
    emit: events.emit,
  });

  const follow = (): void =>
    projects.follow(heard.includes('workspace:file_changed') ? agents.list().map(({ cwd }) => cwd) : null);
  const tellReady = async (): Promise<void> => {
    await host().ready();
    await events.emit('app:ready', { agents: agents.ids().length });
  };

  return {
    swapped(swap) {
      heard = swap.hears ?? [];
      activity.follow(heard);
      follow();
      if (swap.generation === generation) return false;
      generation = swap.generation;
      void events.emit(swap.isFirst ? 'app:start' : 'lua:reloaded', { generation });
      // Without a host nothing is ready.
      if (swap.isFirst) tellReady().catch(() => {});
      return true;
    },
    errors: files.errors,
    reported: (report) => files.reported(report, heard.includes('lua:loaded')),
    agentsChanged: follow,
    close() {
      activity.close();
      projects.close();
    },
  };
}
