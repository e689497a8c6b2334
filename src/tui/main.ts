// The user interface in one terminal: its entry, and what starts when there is nothing to show.
import { setFlagsFromString } from 'node:v8';
import type { HubClient } from '../protocol/hub-client.ts';
import { redirectConsole } from '../protocol/quiet-console.ts';
import { createApp } from './app.ts';
import type { Attached } from './hub-link.ts';

export interface AttachOptions {
  readonly home: string;
  readonly safe: boolean;
  /** Started as an agent and focused. */
  readonly command?: readonly string[];
}

/** Shows the agents in this terminal until the user leaves; resolves with the exit code. */
export function attach({ home, safe, command }: AttachOptions): Promise<number> {
  // A key now and then never makes code hot: have it compiled at once, if simply.
  setFlagsFromString('--always-sparkplug');
  // Little is young for long here: room for more of it would be 6 MB that nothing uses.
  setFlagsFromString('--semi-space-growth-factor=1');
  redirectConsole(() => {});
  let isFirst = true;
  return new Promise((resolve) => {
    createApp({
      home,
      safe,
      onLeave: resolve,
      async onAttached(attached, client) {
        if (!isFirst) return;
        isFirst = false;
        await startFirst(attached, client, command);
      },
    });
  });
}

/** With a command, that; with no agent at all, a shell. */
async function startFirst(
  { agents, state }: Attached,
  { peer }: HubClient,
  command: readonly string[] | undefined,
): Promise<void> {
  if (!command && agents.length > 0) return;
  const argv = [...(command ?? [process.env['SHELL'] || 'sh'])];
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  await peer.call('agent.new', { argv, cwd: process.cwd(), env, focus: true, view: state.id });
}
