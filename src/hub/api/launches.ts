// Methods about launches and what is launched together: decided in Lua (the action `agent.launch` and others), for
// every caller alike.
import type { Launch } from '../../core/launch.ts';
import { quoteLua } from '../../lua/lua-literal.ts';
import type { HubMethods } from '../../protocol/hub-api.ts';
import type { PresetRow } from '../../protocol/hub-launch-api.ts';
import { type Handlers, refuse } from '../../protocol/rpc.ts';
import { DEFAULT_SIZE } from '../agent-actions.ts';
import type { Client } from '../client.ts';
import type { Hub } from '../hub.ts';

type Names = Extract<
  keyof HubMethods,
  `launch.${string}` | `preset.${string}` | `workspace.${string}` | `layout.${string}` | `task.${string}`
>;

/** How long a hub that has just started may take to have a world. */
const WORLD_MS = 5000;

export function launchHandlers(hub: Hub, client: () => Client): Pick<Handlers<HubMethods>, Names> {
  const { launches } = hub;
  /** What an expression is, as data; with the id of a view, in that view. */
  const lua = async <T>(expression: string, view?: string): Promise<T> => {
    await hub.lua.ready(WORLD_MS);
    if (!hub.lua.isLua()) throw refuse('failed', hub.lua.absence());
    const { ok, value, error } = await hub.lua.world().eval(`return json.encode(${expression})`, view);
    if (!ok || value === undefined) throw refuse('failed', error?.message ?? 'Lua does not answer');
    // The value is shown as Lua shows a text: quoted.
    return JSON.parse(JSON.parse(value) as string) as T;
  };
  return {
    async 'launch.new'({ env, ...asked }) {
      if ((asked.preset === undefined) === (asked.cmd === undefined))
        throw refuse('usage', 'either a preset or a command is started');
      await hub.host.ready();
      // An agent's own environment goes with its agent alone.
      const isUser = client().agent === null;
      if (isUser) hub.environments.remember(env);
      const request = JSON.stringify(isUser ? asked : { ...asked, env });
      const { id } = await lua<Launch>(`action.run("agent.launch", json.decode(${quoteLua(request)}))`);
      return launches.get(id);
    },
    'launch.wait': ({ id, after = 0 }) => launches.changed(id, after, client().gone),
    'launch.cancel': ({ id }) => launches.cancel(id),
    async 'workspace.run'({ env, ...asked }) {
      if (client().agent === null) hub.environments.remember(env);
      await hub.host.ready();
      const request = quoteLua(JSON.stringify(asked));
      // Its layout is for the view used last, which the next terminal to attach gets.
      const view = asked.what === 'start' ? hub.views.latestOrNew(DEFAULT_SIZE).id : undefined;
      return { lines: await lua<string[]>(`action.run("workspace.run", json.decode(${request}))`, view) };
    },
    async 'layout.run'({ env, ...asked }) {
      if (client().agent === null) hub.environments.remember(env);
      await hub.host.ready();
      const request = quoteLua(JSON.stringify(asked));
      const { id } = hub.views.latestOrNew(DEFAULT_SIZE);
      return { lines: await lua<string[]>(`action.run("layout.run", json.decode(${request}))`, id) };
    },
    async 'task.run'(asked) {
      await hub.host.ready();
      const request = quoteLua(JSON.stringify(asked));
      return { lines: await lua<string[]>(`action.run("task.run", json.decode(${request}))`) };
    },
    'preset.list': ({ project }) =>
      lua<{ presets: PresetRow[]; problems: string[] }>(
        `require("default.presets").describe(${quoteLua(project)})`,
      ),
  };
}
