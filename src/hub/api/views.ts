// Methods of an attached terminal: its view, its keys, its events.
import { clampSize } from '../../core/size.ts';
import type { ViewState } from '../../core/view.ts';
import type { DispatchResult } from '../../lua/types.ts';
import type { HubMethods } from '../../protocol/hub-api.ts';
import { type Handlers, type Result, refuse } from '../../protocol/rpc.ts';
import type { Client } from '../client.ts';
import { copiedToast } from '../clipboard.ts';
import type { Hub } from '../hub.ts';
import { leaveView } from '../leave-view.ts';

/** How long what a person does waits for Lua to start. */
const WORLD_MS = 2000;

type Names = Extract<keyof HubMethods, `view.${string}`>;

export function viewHandlers(hub: Hub, client: () => Client): Pick<Handlers<HubMethods>, Names> {
  const { views, agents, lua, overlays } = hub;
  const own = (): ViewState => {
    const id = client().view;
    const view = id === null ? undefined : views.get(id);
    if (!view) throw refuse('not_attached', 'attach first (view.attach)');
    return view;
  };
  /**
   * The person did something; `act` is what comes of it. The answer is the view after that, and the terminal has
   * all that is different: what was typed meanwhile waits for the answer.
   */
  const dispatch = async (
    act: (view: ViewState) => Promise<DispatchResult | undefined>,
  ): Promise<Result<HubMethods, 'view.key'>> => {
    const view = own();
    views.used(view.id);
    // After a restart what is pressed is meant for the layout on the screen, which was Lua's.
    if (!lua.isLua()) await lua.ready(WORLD_MS);
    const done = await act(view);
    // What is typed next may be meant for what is drawn only now: it comes before the answer.
    const drawn = hub.dispatched(view.id);
    await done?.rest;
    await drawn;
    hub.tell(client());
    return { state: own(), table_version: lua.world().keys().version };
  };

  return {
    async 'view.attach'({ columns, rows, view: wanted, safe }) {
      await hub.host.ready();
      if (safe) void lua.setSafe(true);
      leaveView(hub, client());
      const { id } = views.adopt(clampSize({ columns, rows }), wanted);
      views.agentsAre(agents.ids());
      // One that comes back goes on as it was.
      if (id !== wanted) giveKeys(hub, id);
      hub.attach(client(), id);
      void hub.events.tell('app:attach', { view: id });
      const attached = {
        state: own(),
        keys: lua.world().keys(),
        overlays: overlays.of(id),
        agents: agents.list(),
      };
      remember(client(), attached);
      return attached;
    },
    'view.detach'() {
      own();
      leaveView(hub, client());
      return null;
    },
    'view.colors'(colors) {
      views.change(own().id, { colors });
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
      // The terminal takes the answer to mean that what it was sent before knows of the change.
      hub.tell(client());
      return null;
    },
    'view.key': ({ mode, keys }) => dispatch(({ id }) => lua.world().key(id, mode, keys)),
    'view.event': ({ path, event, args }) =>
      dispatch(({ id }) => lua.world().event(id, path, event, args ?? null)),
    'view.answer': ({ prompt, value }) =>
      dispatch(async () => {
        if (!(await overlays.answer(prompt, value))) throw refuse('not_found', `no prompt "${prompt}"`);
        return undefined;
      }),
    'view.focused'({ focused }) {
      const { id } = own();
      hub.focused(client(), focused);
      void hub.events.tell(focused ? 'app:focus' : 'app:blur', { view: id });
      return null;
    },
    'view.copied'({ text, agent, cut = false, sent }) {
      own();
      hub.clipboard.add(text, agent);
      overlays.toast(copiedToast(text, cut, sent));
      void hub.events.tell('clipboard:copied', { agent, lines: text.split('\n').length });
      return null;
    },
    'view.dismiss'({ id }) {
      overlays.dismiss(id);
      return null;
    },
    async 'view.safe'({ on = !lua.isSafe() }) {
      await lua.setSafe(on);
      return { on: lua.isSafe() };
    },
  };
}

/** Who attaches types into an agent, where there is one. */
function giveKeys({ views }: Hub, id: string): void {
  const focus = views.get(id)?.focus ?? null;
  views.change(id, { mode: focus === null ? 'normal' : 'terminal' });
}

/** The answer says all of this: it is not to be sent again until it changes. */
function remember(client: Client, attached: Result<HubMethods, 'view.attach'>): void {
  const { state, keys, overlays, agents } = attached;
  client.has('view.state', JSON.stringify({ state }));
  client.has('view.keys', JSON.stringify({ keys }));
  client.has('view.overlays', JSON.stringify({ overlays }));
  client.has('view.agents', JSON.stringify({ agents }));
}
