// Launches among the other parts of the hub.
import type { AgentActions } from '../agent-actions.ts';
import type { Agents } from '../agents.ts';
import type { HubEvents } from '../events.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Level } from '../log.ts';
import type { Store } from '../store.ts';
import type { Views } from '../views.ts';
import { createLaunches, type Launches, type Shown } from './launches.ts';

export interface HubLaunches extends Launches {
  /** The host is there: what a hub before this one began can be taken back. */
  connected(): void;
}

/** One that took longer than this does not come in front of a person who works. */
const SOON_MS = 4000;
/** So long a program may take to be ready for its prompt. */
const READY_MS = 30_000;

export function createHubLaunches(parts: {
  readonly agents: Agents;
  readonly actions: AgentActions;
  readonly views: Views;
  readonly store: Store;
  readonly events: HubEvents;
  readonly exchange: Exchange;
  readonly onChange: () => void;
  /** Resolves when Lua can be told of something, or never will. */
  readonly ready: () => Promise<void>;
  readonly log: (level: Level, text: string) => void;
}): HubLaunches {
  const { agents, actions, views, store, events, exchange, onChange, log } = parts;
  const shown = (view: string | null): Shown => {
    const found = view === null ? views.latest() : views.get(view);
    return { focus: found?.focus ?? null, at: Date.now() };
  };
  let isRecovered = false;
  const launches = createLaunches({
    agents,
    actions,
    store,
    onChange,
    async emit(event, payload) {
      await parts.ready();
      await events.emit(event, payload);
    },
    async deliver(id, from, text) {
      // A program that has just begun to draw itself takes no text yet.
      await actions.wait(id, 'quiet:1', { timeoutMs: READY_MS });
      return exchange.deliver(id, from, text, true);
    },
    show(agent, view, since) {
      const now = shown(view).focus;
      const isAway = now !== null && now !== since.focus && agents.get(now) !== undefined;
      const isLate = Date.now() - since.at > SOON_MS && since.focus !== null;
      // Keys of a person who types elsewhere by now must not go to it.
      if (isAway || isLate || (view !== null && !views.get(view))) return;
      actions.focus(agent.id, view ?? undefined);
    },
    shown,
    log,
  });
  return {
    ...launches,
    connected() {
      if (isRecovered) return;
      isRecovered = true;
      launches.recover().catch((error: Error) => log('error', `launches: ${error.message}`));
    },
  };
}
