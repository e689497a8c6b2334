// Rows of an xterm.js buffer as cells of ours (core/cell.ts): blanks made alike, stale colour bits
// cleared, underline style and colour in a word of their own.
import {
  BLANK,
  CODE_POINT,
  COLOR_MASK,
  COMBINED,
  MODE_DEFAULT,
  MODE_MASK,
  normalizeColor,
  UNDERLINE,
  UNDERLINE_STYLE_SHIFT,
  WIDTH_2,
  WORDS,
} from '../core/cell.ts';
import type { RawLine } from './xterm-internals.ts';

/** xterm.js' background bits that are not looks: "has extended attributes" and "protected". */
const BACKGROUND_LOOKS = ~0x30000000;
const HAS_EXTENDED = 0x10000000;
const SINGLE_UNDERLINE = 1 << UNDERLINE_STYLE_SHIFT;
const EXTENDED_LOOKS = 0x1fffffff;
/** xterm.js writes "the text's own colour" as all ones. */
const NO_UNDERLINE_COLOR = 0x3ffffff;
const WIDTH_BITS = 3 << 22;
const HAS_TEXT = CODE_POINT | COMBINED;
const RAW_WORDS = 3;

/**
 * Writes `columns` cells of `line` into `cells` at cell index `at`, blanks where the line is shorter or
 * missing. Calls `onCluster` for each cell whose text is more than one code point.
 */
export function packRow(
  line: RawLine | undefined,
  columns: number,
  cells: Uint32Array,
  at: number,
  onCluster: (x: number, text: string) => void,
): void {
  const data = line?._data;
  const count = data ? Math.min(columns, data.length / RAW_WORDS) : 0;
  let out = at * WORDS;
  let afterWide = false;
  for (let x = 0, i = 0; x < count; x++, i += RAW_WORDS, out += WORDS) {
    const raw = data![i]!;
    const fg = data![i + 1]!;
    const bg = data![i + 2]!;
    const isWide = (raw & WIDTH_BITS) === WIDTH_2;
    let content = raw;
    if (isWide && (x + 1 >= count || data![i + RAW_WORDS]! & HAS_TEXT)) {
      // Cut in half by a resize: there is no room for it.
      content = BLANK;
    } else if (raw & COMBINED) {
      onCluster(x, line!._combined[x] ?? ' ');
      content = COMBINED | (raw & WIDTH_BITS);
    } else if ((raw & CODE_POINT) === 0) {
      content = afterWide ? 0 : BLANK;
    }
    afterWide = isWide && content !== BLANK;
    cells[out] = content;
    cells[out + 1] = (fg & MODE_MASK) === MODE_DEFAULT && (fg & 0xffffff) === 0 ? fg : normalizeColor(fg);
    cells[out + 2] = bg === 0 ? 0 : normalizeColor(bg & BACKGROUND_LOOKS);
    cells[out + 3] = fg & UNDERLINE ? underline(line!, x, bg) : 0;
  }
  for (let x = count; x < columns; x++, out += WORDS) {
    cells[out] = BLANK;
    cells[out + 1] = 0;
    cells[out + 2] = 0;
    cells[out + 3] = 0;
  }
}

function underline(line: RawLine, x: number, bg: number): number {
  const extended = bg & HAS_EXTENDED ? line._extendedAttrs[x] : undefined;
  if (!extended) return SINGLE_UNDERLINE;
  let word = extended._ext & EXTENDED_LOOKS;
  if ((word & COLOR_MASK) === NO_UNDERLINE_COLOR) word &= ~COLOR_MASK;
  const styled = word >>> UNDERLINE_STYLE_SHIFT === 0 ? word | SINGLE_UNDERLINE : word;
  return normalizeColor(styled);
}
