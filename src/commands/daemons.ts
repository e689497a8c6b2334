// host and hub: this process becomes one, in the foreground. They read --home and --safe themselves.
import { handOff } from './handoff.ts';
import type { Verb } from './verb.ts';

export const host: Verb = {
  usage: 'host [--home DIR] [--handoff]',
  summary:
    'Runs the host in the foreground. The program starts it by itself. With --handoff the host that runs is replaced by this version; agents go on.',
  examples: ['botster-tui host --home /tmp/try', 'botster-tui host --handoff'],
  flags: { handoff: { type: 'boolean', help: 'replace the running host; agents go on' } },
  async run(args, context) {
    if (args.flag('handoff')) return handOff(context);
    return become(() => import('../host/main.ts'));
  },
};

export const hub: Verb = {
  usage: 'hub [--home DIR] [--safe]',
  summary: 'Runs the hub in the foreground. The program starts it by itself.',
  examples: ['botster-tui hub --home /tmp/try'],
  async run() {
    return become(async () => {
      try {
        await import('../hub/main.ts');
      } catch (cause) {
        throw new Error(`the hub cannot be loaded: ${(cause as Error).message}`, { cause });
      }
    });
  },
};

/** Loads a daemon's entry, which starts it and ends this process itself. */
async function become(load: () => Promise<unknown>): Promise<never> {
  await load();
  return new Promise(() => {});
}
