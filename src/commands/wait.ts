// wait: until an agent does something, has exited, is quiet or shows a text.
import { timedOut, usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'wait ID --until STATE|exited|quiet[:SECONDS]|text:REGEX [--timeout S]',
  summary:
    'Waits for an agent and prints what was seen. STATE is working, blocked (prints the question), idle or done (rest after work). Quiet is no output for 2 seconds unless given.',
  examples: [
    'botster-tui wait fix-login --until blocked --timeout 600',
    'botster-tui wait fix-login --until quiet:5 --timeout 600',
    "botster-tui wait fix-login --until 'text:[0-9]+ passed'",
  ],
  words: ['ID'],
  flags: {
    until: {
      type: 'string',
      value: 'WHAT',
      help: 'working, blocked, done, idle, exited, quiet, quiet:SECONDS or text:REGEX',
    },
    timeout: { type: 'number', value: 'S', help: 'give up after S seconds, with exit code 4' },
  },
  async run(args, context) {
    const until = checkUntil(args.text('until'));
    const timeout = args.number('timeout');
    const id = args.words[0]!;
    const params = { id, until, ...(timeout === undefined ? {} : { timeout }) };
    const seen = await withHub(context, (hub) => hub.call('agent.wait', params, null));
    if (!seen.met) throw timedOut(`${id} was not seen ${until} within ${timeout} s`);
    if (context.json) context.print(json(seen));
    else context.print(seen.text ?? until);
    return undefined;
  },
};

/** `text` if it is a condition. Throws a usage error naming --until. */
export function checkUntil(text: string | undefined): string {
  if (text === undefined) throw usageError(`--until is missing: ${verb.usage}`);
  if (/^(exited|working|blocked|done|idle)$/.test(text) || /^quiet(:\d+(\.\d+)?)?$/.test(text)) return text;
  if (/^text:./s.test(text)) {
    try {
      new RegExp(text.slice('text:'.length));
      return text;
    } catch (error) {
      throw usageError(`--until: ${(error as Error).message}`);
    }
  }
  throw usageError(
    `--until: "${text}" is not working, blocked, done, idle, exited, quiet, quiet:SECONDS or text:REGEX`,
  );
}
