// Where the cursor goes in a line: by grapheme, by word. Offsets are UTF-16 units, always at the edge of a grapheme.

let segmenter: Intl.Segmenter | undefined;
/** Made when it is first needed, since that takes as long as starting the rest of the program. */
export const graphemes = (): Intl.Segmenter => {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return segmenter;
};

/** The edge of the grapheme after `at`. */
export function nextEdge(text: string, at: number): number {
  const [first] = graphemes().segment(text.slice(at));
  return at + (first?.segment.length ?? 0);
}

/** The edge of the grapheme before `at`. */
export function previousEdge(text: string, at: number): number {
  let edge = 0;
  for (const { index } of graphemes().segment(text.slice(0, at))) edge = index;
  return edge;
}

/** `at`, or the next edge where it is inside a grapheme. */
export function snapToEdge(text: string, at: number): number {
  const within = graphemes().segment(text).containing(at);
  return within && within.index !== at ? within.index + within.segment.length : Math.min(at, text.length);
}

export function nextWordEnd(text: string, at: number): number {
  return at + /^[^\p{L}\p{N}_]*[\p{L}\p{N}\p{M}_]*/u.exec(text.slice(at))![0].length;
}

export function previousWordStart(text: string, at: number): number {
  return at - /[\p{L}\p{N}\p{M}_]*[^\p{L}\p{N}_]*$/u.exec(text.slice(0, at))![0].length;
}

/** As shells have it: whatever is between blanks. */
export function previousBlank(text: string, at: number): number {
  return at - /\S*\s*$/u.exec(text.slice(0, at))![0].length;
}

/** One line, without what would act on a terminal: line ends and tabs become spaces. */
export function asLine(text: string): string {
  return text.replace(/\r\n?|[\n\t\u2028\u2029]/g, ' ').replace(/\p{Cc}/gu, '');
}

/** Lines, without what would act on a terminal: a tab is two spaces. */
export function asText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, '  ')
    .replace(/[^\P{Cc}\n]/gu, '');
}
