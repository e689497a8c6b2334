// Help: the live key table, by mode and group, with who set each key.
import type { ReactElement } from 'react';
import stringWidth from 'string-width';
import type { Binding, KeyTable } from '../../core/key-table.ts';
import { markWords } from './marked.ts';
import { Page, type PageLine } from './page.tsx';

export interface Help {
  readonly table: KeyTable;
  /** Only bindings whose keys, description, group or owner hold this. */
  readonly filter: string;
  readonly offset: number;
}

interface HelpPageProps extends Help {
  readonly columns: number;
  readonly rows: number;
}

export function HelpPage({ table, filter, offset, columns, rows }: HelpPageProps): ReactElement {
  // Who is used to pagers begins with a slash.
  const wanted = filter.replace(/^\/(?=.)/, '');
  const lines = helpLines(table, wanted);
  const title = wanted === '' ? 'keys' : `keys · /${wanted}`;
  return (
    <Page
      hit="help"
      title={title}
      lines={lines.length > 0 ? lines : [[{ text: 'no key matches', style: { dim: true } }]]}
      offset={offset}
      footer="↑↓ scroll · type to filter · esc close"
      columns={columns}
      rows={rows}
    />
  );
}

/** The lines of the help page: a heading for each mode and group, then its keys. */
export function helpLines(table: KeyTable, filter: string): readonly PageLine[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = table.bindings.filter(
    (binding) =>
      words.every((word) => searchText(binding).includes(word)) && !isSaidWithoutPrefix(table, binding),
  );
  const keysWidth = shown.reduce(
    (widest, binding) => Math.max(widest, stringWidth(binding.keys.join(' '))),
    0,
  );
  const lines: PageLine[] = [];
  for (const mode of modeNames(table, shown)) {
    const bindings = shown.filter((binding) => binding.mode === mode);
    if (lines.length > 0) lines.push([]);
    const desc = table.modes.find((info) => info.name === mode)?.desc ?? '';
    lines.push([
      { text: mode, style: { bold: true, underline: true } },
      { text: desc === '' ? '' : `  ${desc}`, style: { dim: true } },
    ]);
    for (const group of new Set(bindings.map((binding) => binding.group ?? ''))) {
      if (group !== '') lines.push([{ text: group, style: { bold: true } }]);
      for (const binding of bindings)
        if ((binding.group ?? '') === group) lines.push(bindingLine(binding, keysWidth, words));
    }
  }
  return lines;
}

/** The keys of a mode are there after the prefix too: that goes without saying. */
function isSaidWithoutPrefix({ prefix, bindings }: KeyTable, { mode, keys, desc }: Binding): boolean {
  if (keys.length < 2 || keys[0] !== prefix) return false;
  const rest = keys.slice(1).join(' ');
  return bindings.some((one) => one.mode === mode && one.desc === desc && one.keys.join(' ') === rest);
}

function modeNames(table: KeyTable, bindings: readonly Binding[]): readonly string[] {
  const used = new Set(bindings.map((binding) => binding.mode));
  const known = table.modes.map((mode) => mode.name).filter((name) => used.has(name));
  return [...new Set([...known, ...used])];
}

function bindingLine(binding: Binding, keysWidth: number, words: readonly string[]): PageLine {
  const keys = binding.keys.join(' ');
  const pad = ' '.repeat(Math.max(0, keysWidth - stringWidth(keys)));
  return [
    ...markWords(`  ${keys}${pad}  `, words, { fg: 'cyan' }),
    ...markWords(binding.desc, words),
    ...markWords(`  ${binding.owner}`, words, { dim: true }),
    ...(binding.conflict === undefined
      ? []
      : [{ text: `  ! ${binding.conflict} wants it too`, style: { fg: 'yellow' } }]),
  ];
}

function searchText({ keys, desc, group = '', owner, conflict = '', action = '', mode }: Binding): string {
  return [keys.join(' '), desc, group, owner, conflict, action, mode].join(' ').toLowerCase();
}
