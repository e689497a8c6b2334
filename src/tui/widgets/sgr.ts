// Styles as SGR sequences around a text. Ink's own <Text> asks chalk, which writes nothing at all without
// colour; here inverse, bold and the rest stay, and dropping colours is left to whoever writes to the terminal.
import type { Style } from '../../core/tree.ts';
import { textProps } from './color.ts';

export type Transform = (text: string) => string;

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
const cache = new Map<string, Transform>();
/** Styles come from themes, so there are few; a script that makes up colours must not fill the memory. */
const MAX_CACHED = 1000;

/** Wraps a text in the style's sequences. Equal styles give the same function; no style gives undefined. */
export function transformOf(style: Style | undefined): Transform | undefined {
  const props = textProps(style);
  const key = Object.entries(props).join(' ');
  if (key === '') return undefined;
  let transform = cache.get(key);
  if (!transform) {
    const [open, close] = sequences(props);
    transform = (text) => (text === '' ? text : open + text + close);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(key, transform);
  }
  return transform;
}

/** One sequence per attribute, each with its own end: wrap-ansi carries only such over a line break. */
function sequences(props: ReturnType<typeof textProps>): readonly [string, string] {
  const pairs: [string, number][] = [];
  if (props.backgroundColor) pairs.push([colorCode(props.backgroundColor, 10), 49]);
  if (props.color) pairs.push([colorCode(props.color, 0), 39]);
  if (props.bold) pairs.push(['1', 22]);
  if (props.dimColor) pairs.push(['2', 22]);
  if (props.italic) pairs.push(['3', 23]);
  if (props.underline) pairs.push(['4', 24]);
  if (props.inverse) pairs.push(['7', 27]);
  if (props.strikethrough) pairs.push(['9', 29]);
  const open = pairs.map(([code]) => `\u001b[${code}m`).join('');
  const close = pairs
    .map(([, code]) => `\u001b[${code}m`)
    .reverse()
    .join('');
  return [open, close];
}

/** Parameters for one of the colours that `inkColor` gives; `shift` is 10 for backgrounds. */
function colorCode(color: string, shift: number): string {
  const index = /^ansi256\((\d+)\)$/.exec(color)?.[1];
  if (index !== undefined) return `${38 + shift};5;${index}`;
  if (color.startsWith('#')) return `${38 + shift};2;${channels(color).join(';')}`;
  const bright = color.endsWith('Bright');
  return String(names.indexOf(bright ? color.slice(0, -6) : color) + (bright ? 90 : 30) + shift);
}

function channels(hex: string): readonly number[] {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
  return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16));
}
