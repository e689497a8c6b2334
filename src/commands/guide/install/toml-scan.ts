// TOML text as the statements it is made of, with their places: enough to know that it can be read, and where
// a table begins and ends. https://toml.io/en/v1.0.0
import { ScanError } from './json-scan.ts';

export interface TomlStatement {
  readonly kind: 'table' | 'array' | 'key';
  /** Of a key: within its table. */
  readonly path: readonly string[];
  readonly start: number;
  /** Behind its last character, without the end of the line. */
  readonly end: number;
}

const BARE = /[A-Za-z0-9_-]+/y;
const BASIC =
  /"(?:[^"\\\u0000-\u0008\u000a-\u001f\u007f]|\\(?:["\\bfnrte]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}))*"/y;
const LITERAL = /'[^'\u0000-\u0008\u000a-\u001f\u007f]*'/y;
const LONG_BASIC = /"""(?:[^\\]|\\[\s\S])*?"""(?:"{0,2}(?!"))/y;
const LONG_LITERAL = /'''[\s\S]*?'''(?:'{0,2}(?!'))/y;
const SCALAR = new RegExp(
  [
    'true|false',
    '[+-]?(?:inf|nan)',
    // Dates and times before numbers: they begin alike.
    '\\d{4}-\\d\\d-\\d\\d(?:[Tt ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?:[Zz]|[+-]\\d\\d:\\d\\d)?)?',
    '\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?',
    '0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+',
    '[+-]?\\d[\\d_]*(?:\\.[\\d_]+)?(?:[eE][+-]?[\\d_]+)?',
  ].join('|'),
  'y',
);
const MAX_DEPTH = 100;

/** Every statement of `text`, in order. Throws ScanError. */
export function scanToml(text: string): TomlStatement[] {
  const statements: TomlStatement[] = [];
  let at = 0;

  const fail = (message: string): never => {
    throw new ScanError(text, Math.min(at, text.length), message);
  };
  const shown = (): string => (at >= text.length ? 'the end of the file' : JSON.stringify(text[at]));
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found?.[0] ?? null;
  };
  const blanks = (): void => void match(/[ \t]*/y);
  /** Blanks, ends of lines and comments. */
  const gap = (): void => void match(/(?:[ \t\r\n\ufeff]|#[^\n]*)*/y);
  const expect = (character: string): void => {
    if (text[at] !== character) fail(`${character} expected, not ${shown()}`);
    at++;
  };
  const key = (): string[] => {
    const path: string[] = [];
    do {
      blanks();
      const quoted = text[at] === '"' ? match(BASIC) : text[at] === "'" ? match(LITERAL) : null;
      const part = quoted ? unquoted(quoted) : match(BARE);
      if (part === null) fail(`a key expected, not ${shown()}`);
      path.push(part!);
      blanks();
    } while (text[at] === '.' && ++at);
    return path;
  };
  const value = (depth: number): void => {
    if (depth > MAX_DEPTH) fail('it is nested too deep');
    if (text[at] === '[') items(']', () => value(depth + 1), gap);
    else if (text[at] === '{') items('}', () => pair(depth + 1), gap);
    else if (text.startsWith('"""', at)) match(LONG_BASIC) ?? fail('a text is not closed');
    else if (text.startsWith("'''", at)) match(LONG_LITERAL) ?? fail('a text is not closed');
    else if (text[at] === '"') match(BASIC) ?? fail('a text is not closed, or has a wrong escape');
    else if (text[at] === "'") match(LITERAL) ?? fail('a text is not closed');
    else match(SCALAR) ?? fail(`a value expected, not ${shown()}`);
  };
  const items = (close: string, item: () => void, skip: () => void): void => {
    at++;
    skip();
    while (text[at] !== close) {
      item();
      skip();
      if (text[at] === ',') {
        at++;
        skip();
      } else if (text[at] !== close) fail(`, or ${close} expected, not ${shown()}`);
    }
    at++;
  };
  const pair = (depth: number): string[] => {
    const path = key();
    expect('=');
    blanks();
    value(depth);
    return path;
  };
  const header = (): TomlStatement['kind'] => {
    const isArray = text.startsWith('[[', at);
    at += isArray ? 2 : 1;
    return isArray ? 'array' : 'table';
  };

  for (gap(); at < text.length; gap()) {
    const start = at;
    const kind = text[at] === '[' ? header() : 'key';
    const path = kind === 'key' ? pair(0) : key();
    if (kind !== 'key') for (const _ of kind === 'array' ? ']]' : ']') expect(']');
    statements.push({ kind, path, start, end: at });
    match(/[ \t]*(?:#[^\n]*)?\r?(?=\n|$)/y) ?? fail(`the end of the line expected, not ${shown()}`);
  }
  return statements;
}

function unquoted(text: string): string {
  if (text.startsWith("'")) return text.slice(1, -1);
  try {
    return JSON.parse(text) as string;
  } catch {
    // Escapes that JSON does not know; such a key is none of ours.
    return text;
  }
}
