// Lua source, with what Luau adds, cut into tokens. Comments and white space are between them.

export type TokenKind = 'name' | 'keyword' | 'string' | 'number' | 'op' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Offsets in the source. */
  readonly start: number;
  readonly end: number;
}

/** The source cannot be read as Luau. */
export class LuauError extends Error {
  override readonly name = 'LuauError';
}

const keywords = new Set(
  'and break do else elseif end false for function goto if in local nil not or repeat return then true until while'.split(
    ' ',
  ),
);

// `>` is never joined with another: it may end two type arguments at once.
const operators = [
  ...['...', '..=', '//='],
  ...['::', '->', '==', '~=', '<=', '>=', '//', '<<', '..', '+=', '-=', '*=', '/=', '%=', '^='],
];

const space = /[ \t\r\n\f\v]+/y;
const name = /[A-Za-z_]\w*/y;
const number = /0[xX][\da-fA-F.]+(?:[pP][+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const comment = /--(?!\[=*\[)[^\n]*/y;
const longOpening = /(?:--)?\[(=*)\[/y;
const quoted = /"(?:[^"\\\n]|\\(?:z\s*|\r\n|[\s\S]))*"|'(?:[^'\\\n]|\\(?:z\s*|\r\n|[\s\S]))*'/y;

/** All tokens, the last one of kind `end`. Throws LuauError. */
export function tokens(source: string): Token[] {
  const list: Token[] = [];
  let at = source.startsWith('#') ? lineEnd(source) : 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  const push = (kind: TokenKind, length: number): void => {
    list.push({ kind, text: source.slice(at, at + length), start: at, end: at + length });
    at += length;
  };
  while (at < source.length) {
    const skipped = match(space) ?? match(comment);
    if (skipped) {
      at += skipped[0].length;
      continue;
    }
    const opening = match(longOpening);
    if (opening) {
      const end = source.indexOf(`]${opening[1]}]`, at);
      if (end < 0) throw new LuauError('a long bracket is not closed');
      const length = end + opening[1]!.length + 2 - at;
      if (opening[0].startsWith('--')) at += length;
      else push('string', length);
      continue;
    }
    const word = match(name);
    const text = word ?? match(number) ?? match(quoted);
    if (word) push(keywords.has(word[0]) ? 'keyword' : 'name', word[0].length);
    else if (text) push(/["']/.test(text[0][0]!) ? 'string' : 'number', text[0].length);
    else push('op', operatorAt(source, at).length);
  }
  list.push({ kind: 'end', text: '', start: source.length, end: source.length });
  return list;
}

function operatorAt(source: string, at: number): string {
  const long = operators.find((one) => source.startsWith(one, at));
  if (long) return long;
  if (!/[-+*/%^#&~|<>=(){}[\];:,.?]/.test(source[at]!)) throw new LuauError(`what is ${source[at]}?`);
  return source[at]!;
}

function lineEnd(source: string): number {
  const end = source.indexOf('\n');
  return end < 0 ? source.length : end;
}
