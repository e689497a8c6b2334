// What Lua asks of copied text, and of what is selected and found on screens, links among it.
import { IMPROVEMENTS } from '../core/improvement-unit.ts';
import type { Effect } from '../lua/types.ts';
import { refuse } from '../protocol/rpc.ts';
import type { AgentActions } from './agent-actions.ts';
import type { Agents } from './agents.ts';
import type { Audience } from './audience.ts';
import type { Clipboard } from './clipboard.ts';
import type { Exchange } from './exchange/exchange.ts';
import type { HostLink } from './host-link.ts';
import { maybeText, number, type Params, text } from './params.ts';
import type { Ptys } from './primitives/ptys.ts';
import type { Views } from './views.ts';

export interface ClipboardEffectParts {
  readonly clipboard: Clipboard;
  readonly actions: AgentActions;
  readonly agents: Pick<Agents, 'resolve'>;
  readonly views: Views;
  readonly host: Pick<HostLink, 'ready'>;
  readonly audience: Pick<Audience, 'clients'>;
  readonly exchange: Pick<Exchange, 'deliver'>;
  /** Programs that files have started. */
  readonly primitives: { readonly ptys: Pick<Ptys, 'list'> };
}

type Doer = (params: Params, effect: Effect) => unknown;

export function clipboardEffects(parts: ClipboardEffectParts): Readonly<Record<string, Doer>> {
  const { clipboard, actions, agents, views, host } = parts;
  const terminals = (view: string | null) => {
    const wanted = view ?? views.latest()?.id;
    return [...parts.audience.clients].filter((client) => client.view === wanted);
  };

  const pasteInto = async (session: string, copied: string, unit: string): Promise<void> => {
    const owner = parts.primitives.ptys.list().find((one) => one.session === session)?.unit;
    if (owner === undefined) throw refuse('exited', 'the program has ended');
    if (unit.startsWith(`${IMPROVEMENTS}/`) && owner !== unit)
      throw refuse('denied', `the program is of ${owner}: a file of an agent pastes into its own alone`);
    const { peer } = await host.ready();
    await peer.call('input', { session, paste: copied });
  };

  return {
    'clipboard.copy'(params, { view }) {
      const copied = text(params, 'text');
      clipboard.add(copied, null);
      for (const { peer } of terminals(view)) peer.notify('view.clipboard', { text: copied });
      return true;
    },
    'clipboard.list': () =>
      clipboard.list().map(({ text: copied, agent, at }) => ({
        text: copied,
        ...(agent === null ? {} : { agent }),
        at: at / 1000,
      })),
    async 'clipboard.paste'(params, { unit }) {
      const copied = clipboard.at(number(params, 'index') ?? 1);
      const session = maybeText(params, 'session');
      if (session !== undefined) {
        await pasteInto(session, copied, unit);
        return true;
      }
      const id = text(params, 'id');
      // What an agent's file pastes is that agent's doing, as when it types.
      if (unit.startsWith(`${IMPROVEMENTS}/`)) return parts.exchange.deliver(id, unit, copied, false);
      await actions.paste(id, copied);
      return true;
    },
    async 'agents.selection'(params, { view }) {
      const { id } = agents.resolve(text(params, 'id'));
      for (const { view: shown, peer } of terminals(view)) {
        if (shown === null || views.get(shown)?.copy?.agent !== id) continue;
        return (await peer.call('view.selection', {})).text;
      }
      return null;
    },
    async 'agents.search'(params) {
      const { id } = agents.resolve(text(params, 'id'));
      const limit = number(params, 'limit');
      const { peer } = await host.ready();
      const pattern = text(params, 'pattern');
      const { matches } = await peer.call('search', {
        session: id,
        pattern,
        ...(limit === undefined ? {} : { limit }),
      });
      return matches;
    },
    async 'agents.links'(params) {
      const { id } = agents.resolve(text(params, 'id'));
      const [lines, limit] = [number(params, 'lines'), number(params, 'limit')];
      const { peer } = await host.ready();
      const given = { ...(lines === undefined ? {} : { lines }), ...(limit === undefined ? {} : { limit }) };
      return (await peer.call('links', { session: id, ...given })).links;
    },
  };
}
