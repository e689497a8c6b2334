// read: what an agent shows, a row a line.
import { usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'read ID [--lines N] [--scrollback] [--ansi|--json]',
  summary: "Prints an agent's visible screen: all rows, trailing blanks trimmed.",
  examples: ['botster-tui read fix-login', 'botster-tui read fix-login --scrollback --lines 200'],
  words: ['ID'],
  flags: {
    lines: { type: 'number', value: 'N', help: 'only the last N lines of what is asked' },
    scrollback: { type: 'boolean', help: 'the history before the screen too' },
    ansi: { type: 'boolean', help: 'with colours, as escape sequences' },
  },
  async run(args, context) {
    const lines = args.number('lines');
    if (lines !== undefined && !Number.isInteger(lines))
      throw usageError(`--lines: "${lines}" is not a whole number`);
    if (args.flag('ansi') && context.json) throw usageError('--ansi and --json exclude each other');
    const read = await withHub(context, (hub) =>
      hub.call('agent.read', {
        id: args.words[0]!,
        scrollback: args.flag('scrollback'),
        ansi: args.flag('ansi'),
        ...(lines === undefined ? {} : { lines }),
      }),
    );
    context.print(context.json ? json(read) : read.lines.map((line) => line.trimEnd()).join('\n'));
    return undefined;
  },
};
