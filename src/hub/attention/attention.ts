// What people and rules do about agents that ask: answers given from afar, on whoever's behalf.
import type { AgentActions } from '../agent-actions.ts';
import type { Agents } from '../agents.ts';
import type { Detection } from '../detection/detection.ts';
import type { HubEvents } from '../events.ts';
import { type Exchange, running } from '../exchange/exchange.ts';
import type { HostLink } from '../host-link.ts';
import type { Level } from '../log.ts';
import { type Answered, type AnswerRequest, createAnswers } from './answers.ts';

export interface Attention {
  /** Answers the question of an agent that is named; as `Answers.answer`. */
  answer(reference: string, request: Omit<AnswerRequest, 'to'>): Promise<Answered>;
}

export interface AttentionParts {
  readonly agents: Agents;
  readonly actions: AgentActions;
  readonly detection: Detection;
  readonly exchange: Exchange;
  readonly host: Pick<HostLink, 'ready'>;
  readonly events: Pick<HubEvents, 'emit'>;
  readonly log: (level: Level, text: string) => void;
}

export function createAttention(parts: AttentionParts): Attention {
  const { agents, detection, exchange, host, events, log } = parts;
  const nameOf = (id: string): string => agents.get(id)?.name ?? id;
  const input = async (id: string, what: { paste: string } | { keys: string[] }): Promise<void> => {
    await (await host.ready()).peer.call('input', { session: id, ...what });
    await exchange.deliveries.wasOurs(id);
  };
  const answers = createAnswers({
    doing: agents.doing,
    nameOf,
    examine: detection.examine,
    press: (id, keys) => input(id, { keys: [...keys] }),
    paste: (id, paste) => input(id, { paste }),
    deliver: async (id, by, text) => void (await exchange.deliver(id, by, text, true)),
    onAnswered(answered) {
      const { agent, question, answer, by } = answered;
      log(
        'info',
        `${by} answered ${nameOf(agent)}: ${JSON.stringify(question)} with ${JSON.stringify(answer)}`,
      );
      void events.emit('agent:answered', answered);
    },
  });
  return {
    answer: (reference, request) => answers.answer({ ...request, to: running(agents, reference) }),
  };
}
