// plugin list, and the rows of it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorHeadline } from '../../core/lua-error.ts';
import { readHeader } from '../../hub/plugins/header.ts';
import { listPlugins, type PluginRow } from '../../hub/plugins/rows.ts';
import { CommandError, EXIT } from '../failure.ts';
import { askIfRunning } from '../hub-link.ts';
import { registeredText } from '../lua.ts';
import { columns, json } from '../text.ts';
import type { Context, Verb } from '../verb.ts';
import { examplesFolder } from './stage.ts';

/** The plugins of the home, with what a hub that runs made of them. */
export async function pluginRows(context: Context): Promise<PluginRow[]> {
  const listed = await askIfRunning(context, 'lua.list', {});
  return listPlugins(context.home, listed?.units ?? null);
}

/** The plugin of that name. Rejects with CommandError where there is none. */
export async function pluginNamed(name: string, context: Context): Promise<PluginRow> {
  const rows = await pluginRows(context);
  const found = rows.find((row) => row.name === name);
  if (found) return found;
  const names = rows.map((row) => row.name).join(', ');
  throw new CommandError(
    EXIT.failed,
    'not_found',
    `there is no plugin "${name}"${names === '' ? '' : ` (there are ${names})`}`,
  );
}

/** `plugin list` */
export const list: Verb = {
  usage: 'plugin list [--examples] [--json]',
  summary:
    'Lists the plugins of the home: version, state, where each is from, and what it registered or why not.',
  examples: [
    'botster-tui plugin list',
    "botster-tui plugin list --json | jq -r '.[].name'",
    'botster-tui plugin list --examples',
  ],
  flags: { examples: { type: 'boolean', help: 'list those that come with the program instead' } },
  async run(args, context) {
    if (args.flag('examples')) {
      const examples = listExamples(context.entries);
      context.print(
        context.json
          ? json(examples)
          : columns([['NAME', 'WHAT'], ...examples.map(({ name, desc }) => [name, desc])]),
      );
      return undefined;
    }
    const rows = await pluginRows(context);
    if (context.json) context.print(json(rows));
    else if (rows.length > 0) context.print(table(rows));
    else context.note('there are no plugins (botster-tui plugin add, or plugin list --examples)');
    if (!context.json) for (const { error } of rows) if (error?.hint) context.note(error.hint);
    return undefined;
  },
};

/** The plugins that come with the program. */
export function listExamples(entries: string): { readonly name: string; readonly desc: string }[] {
  const folder = examplesFolder(entries);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const { desc } = readHeader(readFileSync(join(folder, name, 'init.lua'), 'utf8'));
      return { name, desc: desc ?? '' };
    });
}

function table(rows: readonly PluginRow[]): string {
  return columns([
    ['NAME', 'VERSION', 'STATE', 'COMMIT', 'FROM', ''],
    ...rows.map((row) => [
      row.name,
      row.version ?? '',
      row.linked ? `${row.state}, linked` : row.state,
      row.commit?.slice(0, 7) ?? '',
      `${row.source ?? ''}${row.subdir === null ? '' : `:${row.subdir}`}`,
      remarkOf(row),
    ]),
  ]);
}

function remarkOf({ error, registered, state }: PluginRow): string {
  if (error) return state === 'blocked' && error.line === 1 ? error.message : errorHeadline(error);
  if (state === 'gone') return 'its folder is not there (plugin revert, update or remove)';
  return registeredText(registered);
}
