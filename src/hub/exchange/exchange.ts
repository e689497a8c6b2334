// What agents do with each other through the hub: texts typed into one another, messages left for one
// another, and what each caller was last shown.
import { refuse } from '../../protocol/rpc.ts';
import type { AgentActions } from '../agent-actions.ts';
import type { Agents } from '../agents.ts';
import type { HostLink } from '../host-link.ts';
import type { Level } from '../log.ts';
import type { OverlayStore } from '../overlays.ts';
import type { Store } from '../store.ts';
import { createDeliveries, type Deliveries, type Receipt } from './deliveries.ts';
import { createLooks, type Looks } from './looks.ts';
import { createMailboxes, type Mailboxes } from './mailboxes.ts';
import { sessionTarget } from './session-target.ts';

export interface Exchange {
  readonly deliveries: Deliveries;
  readonly mailboxes: Mailboxes;
  readonly looks: Looks;
  /**
   * As `deliveries.send`, to an agent that is named; rejects with RpcError where it was not and will not be typed.
   * `isNow`: what cannot be typed at once is not typed.
   */
  deliver(reference: string, from: string, text: string, enter: boolean, isNow?: boolean): Promise<Receipt>;
  /** How a caller is called where people read it. */
  nameOf(caller: string | null): string;
  close(): void;
}

export interface ExchangeParts {
  readonly agents: Agents;
  readonly actions: AgentActions;
  readonly host: Pick<HostLink, 'ready'>;
  readonly overlays: OverlayStore;
  readonly store: Store;
  readonly log: (level: Level, text: string) => void;
}

export function createExchange({ agents, actions, host, overlays, store, log }: ExchangeParts): Exchange {
  const nameOf = (caller: string | null): string =>
    caller === null ? 'user' : (agents.get(caller)?.name ?? caller);
  const deliveries = createDeliveries({
    target: (id) => sessionTarget(id, { agents, actions, host }),
    onTyped({ to, from, text }) {
      const shown = `${from} typed into ${agents.get(to)?.name ?? to}`;
      log('info', `${shown}: ${JSON.stringify(text)}`);
      overlays.toast({ id: `typed:${to}`, level: 'info', title: shown, text: firstLine(text), timeout: 5 });
    },
    onGivenUp({ to, from, text }, reason) {
      const shown = `what ${from} had for ${agents.get(to)?.name ?? to} was not typed`;
      log('warn', `${shown} (${reason}): ${JSON.stringify(text)}`);
      if (from === 'user')
        overlays.toast({
          id: `not-typed:${to}`,
          level: 'error',
          title: shown,
          text: `${reason}: ${firstLine(text)}`,
          timeout: 10,
        });
    },
  });
  return {
    deliveries,
    mailboxes: createMailboxes(store),
    looks: createLooks(),
    async deliver(reference, from, text, enter, isNow = false) {
      const receipt = await deliveries.send({ to: running(agents, reference), from, text, enter, isNow });
      if (receipt.delivered || receipt.queued) return receipt;
      throw refuse('not_delivered', receipt.reason ?? 'it was not typed');
    },
    nameOf,
    close: deliveries.close,
  };
}

/** The id of an agent that can be typed into. */
export function running(agents: Agents, reference: string): string {
  const { id, name, status } = agents.resolve(reference);
  if (status !== 'running') throw refuse('exited', `"${name}" has ended`);
  return id;
}

const MAX_SHOWN = 80;

function firstLine(text: string): string {
  const [line = '', ...rest] = text.trim().split('\n');
  return line.length > MAX_SHOWN || rest.length > 0 ? `${line.slice(0, MAX_SHOWN)}…` : line;
}
