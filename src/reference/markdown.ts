// The guide's Markdown as rows of styled text: headings, lists, code, paragraphs broken between words.

/** A piece of a row. `link` names the page that it leads to. */
export type Span = string | { readonly text: string; readonly style?: string; readonly link?: string };
export type Row = readonly Span[];

export interface Rendering {
  readonly columns: number;
  /** The page that a word leads to, where it leads to one; `isCode`: it is written as code. */
  readonly linkOf: (word: string, isCode: boolean) => string | undefined;
}

/** `text` as rows of at most so many columns; code, and what is set off by blanks, is kept as it is. */
export function rowsOf(text: string, how: Rendering): Row[] {
  if (text.trim() === '') return [];
  const rows: Row[] = [];
  let paragraph: string[] = [];
  let isCode = false;
  const flush = (): void => {
    if (paragraph.length === 0) return;
    const [, indent = '', mark = ''] = /^(\s*)(- |\d+\. )?/.exec(paragraph[0]!) ?? [];
    const words = paragraph.map((line) => line.trim()).join(' ');
    rows.push(...wrap(words.slice(mark.length), indent + mark, ' '.repeat(indent.length + mark.length), how));
    paragraph = [];
  };
  for (const line of text.trimEnd().split('\n')) {
    if (line.startsWith('```')) {
      flush();
      isCode = !isCode;
    } else if (isCode) rows.push([{ text: `    ${line}`, style: '@key' }]);
    else if (line.startsWith('#')) {
      flush();
      rows.push([{ text: line.replace(/^#+ /, ''), style: 'bold @title' }]);
    } else if (line.trim() === '') {
      flush();
      rows.push(['']);
    } else {
      if (/^\s*(- |\d+\. )/.test(line) || /^ {2}/.test(line)) flush();
      paragraph.push(line);
    }
  }
  flush();
  return rows;
}

/** One paragraph as rows: `first` before the first, `rest` before the others. */
function wrap(text: string, first: string, rest: string, how: Rendering): Row[] {
  const rows: Span[][] = [[first]];
  let used = first.length;
  for (const word of wordsOf(text, how)) {
    const width = word.reduce((sum, span) => sum + (typeof span === 'string' ? span : span.text).length, 0);
    const isFirst = rows.at(-1)!.length === 1;
    if (!isFirst && used + 1 + width > how.columns) {
      rows.push([rest]);
      used = rest.length;
    } else if (!isFirst) {
      rows.at(-1)!.push(' ');
      used++;
    }
    rows.at(-1)!.push(...word);
    used += width;
  }
  return rows;
}

/** Words with what stands around them: `code` of several words stays one where it is short. */
function wordsOf(text: string, how: Rendering): Span[][] {
  const words: Span[][] = [];
  for (const [piece] of text.matchAll(/(?:`[^`]*`|[^\s`])+/g)) {
    words.push(
      piece
        .split(/(`[^`]*`)/)
        .filter((part) => part !== '')
        .flatMap((part) =>
          part.startsWith('`') ? codeSpans(part.slice(1, -1), how) : linked(part, how, false),
        ),
    );
  }
  return words;
}

function codeSpans(code: string, how: Rendering): Span[] {
  return linked(code, how, true).map((span) =>
    typeof span === 'string' ? { text: span, style: '@key' } : span,
  );
}

/** The text with the names in it that have a page as links. */
function linked(text: string, { linkOf }: Pick<Rendering, 'linkOf'>, isCode: boolean): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const found of text.matchAll(/[A-Za-z_]\w*(?:[.:][a-z_]\w*)*/g)) {
    const link = linkOf(found[0], isCode);
    if (link === undefined) continue;
    if (found.index > at) spans.push(text.slice(at, found.index));
    spans.push({ text: found[0], link });
    at = found.index + found[0].length;
  }
  if (at < text.length) spans.push(text.slice(at));
  return spans;
}
