// Methods about agents: start, read, type into, wait for, end.

import type { Asked } from '../../core/question.ts';
import type { HubMethods } from '../../protocol/hub-api.ts';
import type { Handlers } from '../../protocol/rpc.ts';
import type { Client } from '../client.ts';
import type { Hub } from '../hub.ts';
import { mayAnswer } from './state.ts';

type Names = Exclude<
  Extract<keyof HubMethods, `agent.${string}`>,
  'agent.deliver' | 'agent.title' | 'agent.report' | 'agent.explain' | 'agent.answer' | 'agent.set'
>;

export function agentHandlers(hub: Hub, client: () => Client): Pick<Handlers<HubMethods>, Names> {
  const { actions, agents } = hub;
  return {
    async 'agent.new'({ focus, view, ...request }) {
      if (client().agent === null) hub.environments.remember(request.env);
      const agent = await actions.start(request);
      return focus ? actions.focus(agent.id, view) : agent;
    },
    async 'agent.list'() {
      await actions.refresh();
      return { agents: agents.list() };
    },
    'agent.read': ({ id, ...options }) => actions.read(id, options),
    async 'agent.send'({ id, text, enter = false }) {
      const { agent } = client();
      // What one agent types into another must not answer a question there, nor mix with a person's typing.
      if (agent !== null && agents.resolve(id).id !== agent) {
        return hub.exchange.deliveries.send({
          to: agents.resolve(id).id,
          from: hub.exchange.nameOf(agent),
          text,
          enter,
        });
      }
      await actions.send(id, { text, ...(enter ? { keys: ['enter'] } : {}) });
      return null;
    },
    async 'agent.keys'({ id, keys }) {
      const { agent } = client();
      // Where a program asks for leave, keys are an answer. A shell that asks is driven by whoever uses it.
      if (agent !== null && isAskingForLeave(hub, agents.resolve(id).id))
        mayAnswer(hub, agent, agents.resolve(id).id);
      await actions.send(id, { keys });
      if (agent !== null) {
        const { id: pressed, name } = agents.resolve(id);
        await hub.exchange.deliveries.wasOurs(pressed);
        hub.log('info', `${hub.exchange.nameOf(agent)} pressed in ${name}: ${keys.join(' ')}`);
      }
      return null;
    },
    'agent.wait': ({ id, until, timeout }) =>
      actions.wait(id, until, {
        timeoutMs: timeout === undefined ? undefined : timeout * 1000,
        signal: client().gone,
      }),
    'agent.kill': ({ id, force = false }) => actions.kill(id, force),
    'agent.rename': ({ id, name }) => actions.rename(id, name),
    async 'agent.focus'({ id, view }) {
      await hub.host.ready();
      return actions.focus(id, view);
    },
    'agent.restart': ({ id }) => actions.restart(id),
  };
}

function isAskingForLeave({ agents }: Hub, id: string): boolean {
  const asked = agents.get(id)?.state === 'blocked' ? agents.doing(id)?.asked : undefined;
  return (
    asked?.options.some(({ kind, takes_text: takesText }) => kind !== 'other' && !takesText) === true &&
    !isShell(asked)
  );
}

/** The words of a shell's prompt are typed, and more may be typed instead. */
function isShell({ options }: Asked): boolean {
  return options.some(({ keys, takes_text: takesText }) => takesText === true && keys.length === 0);
}
