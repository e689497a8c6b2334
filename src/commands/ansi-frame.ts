// A frame as text with SGR escape sequences: what `frame --ansi` prints.
import stringWidth from 'string-width';
import type { Frame } from '../core/frame.ts';
import type { Color, Style } from '../core/tree.ts';

const RESET = '\u001b[0m';
const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** One line a row, each ending in default colours. */
export function ansiFrame(frame: Pick<Frame, 'lines' | 'spans'>): string {
  return frame.lines.map((line, y) => ansiLine(line, frame.spans[y] ?? [])).join('\n');
}

function ansiLine(line: string, spans: Frame['spans'][number]): string {
  const width = spans.reduce((end, span) => Math.max(end, span.x + span.width), 0);
  const cells = cellsOf(line, width);
  let text = '';
  let x = 0;
  for (const span of spans) {
    text += cells.slice(x, span.x).join('');
    const sgr = sgrOf(span.style);
    const part = cells.slice(span.x, span.x + span.width).join('');
    text += sgr === '' ? part : `\u001b[${sgr}m${part}${RESET}`;
    x = span.x + span.width;
  }
  return (text + cells.slice(x).join('')).replace(/ +$/, '');
}

/** One entry a column, '' for the right half of a wide character; filled with blanks to `width`. */
export function cellsOf(line: string, width: number): string[] {
  const cells: string[] = [];
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    cells.push(segment);
    for (let i = 1; i < stringWidth(segment); i++) cells.push('');
  }
  while (cells.length < width) cells.push(' ');
  return cells;
}

function sgrOf(style: Style): string {
  const flags: readonly (readonly [boolean | undefined, string])[] = [
    [style.bold, '1'],
    [style.dim, '2'],
    [style.italic, '3'],
    [style.underline, '4'],
    [style.inverse, '7'],
    [style.strikethrough, '9'],
  ];
  const set = flags.filter(([on]) => on).map(([, code]) => code);
  return [...set, ...colorCodes(style.fg, 30), ...colorCodes(style.bg, 40)].join(';');
}

/** SGR parameters of a colour; `base` is 30 for the text, 40 for what is behind it. */
function colorCodes(color: Color | undefined, base: number): string[] {
  if (color === undefined || color === 'default') return [];
  const rgb = typeof color === 'string' ? /^#(..)(..)(..)$/.exec(color) : null;
  if (rgb)
    return [
      `${base + 8};2;${rgb
        .slice(1)
        .map((part) => Number.parseInt(part, 16))
        .join(';')}`,
    ];
  if (typeof color === 'number' || /^\d+$/.test(color)) return [`${base + 8};5;${color}`];
  if (color === 'gray' || color === 'grey') return [String(base + 60)];
  const bright = /^bright[-_ ]?/.test(color);
  const index = names.indexOf(color.replace(/^bright[-_ ]?/, ''));
  return index < 0 ? [] : [String(base + index + (bright ? 60 : 0))];
}
