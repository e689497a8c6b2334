// The hub's methods, gathered (hub-api.ts says what each promises).
import type { HubMethods } from '../../protocol/hub-api.ts';
import type { Handlers } from '../../protocol/rpc.ts';
import type { Client } from '../client.ts';
import type { Hub } from '../hub.ts';
import { agentHandlers } from './agents.ts';
import { frameHandlers } from './frame.ts';
import { luaHandlers } from './lua.ts';
import { programHandlers } from './program.ts';
import { viewHandlers } from './views.ts';

/** `client` is who calls; it exists by the time anything is called. */
export function createHandlers(hub: Hub, client: () => Client): Handlers<HubMethods> {
  return {
    ...programHandlers(hub, client),
    ...frameHandlers(hub),
    ...agentHandlers(hub, client),
    ...viewHandlers(hub, client),
    ...luaHandlers(hub),
  };
}
