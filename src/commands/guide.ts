// guide: the manual for agents. Needs nothing that runs.

import { suggestion } from '../core/nearest.ts';
import { type Api, loadApi, packageRoot } from '../reference/api-data.ts';
import { firstPage, topicNames, topicPage } from '../reference/topics.ts';
import { usageError } from './failure.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';
import { verbs } from './verbs.ts';

export const verb: Verb = {
  usage: 'guide [TOPIC] | guide --install claude|codex|gemini|opencode [--print] [--remove]',
  summary:
    "Prints the manual for agents: what can be changed, how to try it, how to undo it. With --install tells an agent of it: changes that agent's own configuration, after showing the change.",
  examples: [
    'botster-tui guide',
    'botster-tui guide widgets',
    'botster-tui guide --install claude --print',
    'botster-tui guide --install claude --remove',
  ],
  words: ['TOPIC?'],
  flags: {
    install: { type: 'string', value: 'AGENT', help: 'claude, codex, gemini or opencode' },
    print: { type: 'boolean', help: 'with --install: only show the change' },
    remove: { type: 'boolean', help: 'with --install: take it out again' },
  },
  async run(args, context) {
    const agent = args.text('install');
    if (agent !== undefined) {
      if (args.words.length > 0) throw usageError('--install takes no topic');
      const { installGuide } = await import('./guide/install/install.ts');
      installGuide({ agent, remove: args.flag('remove'), printOnly: args.flag('print') }, context);
      return undefined;
    }
    if (args.flag('print') || args.flag('remove'))
      throw usageError('--print and --remove go with --install AGENT');
    const root = packageRoot(context.entries);
    const api = loadApi(root);
    const [topic] = args.words;
    const text = topic === undefined ? firstPage(root, api, verbs) : pageOf(topic, root, api);
    context.print(
      context.json ? json({ topic: topic ?? null, text, topics: topicNames(api) }) : text.trimEnd(),
    );
    return undefined;
  },
};

/** A topic's page. Throws a usage error that names the nearest topic where there is none of that name. */
export function pageOf(topic: string, root: string, api: Api): string {
  const page = topicPage(topic, root, api, verbs);
  if (page !== null) return page;
  const names = topicNames(api);
  throw usageError(`no topic "${topic}"${suggestion(topic, names)}: ${names.join(', ')}`);
}
