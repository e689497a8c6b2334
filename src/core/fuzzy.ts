// Whether what was typed is in a text by some of its letters, in that order, and how well it fits:
// "agnew" is in "agent.new". Of words each must be there. Upper and lower case are the same.
// lua/default/fuzzy.lua does the same for Lua.

export interface FuzzyMatch {
  /** Higher fits better. */
  readonly score: number;
  /** Places of the letters found (UTF-16 units), ascending. */
  readonly at: readonly number[];
}

const START = 120;
const WORD = 80;
const NEXT = 110;
const GAP = 3;
const LONGEST_GAP = 30;

/** Null where some letter is missing. An empty query is in every text, with nothing to mark. */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | null {
  const lower = text.toLowerCase();
  // Some letters are longer in lower case: places would no longer be those of the text.
  const folded = lower.length === text.length ? lower : text;
  const at = new Set<number>();
  let score = 0;
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const found = matchWord(word, folded);
    if (!found) return null;
    score += found.score;
    for (const place of found.at) at.add(place);
  }
  return { score, at: [...at].sort((a, b) => a - b) };
}

/** The best of the ways that begin at each place of the first letter. */
function matchWord(word: string, text: string): FuzzyMatch | null {
  let best: FuzzyMatch | null = null;
  for (let from = text.indexOf(word[0]!); from >= 0; from = text.indexOf(word[0]!, from + 1)) {
    const found = matchFrom(word, text, from);
    if (!found) break;
    if (!best || found.score > best.score) best = found;
  }
  return best;
}

function matchFrom(word: string, text: string, from: number): FuzzyMatch | null {
  const at = [from];
  let score = worth(text, from) - Math.min(from, LONGEST_GAP);
  for (const letter of word.slice(1)) {
    const last = at.at(-1)!;
    const place = text.indexOf(letter, last + 1);
    if (place < 0) return null;
    const gap = place - last - 1;
    score += gap === 0 ? NEXT : worth(text, place) - GAP * Math.min(gap, LONGEST_GAP);
    at.push(place);
  }
  return { score, at };
}

function worth(text: string, place: number): number {
  if (place === 0) return START;
  return /[\p{L}\p{N}]/u.test(text[place - 1]!) ? 0 : WORD;
}

/** `items` that fit, the best first; those that fit alike in the order given. All of them for an empty query. */
export function fuzzyFilter<T>(
  query: string,
  items: readonly T[],
  textOf: (item: T) => string,
): readonly { readonly item: T; readonly at: readonly number[] }[] {
  const found = items.flatMap((item) => {
    const match = fuzzyMatch(query, textOf(item));
    return match ? [{ item, ...match }] : [];
  });
  return found.sort((a, b) => b.score - a.score);
}
