// Methods by which agents reach one another and the person: texts typed into others, messages, titles,
// notifications; and what each caller last saw.
import type { HubMethods } from '../../protocol/hub-api.ts';
import { type Handlers, refuse } from '../../protocol/rpc.ts';
import { createIdSource } from '../../protocol/session-id.ts';
import type { Client } from '../client.ts';
import { running } from '../exchange/exchange.ts';
import type { Hub } from '../hub.ts';

type Names =
  | 'agent.deliver'
  | 'agent.title'
  | 'message.post'
  | 'message.receive'
  | 'notify'
  | 'keymap.list'
  | 'frame.look';

const USER = 'user';
const TOAST_SECONDS = 8;
/** How long a hub that has just started may take to have a world. */
const WORLD_MS = 5000;
const nextId = createIdSource();

export function exchangeHandlers(hub: Hub, client: () => Client): Pick<Handlers<HubMethods>, Names> {
  const { agents, exchange } = hub;
  const sender = (): string => exchange.nameOf(client().agent);
  /** As the files say; where there is no Lua, plainly. */
  const tell = async (
    note: string,
    title: string,
    text: string,
    level: 'info' | 'warn' | 'error' = 'info',
  ): Promise<void> => {
    const agent = client().agent ?? undefined;
    const told = await hub.events.tell('notify:asked', { agent, title, text, level, note });
    if (told !== undefined) return;
    const rest = { title, text, level, timeout: TOAST_SECONDS, agent, unit: 'core', isKept: true };
    hub.notifications.tell({ id: note, ...rest });
  };

  return {
    async 'agent.deliver'({ id, text, enter = false }) {
      await hub.host.ready();
      return exchange.deliveries.send({ to: running(agents, id), from: sender(), text, enter });
    },
    async 'agent.title'({ title }) {
      const { agent } = client();
      if (agent === null)
        throw refuse('usage', 'only an agent has a title of its own: call it from a session');
      const host = await hub.host.ready();
      await host.peer.call('meta', { session: agent, meta: agents.retitle(agent, title) });
      return agents.resolve(agent);
    },
    'message.post'({ to, text }) {
      const from = sender();
      if (to === USER) {
        const id = exchange.mailboxes.post(null, from, text);
        void tell(`message:${id}`, `message from ${from}`, text);
        return { id };
      }
      const id = exchange.mailboxes.post(agents.resolve(to).id, from, text);
      hub.log('info', `message ${id} from ${from} to ${agents.resolve(to).name}`);
      return { id };
    },
    'message.receive': () => ({ messages: [...exchange.mailboxes.take(client().agent)] }),
    notify({ message, level = 'info', title }) {
      const id = `notify:${nextId()}`;
      void tell(id, title ?? sender(), message, level);
      return { id };
    },
    async 'keymap.list'({ mode }) {
      await hub.lua.ready(WORLD_MS);
      const { bindings } = hub.lua.world().keys();
      return { bindings: bindings.filter((binding) => mode === undefined || binding.mode === mode) };
    },
    'frame.look': ({ what, lines }) => ({ before: copy(exchange.looks.look(client().agent, what, lines)) }),
  };
}

function copy(lines: readonly string[] | null): string[] | null {
  return lines && [...lines];
}
