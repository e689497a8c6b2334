// Methods of an attached terminal: its view, its keys, its events.
import { clampSize } from '../../core/size.ts';
import type { ViewState } from '../../core/view.ts';
import type { HubMethods } from '../../protocol/hub-api.ts';
import { type Handlers, refuse } from '../../protocol/rpc.ts';
import { runBuiltIn } from '../built-in-actions.ts';
import type { Client } from '../client.ts';
import type { Hub } from '../hub.ts';

type Names = Extract<keyof HubMethods, `view.${string}`>;

export function viewHandlers(hub: Hub, client: () => Client): Pick<Handlers<HubMethods>, Names> {
  const { views, agents } = hub;
  const own = (): ViewState => {
    const id = client().view;
    const view = id === null ? undefined : views.get(id);
    if (!view) throw refuse('not_attached', 'attach first (view.attach)');
    return view;
  };
  const result = () => ({ state: own(), table_version: hub.keys().version });

  return {
    async 'view.attach'({ columns, rows, view: wanted, foreground, background }) {
      const host = await hub.host.ready();
      const view = views.adopt(clampSize({ columns, rows }), wanted);
      client().view = view.id;
      const ids = agents.list().map((agent) => agent.id);
      views.agentsAre(ids);
      const focus = own().focus ?? ids.at(-1) ?? null;
      const mode = focus === null ? 'normal' : 'terminal';
      views.change(view.id, { focus, selected: own().selected ?? focus, mode });
      if (foreground || background) {
        await host.peer.call('colors', {
          ...(foreground ? { foreground } : {}),
          ...(background ? { background } : {}),
        });
      }
      return { state: own(), keys: hub.keys(), overlays: hub.overlays(), agents: agents.list() };
    },
    'view.detach'() {
      const { id } = own();
      client().view = null;
      views.release(id);
      return null;
    },
    'view.resize'({ columns, rows }) {
      views.change(own().id, { size: clampSize({ columns, rows }) });
      return null;
    },
    'view.set'(change) {
      const { id } = own();
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      views.used(id);
      views.change(id, given);
      return null;
    },
    async 'view.key'({ mode, keys }) {
      const view = own();
      views.used(view.id);
      await runBuiltIn(hub, view, mode, keys);
      return result();
    },
    'view.event'({ path, event, args }) {
      const view = own();
      views.used(view.id);
      if (event === 'select' && typeof args === 'number') {
        const agent = agents.list()[args - 1];
        if (agent) views.change(view.id, { focus: agent.id, selected: agent.id, mode: 'terminal' });
      } else hub.log(`view event without a handler: ${event} at "${path}"`);
      return result();
    },
    'view.answer': ({ prompt }) => {
      throw refuse('not_found', `no prompt "${prompt}"`);
    },
    'view.dismiss': () => null,
    'view.safe': () => ({ on: hub.safe }),
  };
}
