// JSON text with the place of every member, so that one can be changed and the rest left as it is. Comments
// and commas at the end are read where the program that owns the file allows them.

export interface JsonMember {
  readonly key: string;
  /** Where its key begins. */
  readonly start: number;
  readonly value: JsonValue;
}

export interface JsonValue {
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
  /** Of an object. */
  readonly members?: readonly JsonMember[];
  /** Of a list. */
  readonly items?: readonly JsonValue[];
}

/** What is wrong with a text, and in which line (from 1). */
export class ScanError extends Error {
  override readonly name = 'ScanError';
  readonly line: number;
  constructor(text: string, at: number, message: string) {
    super(message);
    this.line = text.slice(0, at).split('\n').length;
  }
}

const MAX_DEPTH = 200;

/** The one value of `text`. Throws ScanError. */
export function scanJson(text: string, options: { readonly comments: boolean }): JsonValue {
  let at = 0;

  const fail = (message: string): never => {
    throw new ScanError(text, Math.min(at, text.length), message);
  };
  const skip = (): void => {
    for (;;) {
      while (/[\s\ufeff]/.test(text[at] ?? '')) at++;
      if (!options.comments) return;
      if (text.startsWith('//', at)) at = lineEnd(text, at);
      else if (text.startsWith('/*', at)) {
        const end = text.indexOf('*/', at + 2);
        if (end < 0) fail('a comment is not closed');
        at = end + 2;
      } else return;
    }
  };
  const readString = (): string => {
    const found = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
    found.lastIndex = at;
    const match = found.exec(text);
    if (!match)
      return fail(
        text[at] === '"' ? 'a text is not closed or has a wrong escape' : `" expected, not ${shown()}`,
      );
    at += match[0].length;
    return JSON.parse(match[0]) as string;
  };
  const shown = (): string => (at >= text.length ? 'the end of the file' : JSON.stringify(text[at]));
  const readScalar = (): void => {
    const found = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;
    found.lastIndex = at;
    const match = found.exec(text);
    if (!match) fail(`a value expected, not ${shown()}`);
    at += match![0].length;
  };
  /** What stands between commas, up to `close`. */
  const readItems = (close: '}' | ']', item: () => void): void => {
    at++;
    skip();
    while (text[at] !== close) {
      item();
      skip();
      if (text[at] === ',') {
        at++;
        skip();
        if (text[at] === close && !options.comments) fail(`a value expected after the comma, not ${shown()}`);
      } else if (text[at] !== close) fail(`, or ${close} expected, not ${shown()}`);
    }
    at++;
  };
  const readValue = (depth: number): JsonValue => {
    if (depth > MAX_DEPTH) fail('it is nested too deep');
    const start = at;
    if (text[at] === '{') {
      const members: JsonMember[] = [];
      readItems('}', () => {
        const begin = at;
        const key = readString();
        skip();
        if (text[at] !== ':') fail(`: expected, not ${shown()}`);
        at++;
        skip();
        members.push({ key, start: begin, value: readValue(depth + 1) });
      });
      return { start, end: at, members };
    }
    if (text[at] === '[') {
      const items: JsonValue[] = [];
      readItems(']', () => void items.push(readValue(depth + 1)));
      return { start, end: at, items };
    }
    if (text[at] === '"') readString();
    else readScalar();
    return { start, end: at };
  };

  skip();
  const value = readValue(0);
  skip();
  if (at < text.length) fail(`nothing expected after the value, not ${shown()}`);
  return value;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
