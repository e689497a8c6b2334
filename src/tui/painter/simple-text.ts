// Text of characters that are each one cluster of a known width, whatever is beside them: most text there
// is. It is wrapped here as wrap-ansi does with `{trim: false, hard: true}`, but in a thousandth of the time.

/** ASCII, Latin letters, some punctuation, lines and blocks (1 column); kana, CJK ideographs, Hangul (2). */
const simple =
  /^[ -~\u00c0-\u02af\u2013-\u201d\u2022\u2026\u2500-\u25ef\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]*$/;
const FIRST_WIDE = 0x3041;
const ascii = /^[ -~]*$/;

/** Whether every character of `text` is such a one; no control character is, not even a newline. */
export function isSimple(text: string): boolean {
  return simple.test(text);
}

/** Columns of a simple text. */
export function simpleWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (let i = 0; i < text.length; i++) width += charWidth(text, i);
  return width;
}

/** Columns of the character at `i` of a simple text. */
export function charWidth(text: string, i: number): 1 | 2 {
  return text.charCodeAt(i) >= FIRST_WIDE ? 2 : 1;
}

/** The rows of a simple line at `columns`, which need not be whole. */
export function wrapSimple(line: string, columns: number): string[] {
  const rows: string[] = [];
  let row = '';
  let used = 0;
  const endRow = (): void => {
    rows.push(row);
    row = '';
    used = 0;
  };
  /** A word wider than a row, over as many as it takes. */
  const breakWord = (word: string): void => {
    for (let i = 0; i < word.length; i++) {
      const width = charWidth(word, i);
      if (used + width > columns) endRow();
      row += word[i];
      used += width;
      if (used === columns && i < word.length - 1) endRow();
    }
  };
  line.split(' ').forEach((word, index) => {
    if (index > 0) {
      if (used >= columns) endRow();
      row += ' ';
      used++;
    }
    const width = simpleWidth(word);
    if (width > columns) {
      const breaksFromHere = 1 + Math.floor((width - (columns - used) - 1) / columns);
      if (Math.floor((width - 1) / columns) < breaksFromHere) endRow();
      breakWord(word);
      return;
    }
    if (used + width > columns && used > 0 && width > 0) endRow();
    row += word;
    used += width;
  });
  rows.push(row);
  return rows;
}
