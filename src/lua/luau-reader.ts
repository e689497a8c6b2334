// A place in Luau tokens, the changes noted on the way, and how types are passed over.
import { LuauError, type Token, tokens } from './luau-tokens.ts';

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Reader {
  peek(ahead?: number): Token;
  next(): Token;
  /** Whether the next token is one of those. */
  at(...texts: readonly string[]): boolean;
  /** Takes the next token if it is that. */
  take(text: string): boolean;
  /** Takes the next token, which must be that. Throws LuauError. */
  need(text: string): Token;
  name(): Token;
  /** Where the last token ended. */
  end(): number;
  /** Passes over a type; the place after it is `end()`. Throws LuauError. */
  type(): void;
  /** Passes over `<T, U...>` where it stands here. */
  generics(): void;
  insert(at: number, text: string): void;
  replace(start: number, end: number, text: string): void;
  /** Puts the text of a place, as it was, and `more` after it. */
  insertCopy(at: number, from: { readonly start: number; readonly end: number }, more: string): void;
  /** Takes text out: line ends stay, the rest becomes blanks. */
  blank(start: number, end: number): void;
  /** The source with all changes made. */
  result(): string;
}

/** Throws LuauError. */
export function readTokens(source: string): Reader {
  const list = tokens(source);
  const changes: Change[] = [];
  let index = 0;

  const reader: Reader = {
    peek: (ahead = 0) => list[Math.min(index + ahead, list.length - 1)]!,
    next() {
      const token = reader.peek();
      if (token.kind === 'end') throw new LuauError('the file ends too soon');
      index++;
      return token;
    },
    at(...texts) {
      const { kind, text } = reader.peek();
      return kind !== 'string' && texts.includes(text);
    },
    take(text) {
      if (!reader.at(text)) return false;
      index++;
      return true;
    },
    need(text) {
      if (!reader.at(text)) throw new LuauError(`${text} expected near ${reader.peek().text}`);
      return reader.next();
    },
    name() {
      const token = reader.next();
      if (token.kind !== 'name') throw new LuauError(`a name expected near ${token.text}`);
      return token;
    },
    end: () => list[index - 1]?.end ?? 0,
    type: () => unionType(reader),
    generics() {
      if (reader.at('<')) balanced(reader, '<', '>');
    },
    insert: (at, text) => void changes.push({ start: at, end: at, text }),
    replace: (start, end, text) => void changes.push({ start, end, text }),
    insertCopy(at, { start, end }, more) {
      // On one line: the lines after it must stay where they are.
      reader.insert(at, ` ${source.slice(start, end).replace(/[\r\n]/g, ' ')}${more}`);
    },
    blank(start, end) {
      changes.push({ start, end, text: source.slice(start, end).replace(/[^\r\n]/g, ' ') });
    },
    result() {
      let made = '';
      let from = 0;
      const inOrder = changes.map((change, order) => ({ ...change, order }));
      inOrder.sort((a, b) => a.start - b.start || a.order - b.order);
      for (const { start, end, text } of inOrder) {
        // What lies within something that was taken out is gone with it.
        if (start < from) continue;
        made += source.slice(from, start) + text;
        from = end;
      }
      return made + source.slice(from);
    },
  };
  return reader;
}

/** Passes over brackets and all that is in them. */
function balanced(reader: Reader, open: string, close: string): void {
  reader.need(open);
  while (!reader.take(close)) {
    if (reader.at('(')) balanced(reader, '(', ')');
    else if (reader.at('{')) balanced(reader, '{', '}');
    else if (reader.at('[')) balanced(reader, '[', ']');
    else if (open === '<' && reader.at('<')) balanced(reader, '<', '>');
    else reader.next();
  }
}

function unionType(reader: Reader): void {
  if (!reader.take('|')) reader.take('&');
  do simpleType(reader);
  while (reader.take('|') || reader.take('&'));
}

function simpleType(reader: Reader): void {
  reader.take('...');
  if (reader.at('<')) balanced(reader, '<', '>');
  if (reader.at('{')) balanced(reader, '{', '}');
  else if (reader.at('(')) {
    balanced(reader, '(', ')');
    if (reader.take('->')) unionType(reader);
  } else if (reader.peek().kind === 'string' || reader.at('nil', 'true', 'false')) reader.next();
  else namedType(reader);
  while (reader.take('?'));
}

function namedType(reader: Reader): void {
  const { text } = reader.name();
  if (text === 'typeof' && reader.at('(')) balanced(reader, '(', ')');
  else {
    while (reader.take('.')) reader.name();
    if (reader.at('<')) balanced(reader, '<', '>');
    reader.take('...');
  }
}
