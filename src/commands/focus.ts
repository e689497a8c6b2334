// focus: gives an agent the keys, in the view used last.
import { withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'focus ID',
  summary: 'Gives an agent the keys, in the view used last.',
  examples: ['botster-tui focus fix-login'],
  words: ['ID'],
  async run(args, context) {
    const agent = await withHub(context, (hub) => hub.call('agent.focus', { id: args.words[0]! }));
    context.print(context.json ? json(agent) : agent.id);
    return undefined;
  },
};
