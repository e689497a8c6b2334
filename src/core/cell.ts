// One terminal cell is four unsigned 32-bit words, in the packing xterm.js uses for its buffers
// (common/buffer/Constants.ts), so that rows are copied, never converted:
//
//   word 0  content     bits 0-20 code point · 21 combined (text is in a side map) · 22-23 width
//   word 1  foreground  bits 0-23 colour · 24-25 colour mode · 26 inverse 27 bold 28 underline
//                       29 blink 30 invisible 31 strikethrough
//   word 2  background  bits 0-23 colour · 24-25 colour mode · 26 italic 27 dim · 30 overline
//   word 3  underline   bits 0-23 colour · 24-25 colour mode · 26-28 style (0 none … 5 dashed)
//
// Invariant: a wide cell is followed by a cell whose content is 0; blank is a space of width 1; the
// bits of a colour that its mode does not use are zero (xterm.js leaves stale ones behind).

export const WORDS = 4;
export const CODE_POINT = 0x1fffff;
export const COMBINED = 1 << 21;
export const WIDTH_SHIFT = 22;
export const WIDTH_1 = 1 << WIDTH_SHIFT;
export const WIDTH_2 = 2 << WIDTH_SHIFT;
export const BLANK = 32 | WIDTH_1;

export const COLOR_MASK = 0x3ffffff;
export const MODE_MASK = 0x3000000;
export const MODE_DEFAULT = 0;
export const MODE_16 = 0x1000000;
export const MODE_256 = 0x2000000;
export const MODE_RGB = 0x3000000;

export const INVERSE = 1 << 26;
export const BOLD = 1 << 27;
export const UNDERLINE = 1 << 28;
export const BLINK = 1 << 29;
export const INVISIBLE = 1 << 30;
export const STRIKETHROUGH = 1 << 31;

export const ITALIC = 1 << 26;
export const DIM = 1 << 27;
export const OVERLINE = 1 << 30;

export const UNDERLINE_STYLE_SHIFT = 26;

/** Columns a cell's content covers: 0 for the right half of a wide character, else 1 or 2. */
export function cellWidth(content: number): number {
  return (content >>> WIDTH_SHIFT) & 3;
}

/** A colour word with the bits that its mode does not use cleared; flags above bit 25 are kept. */
export function normalizeColor(word: number): number {
  switch (word & MODE_MASK) {
    case MODE_RGB:
      return word >>> 0;
    case MODE_DEFAULT:
      return (word & 0xfc000000) >>> 0;
    default:
      return (word & 0xff0000ff) >>> 0;
  }
}
