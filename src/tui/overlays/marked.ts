// A text with the letters marked that were found in it.
import type { Style, TextSpan } from '../../core/tree.ts';

const MARK: Style = { bold: true, underline: true };

/** `at` are UTF-16 offsets, ascending. */
export function markedSpans(text: string, at: readonly number[], style?: Style): readonly TextSpan[] {
  const found = new Set(at);
  const spans: { text: string; isMarked: boolean }[] = [];
  let place = 0;
  for (const letter of text) {
    const isMarked = found.has(place);
    const last = spans.at(-1);
    if (last?.isMarked === isMarked) last.text += letter;
    else spans.push({ text: letter, isMarked });
    place += letter.length;
  }
  return spans.map(({ text: part, isMarked }) => {
    const look = isMarked ? { ...style, ...MARK } : style;
    return look ? { text: part, style: look } : { text: part };
  });
}
