// Select Graphic Rendition: the shortest sequence from one cell's looks to another's, in the colours the
// outer terminal has.
import {
  BLINK,
  BOLD,
  COLOR_MASK,
  DIM,
  INVERSE,
  INVISIBLE,
  ITALIC,
  MODE_16,
  MODE_256,
  MODE_MASK,
  MODE_RGB,
  OVERLINE,
  STRIKETHROUGH,
  UNDERLINE,
  UNDERLINE_STYLE_SHIFT,
} from '../../core/cell.ts';
import { basicOf, legibleOn, nearest16, nearest256 } from './palette.ts';

export type ColorDepth = 'none' | '16' | '256' | 'truecolor';

/** How cells look: the last three words of a cell. */
export interface Looks {
  fg: number;
  bg: number;
  underline: number;
}

const FG_FLAGS = ~COLOR_MASK;
const BG_FLAGS = ITALIC | DIM | OVERLINE;

const fgSgr: readonly (readonly [number, string])[] = [
  [BOLD, '1'],
  [BLINK, '5'],
  [INVERSE, '7'],
  [INVISIBLE, '8'],
  [STRIKETHROUGH, '9'],
];
const bgSgr: readonly (readonly [number, string])[] = [
  [DIM, '2'],
  [ITALIC, '3'],
  [OVERLINE, '53'],
];

/** The sequence that turns `from` into `to`; '' where they look the same. */
export function sgr(from: Looks, to: Looks, depth: ColorDepth): string {
  return depth === '16' ? change(in16(from), in16(to), depth) : change(from, to, depth);
}

/** The same looks in basic colours. Text and ground that come out alike, and were not, are told apart. */
function in16({ fg, bg, underline }: Looks): Looks {
  const [text, ground] = [basicWord(fg), basicWord(bg)];
  const isLost = (text & COLOR_MASK) === (ground & COLOR_MASK) && (fg & COLOR_MASK) !== (bg & COLOR_MASK);
  const seen = isLost ? (text & FG_FLAGS) | MODE_16 | legibleOn(ground & 255) : text;
  return { fg: seen, bg: ground, underline };
}

/** A word with its colour, where it has one, as one of the basic 16. */
function basicWord(word: number): number {
  const mode = word & MODE_MASK;
  if (mode === 0) return word;
  const index = mode === MODE_RGB ? basicOf(word & 0xffffff) : nearest16(word & 255);
  return (word & FG_FLAGS) | MODE_16 | index;
}

function change(from: Looks, to: Looks, depth: ColorDepth): string {
  const removed = (from.fg & ~to.fg & FG_FLAGS) !== 0 || (from.bg & ~to.bg & BG_FLAGS) !== 0;
  const base = removed ? { fg: 0, bg: 0, underline: 0 } : from;
  const codes: string[] = removed ? ['0'] : [];
  for (const [flag, code] of fgSgr) if (to.fg & ~base.fg & flag) codes.push(code);
  for (const [flag, code] of bgSgr) if (to.bg & ~base.bg & flag) codes.push(code);
  underline(base, to, depth, codes);
  if ((base.fg & COLOR_MASK) !== (to.fg & COLOR_MASK)) color(to.fg, 30, depth, codes);
  if ((base.bg & COLOR_MASK) !== (to.bg & COLOR_MASK)) color(to.bg, 40, depth, codes);
  if (codes.length === 0) return '';
  return codes.length === 1 && codes[0] === '0' ? '\x1b[m' : `\x1b[${codes.join(';')}m`;
}

function underline(from: Looks, to: Looks, depth: ColorDepth, codes: string[]): void {
  if (!(to.fg & UNDERLINE)) return;
  const style = (to.underline >>> UNDERLINE_STYLE_SHIFT) & 7;
  const had = from.fg & UNDERLINE ? (from.underline >>> UNDERLINE_STYLE_SHIFT) & 7 : -1;
  if (style !== had) codes.push(style > 1 ? `4:${style}` : '4');
  if ((from.underline & COLOR_MASK) === (to.underline & COLOR_MASK) || depth === 'none' || depth === '16')
    return;
  const mode = to.underline & MODE_MASK;
  if (mode === 0) codes.push('59');
  else if (mode === MODE_RGB && depth === 'truecolor') codes.push(`58:2::${rgb(to.underline, ':')}`);
  else if (mode === MODE_RGB) codes.push(`58:5:${nearest256(to.underline & 0xffffff)}`);
  else codes.push(`58:5:${to.underline & 255}`);
}

/** `base` is 30 for the foreground, 40 for the background. */
function color(word: number, base: number, depth: ColorDepth, codes: string[]): void {
  const mode = word & MODE_MASK;
  if (depth === 'none') return;
  if (mode === 0) codes.push(String(base + 9));
  else if (mode === MODE_RGB && depth === 'truecolor') codes.push(`${base + 8};2;${rgb(word, ';')}`);
  else if (mode === MODE_RGB) codes.push(`${base + 8};5;${nearest256(word & 0xffffff)}`);
  else if (mode === MODE_256) codes.push(`${base + 8};5;${word & 255}`);
  else codes.push(basic(word & 255, base));
}

/** The code of basic colour `index`, 0 to 15. */
function basic(index: number, base: number): string {
  return String(index < 8 ? base + index : base + 52 + index);
}

function rgb(word: number, separator: string): string {
  return [(word >> 16) & 255, (word >> 8) & 255, word & 255].join(separator);
}
