// host and hub: this process becomes one, in the foreground. They read --home and --safe themselves.
import type { Verb } from './verb.ts';

export const host: Verb = {
  usage: 'host [--home DIR]',
  summary: 'Runs the host in the foreground. The program starts it by itself.',
  examples: ['botster-tui host --home /tmp/try'],
  async run() {
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
