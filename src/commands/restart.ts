// restart: runs an agent's command again, in its directory.
import { withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'restart ID',
  summary: "Runs an agent's command again, in its directory.",
  examples: ['botster-tui restart fix-login'],
  words: ['ID'],
  async run(args, context) {
    const agent = await withHub(context, (hub) => hub.call('agent.restart', { id: args.words[0]! }));
    context.print(context.json ? json(agent) : agent.id);
    return undefined;
  },
};
