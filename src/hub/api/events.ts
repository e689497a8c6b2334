// What happens elsewhere, told on the bus: by the user, or by an agent's own hooks.
import { knownEvents } from '../../lua/api/events.ts';
import type { EventOutcome, HubMethods } from '../../protocol/hub-api.ts';
import { type Handlers, refuse } from '../../protocol/rpc.ts';
import type { Client } from '../client.ts';
import type { Hub } from '../hub.ts';

/** How long a hub that has just started may take to have a world. */
const WORLD_MS = 5000;
const FOLLOW_S = 25;

export function eventHandlers(
  hub: Hub,
  client: () => Client,
): Pick<Handlers<HubMethods>, 'event.emit' | 'event.next'> {
  return {
    async 'event.emit'({ type, payload }) {
      checkType(type);
      await hub.lua.ready(WORLD_MS);
      if (!hub.lua.isLua()) throw refuse('failed', hub.lua.absence());
      const { agent } = client();
      const named = {
        ...payload,
        source: agent ?? 'user',
        ...(agent !== null && payload['agent'] === undefined ? { agent } : {}),
      };
      const outcome = await hub.events.tell(type, named);
      if (outcome === undefined) throw refuse('failed', `nobody answered "${type}": see lua errors`);
      return outcomeOf(outcome as Partial<EventOutcome>);
    },
    async 'event.next'({ after, timeout = FOLLOW_S }) {
      const { events, ...where } = await hub.events.next(after, {
        timeoutMs: timeout * 1000,
        signal: client().gone,
      });
      return { ...where, events: [...events] };
    },
  };
}

function checkType(type: string): void {
  if (!/^[a-z][\w-]*:[\w:-]+$/.test(type))
    throw refuse('usage', `"${type}" is no name of an event: they are written tool:after, custom:deployed`);
  if (knownEvents.some(({ name, by }) => name === type && by === 'program'))
    throw refuse('usage', `the program itself tells of ${type}: call yours custom:NAME`);
}

function outcomeOf({ payload, cancelled, reason, handled, result }: Partial<EventOutcome>): EventOutcome {
  return {
    cancelled: cancelled === true,
    handled: handled === true,
    ...(reason === undefined ? {} : { reason }),
    ...(result === undefined ? {} : { result }),
    ...(payload === undefined ? {} : { payload }),
  };
}
