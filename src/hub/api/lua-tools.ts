// Methods for whoever writes Lua: what it costs, what events do, what is well.
import { quoteLua } from '../../lua/lua-literal.ts';
import type { HubMethods } from '../../protocol/hub-api.ts';
import type { HealthReport, LuaCosts } from '../../protocol/hub-lua-api.ts';
import { type Handlers, refuse } from '../../protocol/rpc.ts';
import type { Client } from '../client.ts';
import type { EventLog } from '../event-log.ts';
import type { Hub } from '../hub.ts';

/** How long a hub that has just started may take to have a world. */
const WORLD_MS = 5000;

const TRACE_MS = 25_000;

/** `client` is who calls. */
export function luaToolHandlers(
  { lua }: Hub,
  client: () => Client,
): Pick<Handlers<HubMethods>, 'lua.top' | 'lua.trace' | 'lua.health'> {
  const ready = async (): Promise<void> => {
    await lua.ready(WORLD_MS);
    if (!lua.isLua()) throw refuse('failed', lua.absence());
  };
  const ask = async (code: string): Promise<unknown> => {
    const { ok, value, error } = await lua.world().eval(code);
    if (!ok) throw refuse('failed', error?.message ?? 'Lua does not run');
    // The value is shown as Lua shows a text: quoted.
    return JSON.parse(JSON.parse(value ?? '"{}"'));
  };
  let next: EventLog['next'] | undefined;
  return {
    async 'lua.trace'({ events, agent, after }) {
      const { gone } = client();
      if (after === undefined) {
        if (next) throw refuse('usage', 'this connection traces already');
        await ready();
        next = lua.traces.open({ events, agent }, gone);
        // The world hears of it with a dispatch.
        await lua.world().eval('');
      }
      if (!next) throw refuse('usage', 'nothing is traced yet: ask without a number first');
      const page = await next(after, { timeoutMs: TRACE_MS, signal: gone });
      return { ...page, events: [...page.events] };
    },
    async 'lua.top'() {
      await ready();
      const costs = (await ask('return json.encode(botster.costs())')) as Omit<LuaCosts, 'stock_memory'>;
      return { ...costs, stock_memory: lua.world().stockMemory?.() ?? null };
    },
    async 'lua.health'({ name }) {
      await ready();
      const code = `local found, problem = health.check(${name === undefined ? '' : quoteLua(name)})
        return json.encode(found and { reports = json.array(found) } or { problem = tostring(problem) })`;
      const found = (await ask(code)) as { reports?: HealthReport[]; problem?: string };
      if (!found.reports) throw refuse('not_found', found.problem ?? 'the checks could not be run');
      return { reports: found.reports };
    },
  };
}
