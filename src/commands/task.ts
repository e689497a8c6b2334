// task: prompts that wait for the next agent that is free.
import { resolve } from 'node:path';
import { usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

const whats = ['add', 'list', 'remove', 'move'] as const;

export const verb: Verb = {
  usage: 'task (add TEXT | list | remove ID | move ID PLACE) [--workspace W | --agent ID] [--cwd D]',
  summary:
    'Keeps prompts for the next agent that is free: of a workspace, one agent, or else the project. Prints lines.',
  examples: [
    'botster-tui task add "Fix the header on small screens" --workspace site',
    'botster-tui task add "Write tests for src/cart.ts" --agent fix-login',
    'botster-tui task list',
    'botster-tui task move 3 1',
  ],
  flags: {
    workspace: { type: 'string', value: 'W', help: 'for the agents of a workspace' },
    agent: { type: 'string', value: 'ID', help: 'for one agent' },
    cwd: { type: 'string', value: 'D', help: 'for the agents of a project (default: this directory)' },
  },
  words: ['add|list|remove|move', 'text or id?', 'place?'],
  async run(args, context) {
    const [word, second, third] = args.words;
    const what = whats.find((one) => one === word);
    if (!what) throw usageError(`task "${word}": add, list, remove or move expected`);
    if (what !== 'list' && second === undefined)
      throw usageError(what === 'add' ? 'task add: which text?' : `task ${what}: which one? (task list)`);
    const to = Number(third);
    if (what === 'move' && !(Number.isInteger(to) && to > 0))
      throw usageError(`task move: a place from 1 expected, got ${third ?? 'nothing'}`);
    const [workspace, agent] = [args.text('workspace'), args.text('agent')];
    if (workspace !== undefined && agent !== undefined)
      throw usageError('task: --workspace or --agent, not both');
    const request = {
      what,
      project: resolve(context.cwd, args.text('cwd') ?? ''),
      ...(what === 'add' ? { text: second! } : {}),
      ...(what === 'remove' || what === 'move' ? { id: second! } : {}),
      ...(what === 'move' ? { to } : {}),
      ...(workspace === undefined ? {} : { workspace }),
      ...(agent === undefined ? {} : { agent }),
    };
    const { lines } = await withHub(context, (hub) => hub.call('task.run', request));
    if (context.json) context.print(json(lines));
    else if (lines.length > 0) context.print(lines.join('\n'));
    return undefined;
  },
};
