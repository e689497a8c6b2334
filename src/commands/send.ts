// send: types text into an agent; with --wait until it has dealt with it.
import { CommandError, EXIT, timedOut, usageError } from './failure.ts';
import { type HubLink, withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

/** So long an agent may take until it is seen to work; then it is taken to have finished already. */
const BEGINS_WITHIN_S = 5;

export const verb: Verb = {
  usage: 'send ID TEXT [--enter] [--wait [--timeout S]]',
  summary:
    'Types TEXT into an agent. Put text that begins with - after --. With --wait it ends when the agent rests or asks, and prints which, or the question.',
  examples: [
    'botster-tui send fix-login "run the tests" --enter',
    'botster-tui send fix-login "run the tests" --wait --timeout 600',
    'botster-tui send fix-login -- --not-a-flag',
  ],
  words: ['ID', 'TEXT'],
  flags: {
    enter: { type: 'boolean', help: 'press Enter after it' },
    wait: { type: 'boolean', help: 'press Enter, and wait until it rests or asks' },
    timeout: { type: 'number', value: 'S', help: 'with --wait: give up after S seconds, with exit code 4' },
  },
  async run(args, context) {
    const [id, text] = args.words as [string, string];
    const waits = args.flag('wait');
    const timeout = args.number('timeout');
    if (timeout !== undefined && !waits) throw usageError('--timeout goes with --wait');
    await withHub(context, async (hub) => {
      const receipt = await hub.call('agent.send', { id, text, enter: waits || args.flag('enter') });
      // Only what one agent types into another is held back.
      if (receipt && !receipt.delivered && !receipt.queued) {
        throw new CommandError(EXIT.failed, 'not_delivered', receipt.reason ?? 'it was not typed');
      }
      if (receipt?.queued) context.note(`it waits, and is typed later: ${receipt.reason}`);
      const seen = waits ? await answerTo(hub, id, timeout) : undefined;
      if (context.json) context.print(json({ ok: true, ...receipt, ...(seen && { seen }) }));
      else if (seen) context.print(seen);
    });
    return undefined;
  },
};

/** What an agent came to after a prompt: `done`, `idle`, `exited`, or its question. Throws where it takes too long. */
async function answerTo(hub: HubLink, id: string, timeout: number | undefined): Promise<string> {
  const until = (state: string, seconds: number | undefined) =>
    hub.call(
      'agent.wait',
      { id, until: state, ...(seconds === undefined ? {} : { timeout: seconds }) },
      null,
    );
  await until('working', Math.min(BEGINS_WITHIN_S, timeout ?? BEGINS_WITHIN_S));
  const seen = await Promise.race([until('idle', timeout), until('blocked', timeout)]);
  if (!seen.met) throw timedOut(`${id} has neither come to rest nor asked within ${timeout} s`);
  return seen.text ?? 'done';
}
