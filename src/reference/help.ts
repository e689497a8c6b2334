// The pages of `:help`: the guide's topics, a page for each name of the reference, what a search finds, and an index.
// Names lead from page to page.
import { nearest } from '../core/nearest.ts';
import type { Api } from './api-data.ts';
import { type Entry, entriesOf } from './entries.ts';
import { type Row, rowsOf } from './markdown.ts';
import { searchEntries } from './search.ts';
import { topicNames, topicPage } from './topics.ts';

export interface HelpPage {
  readonly title: string;
  readonly lines: readonly Row[];
}

export interface Help {
  /** Every name that has a page, as it is typed. */
  names(): readonly string[];
  /**
   * The page of a name, or what a search for it finds; without a name the index. Null where nothing is called or said to
   * be that; then `nearest` knows what was perhaps meant.
   */
  page(name: string | undefined, columns: number): HelpPage | null;
  nearest(name: string): string | undefined;
}

/** Kinds of names, as the page says them. */
const kinds: Readonly<Record<Entry['kind'], string>> = {
  module: 'module',
  function: 'function',
  field: 'field',
  widget: 'widget',
  prop: 'prop',
  type: 'table',
  method: 'method',
  event: 'event',
};

/** `root` is the package. */
export function createHelp(root: string, api: Api): Help {
  const entries = entriesOf(api);
  const topics = topicNames(api);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const bySmall = new Map(
    [...entries.map(({ name }) => name), ...topics].map((name) => [name.toLowerCase(), name]),
  );

  /** Words of prose are no names unless they are written as code, or could be nothing else. */
  const linkOf =
    (own: string) =>
    (word: string, isCode: boolean): string | undefined => {
      if (word === own) return undefined;
      const isName = byName.has(word) || topics.includes(word);
      const isPlain = /^[a-z]+$/.test(word);
      return isName && (isCode || !isPlain) ? word : undefined;
    };
  const entryRows = (entry: Entry, own: string, columns: number): Row[] => {
    const how = { columns, linkOf: linkOf(own) };
    const needs = entry.capability
      ? ` In improvements/ it needs the capability \`${entry.capability}\`.`
      : '';
    const about = rowsOf(`${entry.doc}${needs}`.trim(), { ...how, columns: columns - 4 });
    return [
      ...rowsOf(`  ${entry.signature}`, how).map((row) => row.map(bold)),
      ...(about.length > 0 ? about.map((row): Row => ['    ', ...row]) : []),
    ];
  };
  const childrenOf = (name: string): Entry[] =>
    entries.filter(
      (one) => one.name !== name && (one.name.startsWith(`${name}.`) || one.name.startsWith(`${name}:`)),
    );

  const entryPage = (entry: Entry, columns: number): HelpPage => {
    const { name } = entry;
    const parent = name.replace(/[.:][^.:]*$/, '');
    const up: Row =
      parent !== name && bySmall.has(parent.toLowerCase()) ? ['of ', { text: parent, link: parent }] : [];
    const children = childrenOf(name).flatMap((one) => entryRows(one, name, columns));
    return {
      title: name,
      lines: [
        [{ text: name, style: 'bold @title' }, { text: `  ${kinds[entry.kind]} `, style: '@muted' }, ...up],
        [''],
        ...entryRows(entry, name, columns),
        ...(children.length > 0 ? [[''] as Row, ...children] : []),
      ],
    };
  };
  const topic = (name: string, columns: number): HelpPage => ({
    title: name,
    lines: rowsOf(topicPage(name, root, api, [])!, { columns, linkOf: linkOf(name) }),
  });
  const found = (query: string, columns: number): HelpPage | null => {
    const { entries: hits } = searchEntries(entries, query);
    if (hits.length === 0) return null;
    const own = '';
    return {
      title: `help on ${query}`,
      lines: [
        [{ text: `What is called or said to be "${query}"`, style: '@muted' }],
        [''],
        ...hits.flatMap((hit) => entryRows(hit, own, columns)),
      ],
    };
  };
  const index = (columns: number): HelpPage => {
    const section = (title: string, names: readonly string[]): Row[] => [
      [{ text: title, style: 'bold @title' }],
      ...inColumns(names, columns),
      [''],
    ];
    const of = (kind: Entry['kind']): string[] =>
      entries.filter((entry) => entry.kind === kind).map(({ name }) => name);
    return {
      title: 'help',
      lines: [
        [
          'Type ',
          { text: ':help NAME', style: '@key' },
          ' for one of these, or some words to search for; tab and enter follow a name.',
        ],
        ['What every key does: ', { text: 'bindings', link: 'bindings' }],
        [''],
        ...section('Guide', topics),
        ...section('Widgets', of('widget')),
        ...section('Events', of('event')),
        ...section('Tables', of('type')),
      ],
    };
  };

  return {
    names: () => [
      ...new Set([...topics, ...entries.filter(({ kind }) => kind !== 'prop').map(({ name }) => name)]),
    ],
    page(name, columns) {
      if (name === undefined || name === '') return index(columns);
      const known = byName.has(name) || topics.includes(name) ? name : bySmall.get(name.toLowerCase());
      if (known !== undefined && topics.includes(known)) return topic(known, columns);
      const entry = known === undefined ? undefined : byName.get(known);
      return entry ? entryPage(entry, columns) : found(name, columns);
    },
    nearest: (name) =>
      nearest(name, [...topics, ...byName.keys()]) ?? searchEntries(entries, name).nearest[0],
  };
}

function bold(span: Row[number]): Row[number] {
  return typeof span === 'string' ? { text: span, style: 'bold' } : span;
}

/** Names as links, as many beside each other as there is room for. */
function inColumns(names: readonly string[], columns: number): Row[] {
  const width = Math.max(...names.map((name) => name.length)) + 2;
  const count = Math.max(1, Math.floor((columns - 2) / width));
  const rows: Row[] = [];
  for (let at = 0; at < names.length; at += count) {
    const row = names.slice(at, at + count);
    rows.push([
      '  ',
      ...row.flatMap((name) => [{ text: name, link: name }, ' '.repeat(width - name.length)]),
    ]);
  }
  return rows;
}
