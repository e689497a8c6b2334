// Colours and styles of the tree in the words Ink takes. Invariant: nothing but a colour Ink knows comes
// out, since Ink's painter looks unknown names up as chalk methods and throws.
import type { Style } from '../../core/tree.ts';

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** Ink's name of a colour: `brightRed`, `"bright_red"`, 0..255, `#rgb`, `#rrggbb`; undefined for the default or a stranger. */
export function inkColor(color: unknown): string | undefined {
  if (typeof color === 'number') return indexed(color);
  if (typeof color !== 'string') return undefined;
  if (/^#(?:[\da-f]{3}|[\da-f]{6})$/i.test(color)) return color;
  if (/^\d{1,3}$/.test(color)) return indexed(Number(color));
  const name = color.toLowerCase().replace(/[-_ ]/g, '');
  if (name === 'gray' || name === 'grey' || name === 'brightblack') return 'blackBright';
  if (names.includes(name)) return name;
  const bright = /^(?:bright|light)(\w+)$|^(\w+)bright$/.exec(name);
  const plain = bright?.[1] ?? bright?.[2];
  return plain && names.includes(plain) ? `${plain}Bright` : undefined;
}

function indexed(color: number): string | undefined {
  return Number.isInteger(color) && color >= 0 && color <= 255 ? `ansi256(${color})` : undefined;
}

/** What `<Text>` takes for a style. */
export interface TextProps {
  color?: string;
  backgroundColor?: string;
  bold?: boolean;
  dimColor?: boolean;
  italic?: boolean;
  underline?: boolean;
  inverse?: boolean;
  strikethrough?: boolean;
}

/** Props of `<Text>` for a style; empty for the terminal's own. */
export function textProps(style: Style | undefined): TextProps {
  const props: TextProps = {};
  if (!style || typeof style !== 'object') return props;
  const color = inkColor(style.fg);
  const backgroundColor = inkColor(style.bg);
  if (color) props.color = color;
  if (backgroundColor) props.backgroundColor = backgroundColor;
  if (style.bold === true) props.bold = true;
  if (style.dim === true) props.dimColor = true;
  if (style.italic === true) props.italic = true;
  if (style.underline === true) props.underline = true;
  if (style.inverse === true) props.inverse = true;
  if (style.strikethrough === true) props.strikethrough = true;
  return props;
}

/** `over` on top of `under`: what `over` leaves open shows through. */
export function mergeStyles(under: Style | undefined, over: Style | undefined): Style | undefined {
  if (!under || !over) return over ?? under;
  return { ...under, ...over };
}
