// The name a person most likely meant.

/** The name nearest to `word` by edit distance, if it is near enough to be a slip; else undefined. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.ceil(word.replace(/^-+/, '').length / 3));
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of names) {
    const distance = name.startsWith(word) && word.length > 2 ? 1 : editDistance(word, name);
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

/** ` (did you mean …?)`, or nothing where no name is near. */
export function suggestion(word: string, names: readonly string[]): string {
  const name = nearest(word, names);
  return name === undefined ? '' : ` (did you mean ${name}?)`;
}

/** Insertions, deletions, replacements and swaps of neighbours that make `from` into `to`. */
export function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let y = 1; y <= from.length; y++) {
    const row = [y];
    for (let x = 1; x <= to.length; x++) {
      const same = from[y - 1] === to[x - 1] ? 0 : 1;
      let cost = Math.min(row[x - 1]! + 1, above[x]! + 1, above[x - 1]! + same);
      const swapped = x > 1 && y > 1 && from[y - 1] === to[x - 2] && from[y - 2] === to[x - 1];
      if (swapped) cost = Math.min(cost, before[x - 2]! + 1);
      row.push(cost);
    }
    before = above;
    above = row;
  }
  return above[to.length]!;
}
