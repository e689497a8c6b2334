// Luau as plain Lua 5.4: type annotations, aliases and casts are taken out; if-expressions, compound
// assignments and `continue` are written as Lua has them. Every line stays where it is.

import { expression, functionBody, list, names, type Scope, suffixed } from './luau-expressions.ts';
import { type Reader, readTokens } from './luau-reader.ts';
import { LuauError } from './luau-tokens.ts';

/** Lua for a Luau source; null for one that cannot be read as such. */
export function luauToLua(source: string): string | null {
  try {
    const reader = readTokens(source);
    block({ reader, isVariadic: true, loop: null, block });
    if (reader.peek().kind !== 'end') return null;
    return reader.result();
  } catch (error) {
    if (error instanceof LuauError || error instanceof RangeError) return null;
    throw error;
  }
}

const CLOSERS = ['end', 'else', 'elseif', 'until'];
const COMPOUND = ['+=', '-=', '*=', '/=', '//=', '%=', '^=', '..='];
function block(scope: Scope): void {
  const { reader } = scope;
  while (reader.peek().kind !== 'end' && !reader.at(...CLOSERS)) {
    if (!reader.at('return')) statement(scope);
    else {
      returned(scope);
      break;
    }
  }
}

function returned(scope: Scope): void {
  const { reader } = scope;
  reader.next();
  if (reader.peek().kind !== 'end' && !reader.at(';', ...CLOSERS)) list(scope);
  reader.take(';');
}

const statements: Readonly<Record<string, (scope: Scope) => void>> = {
  ';': () => {},
  '::'({ reader }) {
    reader.name();
    reader.need('::');
  },
  break() {},
  goto({ reader }) {
    reader.name();
  },
  do(scope) {
    block(scope);
    scope.reader.need('end');
  },
  while(scope) {
    expression(scope);
    scope.reader.need('do');
    loopBody(scope, 'end');
  },
  repeat(scope) {
    loopBody(scope, 'until');
    expression(scope);
  },
  if(scope) {
    const { reader } = scope;
    do {
      expression(scope);
      reader.need('then');
      block(scope);
    } while (reader.take('elseif'));
    if (reader.take('else')) block(scope);
    reader.need('end');
  },
  for(scope) {
    const { reader } = scope;
    names(reader);
    if (!reader.take('=')) reader.need('in');
    list(scope);
    reader.need('do');
    loopBody(scope, 'end');
  },
  function(scope) {
    const { reader } = scope;
    reader.name();
    while (reader.take('.')) reader.name();
    if (reader.take(':')) reader.name();
    functionBody(scope);
  },
  local(scope) {
    const { reader } = scope;
    if (reader.take('function')) {
      reader.name();
      functionBody(scope);
    } else {
      names(reader);
      if (reader.take('=')) list(scope);
    }
  },
};

function statement(scope: Scope): void {
  const { reader } = scope;
  const { kind, text } = reader.peek();
  const known = kind === 'string' ? undefined : statements[text];
  if (known && Object.hasOwn(statements, text)) {
    reader.next();
    known(scope);
  } else if (isAlias(reader)) alias(reader);
  else if (text === 'continue' && isAlone(reader)) goOn(scope);
  else assignmentOrCall(scope);
}

/** `type Name …`, `export type Name …`: `type` is no keyword, but two names in a row mean nothing else. */
function isAlias(reader: Reader): boolean {
  const shift = reader.peek().text === 'export' ? 1 : 0;
  return (
    reader.peek().kind === 'name' &&
    reader.peek(shift).text === 'type' &&
    reader.peek(shift).kind === 'name' &&
    reader.peek(shift + 1).kind === 'name'
  );
}

function alias(reader: Reader): void {
  const { start } = reader.peek();
  if (reader.next().text === 'export') reader.next();
  reader.name();
  reader.generics();
  reader.need('=');
  reader.type();
  reader.blank(start, reader.end());
}

function isAlone(reader: Reader): boolean {
  const { kind, text } = reader.peek(1);
  return kind !== 'string' && !['=', '(', '.', '[', ':', ',', '{', ...COMPOUND].includes(text);
}

const LABEL = '__continue';

function goOn({ reader, loop }: Scope): void {
  if (!loop) throw new LuauError('continue outside of a loop');
  const { start, end } = reader.next();
  loop.continues = true;
  reader.replace(start, end, `goto ${LABEL}`);
}

function loopBody(scope: Scope, closer: 'end' | 'until'): void {
  const { reader } = scope;
  const loop = { continues: false };
  const from = reader.end();
  block({ ...scope, loop });
  const { start } = reader.need(closer);
  if (!loop.continues) return;
  // The body in a block of its own: it may end with `return`, and its locals are over at the label.
  reader.insert(from, ' do');
  reader.insert(start, `end ::${LABEL}:: `);
}

function assignmentOrCall(scope: Scope): void {
  const { reader } = scope;
  const { start } = reader.peek();
  suffixed(scope);
  if (reader.at(...COMPOUND)) compound(scope, start);
  else {
    while (reader.take(',')) suffixed(scope);
    if (reader.take('=')) list(scope);
  }
}

function compound(scope: Scope, start: number): void {
  const { reader } = scope;
  const target = { start, end: reader.end() };
  const operator = reader.next();
  reader.replace(operator.start, operator.end, '=');
  reader.insertCopy(operator.end, target, ` ${operator.text.slice(0, -1)} (`);
  expression(scope);
  reader.insert(reader.end(), ')');
}
