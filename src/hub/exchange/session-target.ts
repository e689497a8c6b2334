// One session as texts are delivered into it.
import { unpackModes } from '../../core/modes.ts';
import type { AgentActions } from '../agent-actions.ts';
import type { Agents } from '../agents.ts';
import type { HostLink } from '../host-link.ts';
import type { Target } from './deliveries.ts';

export function sessionTarget(
  id: string,
  parts: {
    readonly agents: Agents;
    readonly actions: Pick<AgentActions, 'read'>;
    readonly host: Pick<HostLink, 'ready'>;
  },
): Target {
  const { agents, actions, host } = parts;
  const input = async (what: { paste: string } | { keys: string[] }): Promise<void> => {
    await (await host.ready()).peer.call('input', { session: id, ...what });
  };
  return {
    isRunning: () => agents.get(id)?.status === 'running',
    async look() {
      const { lines, cursor, modes } = await actions.read(id, {});
      return { lines, cursor, takesPastes: unpackModes(modes).bracketedPaste };
    },
    async lastInput() {
      const { sessions } = await (await host.ready()).peer.call('list', {});
      return sessions.find((session) => session.id === id)?.last_input_at ?? 0;
    },
    paste: (text) => input({ paste: text }),
    enter: () => input({ keys: ['enter'] }),
  };
}
