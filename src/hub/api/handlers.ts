// The hub's methods, gathered (hub-api.ts says what each promises).
import type { HubMethods } from '../../protocol/hub-api.ts';
import type { Handlers } from '../../protocol/rpc.ts';
import type { Client } from '../client.ts';
import type { Hub } from '../hub.ts';
import { agentHandlers } from './agents.ts';
import { eventHandlers } from './events.ts';
import { exchangeHandlers } from './exchange.ts';
import { frameHandlers } from './frame.ts';
import { launchHandlers } from './launches.ts';
import { luaHandlers } from './lua.ts';
import { luaKeepHandlers } from './lua-keep.ts';
import { luaToolHandlers } from './lua-tools.ts';
import { luaWriteHandlers } from './lua-write.ts';
import { programHandlers } from './program.ts';
import { stateHandlers } from './state.ts';
import { trustHandlers } from './trust.ts';
import { viewHandlers } from './views.ts';

/** `client` is who calls; it exists by the time anything is called. */
export function createHandlers(hub: Hub, client: () => Client): Handlers<HubMethods> {
  const lua = luaHandlers(hub);
  return {
    ...programHandlers(hub, client),
    ...eventHandlers(hub, client),
    ...frameHandlers(hub),
    ...agentHandlers(hub, client),
    ...exchangeHandlers(hub, client),
    ...launchHandlers(hub, client),
    ...trustHandlers(hub, client),
    ...stateHandlers(hub, client),
    ...viewHandlers(hub, client),
    ...lua,
    ...luaToolHandlers(hub, client),
    ...luaWriteHandlers(hub, (path, timeout) => lua['lua.wait']({ path, timeout })),
    ...luaKeepHandlers(hub, (path, timeout) => lua['lua.wait']({ path, timeout })),
  };
}
