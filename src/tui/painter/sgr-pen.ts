// The pen that SGR sequences set: how the cells written next look.
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
  MODE_RGB,
  OVERLINE,
  STRIKETHROUGH,
  UNDERLINE,
  UNDERLINE_STYLE_SHIFT,
} from '../../core/cell.ts';

/** Words 1 to 3 of the cells that are written (core/cell.ts). */
export interface Pen {
  fg: number;
  bg: number;
  underline: number;
}

const SINGLE = 1;
const DOUBLE = 2;
const LAST_STYLE = 5;

/** Bits set by a code: of the foreground word, then of the background word. */
const set: Readonly<Record<number, readonly [number, number]>> = {
  1: [BOLD, 0],
  2: [0, DIM],
  3: [0, ITALIC],
  5: [BLINK, 0],
  6: [BLINK, 0],
  7: [INVERSE, 0],
  8: [INVISIBLE, 0],
  9: [STRIKETHROUGH, 0],
  53: [0, OVERLINE],
};
const cleared: Readonly<Record<number, readonly [number, number]>> = {
  22: [BOLD, DIM],
  23: [0, ITALIC],
  25: [BLINK, 0],
  27: [INVERSE, 0],
  28: [INVISIBLE, 0],
  29: [STRIKETHROUGH, 0],
  55: [0, OVERLINE],
};

/** Applies the parameters of one SGR sequence: `1;38;2;255;0;0`, `4:3`, `58:2::1:2:3`; '' resets. */
export function applySgr(pen: Pen, parameters: string): void {
  const codes = parameters.split(';');
  for (let i = 0; i < codes.length; i++) {
    const parts = codes[i]!.split(':').map(Number);
    const code = parts[0]!;
    if (code === 38 || code === 48 || code === 58) {
      if (parts.length > 1) setColor(pen, code, colonColor(parts));
      else {
        const rest = codes.slice(i + 1, i + 5).map(Number);
        setColor(pen, code, listedColor(rest));
        i += rest[0] === 2 ? 4 : rest[0] === 5 ? 2 : 0;
      }
    } else applyCode(pen, code, parts[1]);
  }
  pen.fg >>>= 0;
  pen.bg >>>= 0;
}

function applyCode(pen: Pen, code: number, detail: number | undefined): void {
  if (code === 0) Object.assign(pen, { fg: 0, bg: 0, underline: 0 });
  else if (code === 4) setUnderline(pen, detail ?? SINGLE);
  else if (code === 21) setUnderline(pen, DOUBLE);
  else if (code === 24) setUnderline(pen, 0);
  else if (code === 59) setColor(pen, 58, 0);
  else if (set[code]) {
    pen.fg |= set[code][0];
    pen.bg |= set[code][1];
  } else if (cleared[code]) {
    pen.fg &= ~cleared[code][0];
    pen.bg &= ~cleared[code][1];
  } else applyBasicColor(pen, code);
}

function applyBasicColor(pen: Pen, code: number): void {
  const tens = Math.floor(code / 10);
  const target = tens === 3 || tens === 9 ? 38 : 48;
  const digit = code % 10;
  const isBright = tens === 9 || tens === 10;
  if (!isBright && tens !== 3 && tens !== 4) return;
  if (digit < 8) setColor(pen, target, MODE_16 | (isBright ? digit + 8 : digit));
  else if (digit === 9 && !isBright) setColor(pen, target, 0);
}

function setUnderline(pen: Pen, style: number): void {
  const isOn = style >= SINGLE && style <= LAST_STYLE;
  pen.fg = isOn ? pen.fg | UNDERLINE : pen.fg & ~UNDERLINE;
  pen.underline = (pen.underline & COLOR_MASK) | (isOn ? style << UNDERLINE_STYLE_SHIFT : 0);
}

function setColor(pen: Pen, code: number, color: number | null): void {
  if (color === null) return;
  if (code === 38) pen.fg = (pen.fg & ~COLOR_MASK) | color;
  else if (code === 48) pen.bg = (pen.bg & ~COLOR_MASK) | color;
  else pen.underline = (pen.underline & ~COLOR_MASK) | color;
}

/** `5;n` or `2;r;g;b`. Null for anything else. */
function listedColor([kind, ...values]: readonly number[]): number | null {
  if (kind === 5 && values.length > 0) return MODE_256 | byte(values[0]);
  if (kind === 2 && values.length >= 3) return rgb(values);
  return null;
}

/** `38:5:n`, `38:2:r:g:b` or, with the colour space that nobody fills in, `38:2::r:g:b`. */
function colonColor(parts: readonly number[]): number | null {
  return listedColor(parts[1] === 2 && parts.length > 5 ? [2, ...parts.slice(3)] : parts.slice(1));
}

function rgb([red, green, blue]: readonly number[]): number {
  return MODE_RGB | (byte(red) << 16) | (byte(green) << 8) | byte(blue);
}

function byte(value = 0): number {
  return value & 255;
}
