// The pages of :help, made of the manifest and the guide: every name has one, and names lead from page to page.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { manifest } from '../src/lua/api/index.ts';
import { loadApi } from '../src/reference/api-data.ts';
import { createHelp, type HelpPage } from '../src/reference/help.ts';
import { rowsOf } from '../src/reference/markdown.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const help = createHelp(root, loadApi(root));

const textOf = ({ lines }: Pick<HelpPage, 'lines'>): string =>
  lines.map((row) => row.map((span) => (typeof span === 'string' ? span : span.text)).join('')).join('\n');
const linksOf = ({ lines }: HelpPage): string[] =>
  lines.flatMap((row) => row.flatMap((span) => (typeof span === 'object' && span.link ? [span.link] : [])));

test('every module, function, widget, event and table has a page', () => {
  const names = [
    ...manifest.modules.map(({ name }) => name),
    ...manifest.modules.flatMap(({ name, functions }) =>
      functions.map((one) => (name === 'App' ? `App:${one.name}` : `${name}.${one.name}`)),
    ),
    ...manifest.widgets.map(({ name }) => `ui.${name}`),
    ...manifest.events.map(({ name }) => name),
    ...manifest.classes.map(({ name }) => name),
  ];
  expect(names.filter((name) => !help.names().includes(name))).toEqual([]);
  for (const name of names) expect(help.page(name, 100)!.title.toLowerCase()).toBe(name.toLowerCase());
});

test('every link leads to a page, and every name of the index is one', () => {
  const links = new Set(help.names().flatMap((name) => linksOf(help.page(name, 80)!)));
  const isPage = (link: string) => help.page(link, 80)?.title.toLowerCase() === link.toLowerCase();
  expect([...links].filter((link) => !isPage(link))).toEqual([]);
  expect(links.size).toBeGreaterThan(100);
  const index = linksOf(help.page(undefined, 80)!);
  expect(index).toEqual(expect.arrayContaining(['layout', 'bindings', 'ui.list', 'agent:exited', 'Agent']));
});

test('a page has the call, what it is for, what is in it, and leads up', () => {
  const page = help.page('ui.list', 80)!;
  expect(textOf(page)).toMatch(/^ui\.list {2}widget of ui\n\n {2}ui\.list\(items: any\[\], props\?: table\)/);
  expect(textOf(page)).toContain('selected?: integer');
  expect(linksOf(page)).toContain('ui');
  expect(textOf(help.page('Agent', 80)!)).toContain('Agent:send(');
  expect(textOf(help.page('hooks', 80)!)).toContain('agent:before_kill');
});

test('words are searched for; what nobody is called has a nearest name', () => {
  expect(textOf(help.page('status bar', 80)!)).toContain('ui.status_bar(');
  expect(help.page('UI.LIST', 80)!.title).toBe('ui.list');
  expect(help.page('ui.lisst', 80)).toBeNull();
  expect(help.nearest('ui.lisst')).toBe('ui.list');
});

test('Markdown is broken between words, and code is not', () => {
  const text =
    '# Head\n\n- one two three four `five six`\n\n```lua\nlocal a_long_line = "that is kept"\n```\nlast';
  const linkOf = (word: string, isCode: boolean) => (isCode && word === 'five' ? word : undefined);
  const rows = rowsOf(text, { columns: 16, linkOf });
  expect(textOf({ lines: rows }).split('\n')).toEqual([
    'Head',
    '',
    '- one two three',
    '  four five six',
    '',
    '    local a_long_line = "that is kept"',
    'last',
  ]);
  expect(rows[3]).toContainEqual({ text: 'five', link: 'five' });
});
