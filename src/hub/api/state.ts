// Methods about what agents do: said by themselves, and explained.
import type { HubMethods } from '../../protocol/hub-api.ts';
import { type Handlers, refuse } from '../../protocol/rpc.ts';
import type { Client } from '../client.ts';
import type { Hub } from '../hub.ts';

type Names = 'agent.report' | 'agent.explain';

export function stateHandlers(hub: Hub, client: () => Client): Pick<Handlers<HubMethods>, Names> {
  const { agents, detection } = hub;
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
    async 'agent.explain'({ id }) {
      await hub.host.ready();
      return detection.explain(agents.resolve(id).id);
    },
  };
}
