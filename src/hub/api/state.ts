// Methods about what agents do: said by themselves, and explained.
import type { HubMethods } from '../../protocol/hub-api.ts';
import { type Handlers, refuse } from '../../protocol/rpc.ts';
import type { Client } from '../client.ts';
import type { Hub } from '../hub.ts';

type Names = 'agent.report' | 'agent.explain' | 'agent.answer' | 'agent.set';

export function stateHandlers(hub: Hub, client: () => Client): Pick<Handlers<HubMethods>, Names> {
  const { agents, detection, attention } = hub;
  const about = (id: string | undefined): string => {
    const caller = client().agent;
    if (id === undefined) {
      if (caller === null)
        throw refuse('usage', 'whose state? Name an agent, or report from within its session');
      return caller;
    }
    const named = agents.resolve(id).id;
    if (caller !== null && caller !== named)
      throw refuse(
        'usage',
        `an agent reports only its own state, not that of "${agents.resolve(named).name}"`,
      );
    return named;
  };
  return {
    async 'agent.report'({ id, state, reason }) {
      await hub.host.ready();
      const named = about(id);
      const report =
        state === 'unknown'
          ? null
          : { state: state === 'done' ? ('idle' as const) : state, ...(reason ? { reason } : {}) };
      detection.report(named, report);
      return agents.resolve(named);
    },
    async 'agent.answer'({ id, answer, text, question }) {
      await hub.host.ready();
      if ((answer === undefined) === (text === undefined))
        throw refuse('usage', 'one of "answer" and "text" is needed');
      mayAnswer(hub, client().agent, agents.resolve(id).id);
      return attention.answer(id, { answer, text, question, by: hub.exchange.nameOf(client().agent) });
    },
    async 'agent.set'({ id, settings }) {
      if (client().agent !== null)
        throw refuse('denied', 'what is set for an agent is for the person to say');
      return hub.actions.set(id, settings);
    },
    async 'agent.explain'({ id }) {
      await hub.host.ready();
      return detection.explain(agents.resolve(id).id);
    },
  };
}

/** Throws RpcError `denied` where `caller`, an agent, may not answer what `asked` asks; null is the person. */
export function mayAnswer({ agents }: Pick<Hub, 'agents'>, caller: string | null, asked: string): void {
  if (caller === null) return;
  if (caller === asked) throw refuse('denied', 'an agent does not answer its own question: the person does');
  if (agents.settings(caller).may_answer) return;
  const name = agents.get(caller)?.name ?? caller;
  throw refuse(
    'denied',
    `"${name}" may not answer questions of other agents: the person allows it with botster-tui answer --allow ${name}`,
  );
}
