// completion: what a shell runs at its start to complete our command lines; and `complete`, which it asks at each Tab.

import { suggestion } from '../core/nearest.ts';
import { complete as candidates } from './completion/candidates.ts';
import { scripts } from './completion/scripts.ts';
import { usageError } from './failure.ts';
import type { Verb } from './verb.ts';

export const completion: Verb = {
  usage: 'completion bash|zsh|fish',
  summary:
    'Prints what completes verbs, flags, agents, presets, layouts, Lua files and paths with Tab. Load it where the shell starts. Names of agents and presets come from the hub that runs; none is started.',
  examples: [
    'botster-tui completion fish | source',
    'eval "$(botster-tui completion bash)"',
    'eval "$(botster-tui completion zsh)"',
  ],
  words: ['SHELL'],
  async run(args, context) {
    const shell = args.words[0]!;
    if (!Object.hasOwn(scripts, shell)) {
      const known = Object.keys(scripts);
      throw usageError(
        `SHELL: "${shell}" is not ${known.slice(0, -1).join(', ')} or ${known.at(-1)}${suggestion(shell, known)}`,
      );
    }
    context.print(scripts[shell]!);
    return undefined;
  },
};

export const complete: Verb = {
  usage: 'complete -- [WORD…]',
  summary:
    'Prints what the last WORD of a command line can become: of which kind that is (words, files, directories, commands), then a word a line, a tab, and what it means. Starts nothing.',
  examples: ["botster-tui complete -- lua ''"],
  command: true,
  async run(args, context) {
    const { kind, words } = await candidates(args.command ?? [], context);
    context.print([kind, ...words.map(({ word, help }) => `${word}\t${help}`)].join('\n'));
    return undefined;
  },
};
