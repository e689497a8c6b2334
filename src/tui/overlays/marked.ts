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

/** A text with the words marked that it holds, whatever the case; the text as it is where there are none. */
export function markWords(text: string, words: readonly string[], style?: Style): readonly TextSpan[] {
  const lower = text.toLowerCase();
  const at = words.flatMap((word) => {
    const places: number[] = [];
    for (let from = lower.indexOf(word); from >= 0; from = lower.indexOf(word, from + word.length))
      for (let i = 0; i < word.length; i++) places.push(from + i);
    return places;
  });
  return markedSpans(text, at, style);
}
