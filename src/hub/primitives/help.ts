// The pages of `:help`, for files that ask for them. The reference is read with the first one, and kept.
import { join } from 'node:path';
import { refuse } from '../../protocol/rpc.ts';
import { loadApi } from '../../reference/api-data.ts';
import { createHelp, type Help, type HelpPage } from '../../reference/help.ts';
import { maybeText, number, type Params } from '../params.ts';

let made: Help | undefined;

function help(): Help {
  const root = join(import.meta.dirname.replace(/\/chunks$/, ''), '..');
  made ??= createHelp(root, loadApi(root));
  return made;
}

const COLUMNS = 80;

/** The page of a name, or what a search finds. Refuses with the nearest name where there is none. */
export function helpPage(params: Params): HelpPage {
  const name = maybeText(params, 'name');
  const columns = Math.max(20, number(params, 'columns') ?? COLUMNS);
  const page = help().page(name, columns);
  if (page) return page;
  const near = help().nearest(name ?? '');
  throw refuse(
    'not_found',
    `there is no help on "${name}"${near === undefined ? '' : ` (did you mean ${near}?)`}`,
  );
}

/** Every name that has a page. */
export function helpNames(): readonly string[] {
  return help().names();
}
