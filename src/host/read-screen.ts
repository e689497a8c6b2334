// A screen as lines of text, plain or with SGR sequences, for reading programs.
import {
  BLINK,
  BOLD,
  CODE_POINT,
  COMBINED,
  DIM,
  INVERSE,
  INVISIBLE,
  ITALIC,
  MODE_16,
  MODE_256,
  MODE_MASK,
  OVERLINE,
  STRIKETHROUGH,
  UNDERLINE,
  WORDS,
} from '../core/cell.ts';
import { packRow } from './rows.ts';
import type { Screen } from './screen.ts';

/** Rows from `scrollback` lines above the live screen to its end, trailing blanks trimmed. */
export function readLines(
  screen: Screen,
  options: { readonly all: boolean; readonly ansi: boolean },
): string[] {
  const { columns, rows } = screen.size();
  const above = options.all ? screen.history() : 0;
  const cells = new Uint32Array(columns * WORDS);
  const lines: string[] = [];
  for (let y = 0; y < above + rows; y++) {
    const clusters = new Map<number, string>();
    packRow(screen.line(above, y), columns, cells, 0, (x, text) => clusters.set(x, text));
    lines.push(options.ansi ? ansiLine(cells, columns, clusters) : plainLine(cells, columns, clusters));
  }
  return lines;
}

/** The last rows (or whatever they are) whose JSON takes `maxBytes` at most. */
export function fitting<T>(lines: readonly T[], maxBytes: number): T[] {
  let from = lines.length;
  for (let bytes = 0; from > 0; from--) {
    bytes += Buffer.byteLength(JSON.stringify(lines[from - 1])) + 1;
    if (bytes > maxBytes) break;
  }
  return lines.slice(from);
}

function textAt(cells: Uint32Array, x: number, clusters: ReadonlyMap<number, string>): string {
  const content = cells[x * WORDS]!;
  if (content & COMBINED) return clusters.get(x) ?? ' ';
  return content === 0 ? '' : String.fromCodePoint(content & CODE_POINT);
}

function plainLine(cells: Uint32Array, columns: number, clusters: ReadonlyMap<number, string>): string {
  let text = '';
  for (let x = 0; x < columns; x++) text += textAt(cells, x, clusters);
  return text.trimEnd();
}

function ansiLine(cells: Uint32Array, columns: number, clusters: ReadonlyMap<number, string>): string {
  let end = columns;
  while (end > 0 && isPlainBlank(cells, end - 1)) end--;
  let line = '';
  let now = '';
  for (let x = 0; x < end; x++) {
    const sgr = sgrOf(cells[x * WORDS + 1]!, cells[x * WORDS + 2]!);
    if (sgr !== now) line += `\x1b[0${sgr}m`;
    now = sgr;
    line += textAt(cells, x, clusters);
  }
  return now === '' ? line : `${line}\x1b[0m`;
}

function isPlainBlank(cells: Uint32Array, x: number): boolean {
  const i = x * WORDS;
  return (cells[i]! & CODE_POINT) === 32 && cells[i + 1] === 0 && cells[i + 2] === 0;
}

function sgrOf(fg: number, bg: number): string {
  let sgr = '';
  if (fg & BOLD) sgr += ';1';
  if (bg & DIM) sgr += ';2';
  if (bg & ITALIC) sgr += ';3';
  if (fg & UNDERLINE) sgr += ';4';
  if (fg & BLINK) sgr += ';5';
  if (fg & INVERSE) sgr += ';7';
  if (fg & INVISIBLE) sgr += ';8';
  if (fg & STRIKETHROUGH) sgr += ';9';
  if (bg & OVERLINE) sgr += ';53';
  return sgr + color(fg, 30) + color(bg, 40);
}

function color(word: number, base: number): string {
  const index = word & 0xff;
  switch (word & MODE_MASK) {
    case 0:
      return '';
    case MODE_16:
      return `;${index < 8 ? base + index : base + 52 + index}`;
    case MODE_256:
      return `;${base + 8};5;${index}`;
    default:
      return `;${base + 8};2;${(word >> 16) & 255};${(word >> 8) & 255};${index}`;
  }
}
