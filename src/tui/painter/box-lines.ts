// Borders and backgrounds of Ink's boxes as lines of cells.
import cliBoxes, { type BoxStyle } from 'cli-boxes';
import type { DOMElement } from 'ink';
import { type Line, lineCells } from './ansi-cells.ts';
import { inkColorSgr } from './ink-color.ts';

type Style = DOMElement['style'];

/** A row of blanks in a background colour as Ink names it. */
export function backgroundLine(color: string, width: number): Line {
  return lineCells(`${inkColorSgr(color, true)}${' '.repeat(width)}`);
}

export interface BorderLines {
  /** The top row from `from` up to `to`; null where that side is off. */
  readonly top: Line | null;
  readonly bottom: Line | null;
  readonly left: Line | null;
  readonly right: Line | null;
}

/**
 * The border of a box `width` cells wide, at least 1, of which the columns `from` up to `to` are to be seen;
 * null where it has none.
 */
export function borderLines(style: Style, width: number, from: number, to: number): BorderLines | null {
  if (!style.borderStyle) return null;
  const box: BoxStyle =
    typeof style.borderStyle === 'string' ? cliBoxes[style.borderStyle] : style.borderStyle;
  const has = (side: 'Top' | 'Bottom' | 'Left' | 'Right'): boolean => style[`border${side}`] !== false;
  const look = (side: 'Top' | 'Bottom' | 'Left' | 'Right'): string => {
    const color = style[`border${side}Color`] ?? style.borderColor;
    const dim = style[`border${side}DimColor`] ?? style.borderDimColor;
    return `${color ? inkColorSgr(color, false) : ''}${dim ? '\x1b[2m' : ''}`;
  };
  const row = (side: 'Top' | 'Bottom', left: string, middle: string, right: string): Line => {
    const start = has('Left') && from === 0 ? left : '';
    // A box one cell wide shows its left corner alone.
    const end = has('Right') && to === width && to > from + start.length ? right : '';
    const inner = Math.max(0, to - from - start.length - end.length);
    return lineCells(`${look(side)}${start}${middle.repeat(inner)}${end}`);
  };
  return {
    top: has('Top') ? row('Top', box.topLeft, box.top, box.topRight) : null,
    bottom: has('Bottom') ? row('Bottom', box.bottomLeft, box.bottom, box.bottomRight) : null,
    left: has('Left') ? lineCells(`${look('Left')}${box.left}`) : null,
    right: has('Right') ? lineCells(`${look('Right')}${box.right}`) : null,
  };
}
