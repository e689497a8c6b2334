// workspace: agents and accessories that are started and stopped together.
import { resolve } from 'node:path';
import { usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import { environment } from './new.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

const whats = ['start', 'stop', 'list'] as const;

export const verb: Verb = {
  usage: 'workspace (start NAME | stop NAME | list) [--cwd D]',
  summary:
    'Starts what of a workspace does not run, ends what runs of it, or lists all. Prints names. Its layout is applied once all runs, in the terminal used last or the next one to attach.',
  examples: [
    'botster-tui workspace list',
    'botster-tui workspace start site',
    'botster-tui workspace stop site',
  ],
  flags: {
    cwd: {
      type: 'string',
      value: 'D',
      help: 'the project, for a workspace of its own (default: this directory)',
    },
  },
  words: ['start|stop|list', 'name?'],
  async run(args, context) {
    const [word, name] = args.words;
    const what = whats.find((one) => one === word);
    if (!what) throw usageError(`workspace "${word}": start, stop or list expected`);
    if (what !== 'list' && name === undefined) throw usageError(`workspace ${what}: which one?`);
    const project = resolve(context.cwd, args.text('cwd') ?? '');
    const request = { what, project, env: environment(context.env), ...(name === undefined ? {} : { name }) };
    const { lines } = await withHub(context, (hub) => hub.call('workspace.run', request), {
      start: what === 'start',
    });
    if (context.json) context.print(json(lines));
    else if (lines.length > 0) context.print(lines.join('\n'));
    return undefined;
  },
};
