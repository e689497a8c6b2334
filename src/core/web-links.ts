// Links of the web in the text of a screen: where each is, and without what only stands around it.

/** A cell, by the index of its row. */
export interface LinkPlace {
  readonly row: number;
  readonly x: number;
}

export interface WebLink {
  readonly url: string;
  readonly first: LinkPlace;
  /** Its last cell. */
  readonly last: LinkPlace;
}

/** Beyond ASCII what no link has: blanks, quotes, dashes and dots, frames, and Chinese and Japanese punctuation. */
const ENDS =
  /[\u00a0\u00ab\u00bb\u2000-\u206f\u2500-\u25ff\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/;
const LINK = /https?:\/\/[^\x00-\x20"<>\\^`{|}\x7f]+/gi;
const HAS_HOST = /:\/\/[\p{L}\p{N}[]/u;
const ONLY_ENDS = /[.,;:!?'"*_~]$/;
const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * The links in `rows`, in order. A row is the text of its cells, '' for the right half of a wide character; one
 * that is full goes on in the next.
 */
export function findWebLinks(rows: readonly (readonly string[])[]): readonly WebLink[] {
  const starts: number[] = [];
  let text = '';
  for (const cells of rows) {
    starts.push(text.length);
    text += cells.join('');
    if (cells.at(-1) === ' ') text += '\n';
  }
  const placeOf = (at: number, from: number): LinkPlace => {
    let row = from;
    while (row + 1 < starts.length && starts[row + 1]! <= at) row++;
    return { row, x: cellAt(rows[row]!, at - starts[row]!) };
  };
  const found: WebLink[] = [];
  let row = 0;
  for (const match of text.matchAll(LINK)) {
    const url = withoutEnd(match[0].split(ENDS, 1)[0]!);
    if (!HAS_HOST.test(url)) continue;
    const first = placeOf(match.index, row);
    row = first.row;
    found.push({ url, first, last: placeOf(match.index + url.length - 1, row) });
  }
  return found;
}

/** The cell that holds character `at` of a row's text. */
function cellAt(cells: readonly string[], at: number): number {
  let end = 0;
  for (let x = 0; x < cells.length; x++) {
    end += cells[x]!.length;
    if (end > at) return x;
  }
  return cells.length - 1;
}

/** Without what only ends the sentence that the link is in, and brackets that it did not open. */
function withoutEnd(found: string): string {
  let url = found;
  for (;;) {
    const open = brackets[url.at(-1) ?? ''];
    if (!ONLY_ENDS.test(url) && !(open && count(url, open) < count(url, url.at(-1)!))) return url;
    url = url.slice(0, -1);
  }
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}
