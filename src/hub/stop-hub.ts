// How a hub ends: whoever looks is told first, what Lua keeps is kept, and the answer to who asked is written.
import type { Agents } from './agents.ts';
import { atMost } from './at-most.ts';
import type { Audience } from './audience.ts';
import type { HubEvents } from './events.ts';
import type { HostLink } from './host-link.ts';
import type { Level } from './log.ts';
import type { LuaHost } from './lua-host.ts';
import type { Store } from './store.ts';

/** How long the Lua files have, when the program ends. */
const QUIT_MS = 500;

export interface StopParts {
  readonly agents: Agents;
  readonly audience: Audience;
  readonly events: HubEvents;
  readonly host: HostLink;
  readonly lua: LuaHost;
  readonly store: Store;
  /** What is closed before Lua is. */
  readonly parts: readonly { close(): void }[];
  readonly log: (level: Level, text: string) => void;
  readonly exit: () => void;
}

/** Returns the function that ends the hub, and with `all` the agents and the host. It does so once. */
export function createStop(options: StopParts): (all: boolean) => Promise<void> {
  const { agents, audience, events, host, lua, store, parts, log, exit } = options;
  let stopping = false;

  const endAgents = async (): Promise<void> => {
    await host
      .now()
      ?.peer.call('shutdown', {})
      .catch(() => {});
    for (const id of agents.ids()) store.set('agent', id, null);
  };

  return async (all) => {
    if (stopping) return;
    stopping = true;
    log('info', all ? 'stopping everything' : 'stopping');
    audience.leave(all ? 'everything was stopped' : 'the hub was stopped');
    if (all) await endAgents();
    for (const part of [host, audience, ...parts]) part.close();
    // What files keep as they end is kept.
    await atMost(QUIT_MS, events.emit('app:quit', { all }).then(lua.close));
    store.close();
    setImmediate(() => {
      for (const client of audience.clients) client.end();
      exit();
    });
  };
}
