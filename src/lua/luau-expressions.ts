// Luau expressions, and the names and functions that have types: passed over, with what is not Lua rewritten.
import type { Reader } from './luau-reader.ts';
import { LuauError } from './luau-tokens.ts';

export interface Scope {
  readonly reader: Reader;
  /** `...` can be had here. */
  readonly isVariadic: boolean;
  /** The innermost loop, told when it is gone on with. */
  readonly loop: { continues: boolean } | null;
  /** Passes over statements, up to what closes them. */
  readonly block: (scope: Scope) => void;
}

const UNARY = ['not', '-', '#', '~'];
const BINARY = [
  ...['+', '-', '*', '/', '//', '%', '^', '..', '==', '~=', '<', '<=', '>', '>=', '<<'],
  ...['and', 'or', '&', '|', '~'],
];

/** `a: T, b <const>: U` */
export function names(reader: Reader): void {
  do {
    reader.name();
    annotation(reader);
    if (reader.at('<') && reader.peek(1).kind === 'name' && reader.peek(2).text === '>') {
      for (let n = 0; n < 3; n++) reader.next();
    }
    annotation(reader);
  } while (reader.take(','));
}

function annotation(reader: Reader): void {
  if (!reader.at(':')) return;
  const { start } = reader.next();
  reader.type();
  reader.blank(start, reader.end());
}

export function functionBody(scope: Scope): void {
  const { reader } = scope;
  const { start } = reader.peek();
  reader.generics();
  if (reader.end() > start) reader.blank(start, reader.end());
  reader.need('(');
  let isVariadic = false;
  while (!reader.take(')')) {
    if (reader.take('...')) isVariadic = true;
    else reader.name();
    annotation(reader);
    if (!reader.at(')')) reader.need(',');
  }
  annotation(reader);
  scope.block({ ...scope, isVariadic, loop: null });
  reader.need('end');
}

export function list(scope: Scope): void {
  do expression(scope);
  while (scope.reader.take(','));
}

export function expression(scope: Scope): void {
  const { reader } = scope;
  do {
    while (reader.at(...UNARY)) reader.next();
    simple(scope);
    cast(reader);
  } while (binary(reader));
}

function binary(reader: Reader): boolean {
  if (!reader.at(...BINARY)) return false;
  const { text, end } = reader.next();
  // A shift, whose halves are tokens of their own.
  if (text === '>' && reader.at('>') && reader.peek().start === end) reader.next();
  return true;
}

/** `value :: T`. Three tokens `:: name ::` are a label. */
function cast(reader: Reader): void {
  while (reader.at('::') && reader.peek(2).text !== '::') {
    const { start } = reader.next();
    reader.type();
    reader.blank(start, reader.end());
  }
}

function simple(scope: Scope): void {
  const { reader } = scope;
  const { kind } = reader.peek();
  if (reader.at('if')) choice(scope);
  else if (reader.at('{')) table(scope);
  else if (reader.take('function')) functionBody(scope);
  else if (kind === 'number' || kind === 'string' || reader.at('nil', 'true', 'false', '...')) reader.next();
  else suffixed(scope);
}

/** `if a then b else c` where a value stands: a function that is called at once. */
function choice(scope: Scope): void {
  const { reader } = scope;
  const given = scope.isVariadic ? '...' : '';
  reader.insert(reader.peek().start, `(function(${given}) `);
  reader.need('if');
  do {
    expression(scope);
    reader.insert(reader.need('then').end, ' return');
    expression(scope);
  } while (reader.take('elseif'));
  reader.insert(reader.need('else').end, ' return');
  expression(scope);
  reader.insert(reader.end(), ` end end)(${given})`);
}

function table(scope: Scope): void {
  const { reader } = scope;
  reader.need('{');
  while (!reader.take('}')) {
    if (reader.take('[')) {
      expression(scope);
      reader.need(']');
      reader.need('=');
    } else if (reader.peek().kind === 'name' && reader.peek(1).text === '=' && reader.peek(1).kind === 'op') {
      reader.name();
      reader.need('=');
    }
    expression(scope);
    if (!reader.take(',') && !reader.take(';') && !reader.at('}')) reader.need('}');
  }
}

/** A name or a value in brackets, with what is picked of it and called on it. */
export function suffixed(scope: Scope): void {
  const { reader } = scope;
  if (reader.take('(')) {
    expression(scope);
    reader.need(')');
  } else reader.name();
  for (;;) {
    if (reader.take('.')) reader.name();
    else if (reader.take('[')) {
      expression(scope);
      reader.need(']');
    } else if (reader.at(':')) {
      reader.next();
      reader.name();
      if (!reader.at('(', '{') && reader.peek().kind !== 'string') throw new LuauError('arguments expected');
      call(scope);
    } else if (reader.at('(', '{') || reader.peek().kind === 'string') call(scope);
    else return;
  }
}

function call(scope: Scope): void {
  const { reader } = scope;
  if (reader.peek().kind === 'string') reader.next();
  else if (reader.at('{')) table(scope);
  else {
    reader.need('(');
    if (!reader.at(')')) list(scope);
    reader.need(')');
  }
}
