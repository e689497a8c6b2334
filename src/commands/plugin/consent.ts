// A person's yes, and what a running hub makes of it.
import { createInterface } from 'node:readline/promises';
import { errorHeadline } from '../../core/lua-error.ts';
import type { PluginRow } from '../../hub/plugins/rows.ts';
import { CommandError, EXIT, usageError } from '../failure.ts';
import { askIfRunning } from '../hub-link.ts';
import { registeredText } from '../lua.ts';
import type { Arguments, Context } from '../verb.ts';
import { pluginRows } from './rows.ts';

/** Asks on the terminal unless `--yes` is given. Rejects where the answer is no, or nobody can be asked. */
export async function consent(question: string, args: Arguments): Promise<void> {
  if (args.flag('yes')) return;
  if (!process.stdin.isTTY) throw usageError('a terminal to ask at, or --yes, expected; nothing was changed');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(`${question} [y/N] `);
  lines.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new CommandError(EXIT.failed, 'refused', 'nothing was changed');
}

/** A hub that builds all anew may take as long. */
const RELOAD_MS = 15_000;

/** Tells a hub that runs, and returns what has become of the plugin; undefined for one that is gone. */
export async function applied(name: string, context: Context): Promise<PluginRow | undefined> {
  await askIfRunning(context, 'reload', {}, RELOAD_MS);
  return (await pluginRows(context)).find((row) => row.name === name);
}

/** How that is said: `live: 1 hook, 1 slot`. */
export function outcome(row: PluginRow | undefined): string {
  if (!row) return 'gone';
  const { state, error, registered } = row;
  if (error !== undefined) return `not loaded: ${errorHeadline(error)}`;
  const counts = registeredText(registered);
  if (state === 'live') return counts === '' ? 'live' : `live: ${counts}`;
  return state === 'installed' ? 'loaded with the next start' : state;
}
