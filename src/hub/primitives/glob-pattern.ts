// Globs on one path segment each, matched without backtracking for ever: `*`, `?`, `[ab]`, `[!ab]`, `{a,b}`;
// `**` is any number of directories.

/** What one segment of a pattern matches. */
export type Segment =
  | { readonly kind: 'any-directories' }
  | { readonly kind: 'name'; readonly isHidden: boolean; readonly matches: (name: string) => boolean };

type Token = { readonly kind: 'star' } | { readonly kind: 'one'; readonly is: (char: string) => boolean };

const MAX_ALTERNATIVES = 100;

/** Patterns without braces that together mean `pattern`. Throws Error where there are too many. */
export function alternatives(pattern: string): string[] {
  const open = innermost(pattern);
  if (!open) return [pattern];
  const [start, end] = open;
  const before = pattern.slice(0, start);
  const after = pattern.slice(end + 1);
  const list = pattern
    .slice(start + 1, end)
    .split(',')
    .flatMap((choice) => alternatives(`${before}${choice}${after}`));
  if (list.length > MAX_ALTERNATIVES) throw new Error('too many alternatives in braces');
  return [...new Set(list)];
}

/** The first pair of braces that holds no other, with a comma between. */
function innermost(pattern: string): [number, number] | null {
  let start = -1;
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] === '{') start = i;
    else if (pattern[i] === '}' && start >= 0) {
      if (pattern.slice(start, i).includes(',')) return [start, i];
      start = -1;
    }
  }
  return null;
}

/** The segments of a pattern without braces. */
export function segmentsOf(pattern: string): Segment[] {
  return pattern
    .split('/')
    .filter((part, i, all) => part !== '' && part !== '.' && !(part === '**' && all[i - 1] === '**'))
    .map((part) =>
      part === '**'
        ? { kind: 'any-directories' }
        : { kind: 'name', isHidden: part.startsWith('.'), matches: matcher(part) },
    );
}

/** Whether a segment is a plain name. */
export function isPlain(part: string): boolean {
  return !/[*?[\]{}]/.test(part);
}

function matcher(part: string): (name: string) => boolean {
  if (isPlain(part)) return (name) => name === part;
  const tokens = tokensOf(part);
  return (name) => matches(tokens, [...name]);
}

/** Goes back to the last star only: at most pattern times name steps. */
function matches(tokens: readonly Token[], chars: readonly string[]): boolean {
  let t = 0;
  let c = 0;
  let star = -1;
  let from = 0;
  while (c < chars.length) {
    const token = tokens[t];
    if (token?.kind === 'star') {
      star = t++;
      from = c;
    } else if (token?.is(chars[c]!)) {
      t++;
      c++;
    } else if (star >= 0) {
      t = star + 1;
      c = ++from;
    } else return false;
  }
  while (tokens[t]?.kind === 'star') t++;
  return t === tokens.length;
}

function tokensOf(part: string): Token[] {
  const chars = [...part];
  const tokens: Token[] = [];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i]!;
    if (char === '*') tokens.push({ kind: 'star' });
    else if (char === '?') tokens.push({ kind: 'one', is: () => true });
    else if (char === '[' && chars.indexOf(']', i + 2) > 0) {
      const end = chars.indexOf(']', i + 2);
      tokens.push({ kind: 'one', is: setOf(chars.slice(i + 1, end)) });
      i = end;
    } else tokens.push({ kind: 'one', is: (other) => other === char });
  }
  return tokens;
}

/** `ab`, `a-z`, `!ab`. */
function setOf(chars: readonly string[]): (char: string) => boolean {
  const isNegated = chars[0] === '!' || chars[0] === '^';
  const list = isNegated ? chars.slice(1) : chars;
  return (char) => {
    let found = false;
    for (let i = 0; i < list.length; i++) {
      if (list[i + 1] === '-' && i + 2 < list.length) {
        found ||= list[i]! <= char && char <= list[i + 2]!;
        i += 2;
      } else found ||= list[i] === char;
    }
    return found !== isNegated;
  };
}
