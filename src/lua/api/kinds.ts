// What Lua values a declared type accepts, so that the environment can check arguments and props.
import { aliases, classes } from './classes.ts';
import { splitTop } from './model.ts';
import { testClasses } from './testing.ts';

export interface Kinds {
  /** Results of Lua's `type()`, with `integer` for a number without fraction; `any` takes all. */
  readonly lua: readonly string[];
  /** Where only these strings are allowed. */
  readonly values: readonly string[];
  /** A closed class, where no other table is accepted: its fields are checked too. */
  readonly class?: string;
}

const known = [...classes, ...testClasses];
const plain = new Set(['string', 'number', 'integer', 'boolean', 'function', 'table', 'any']);

/** The kinds of `type`, as LuaLS writes types. Throws Error for a name nobody declared. */
export function kindsOf(type: string): Kinds {
  const lua = new Set<string>();
  const values: string[] = [];
  const tables: string[] = [];
  for (const part of parts(type)) collect(part, lua, values, tables);
  const closed = known.find((row) => row.closed && row.name === tables[0]);
  return { lua: [...lua], values, ...(tables.length === 1 && closed ? { class: closed.name } : {}) };
}

function collect(part: string, lua: Set<string>, values: string[], tables: string[]): void {
  if (part.startsWith('(') && part.endsWith(')')) {
    for (const inner of parts(part.slice(1, -1))) collect(inner, lua, values, tables);
  } else if (part.startsWith('"')) {
    lua.add('string');
    values.push(part.slice(1, -1));
  } else if (part === 'false') {
    lua.add('false');
  } else if (part.endsWith('[]') || part.startsWith('{')) {
    lua.add('table');
    tables.push(part);
  } else if (part.startsWith('fun(')) lua.add('function');
  else if (plain.has(part)) lua.add(part);
  else collectNamed(part, lua, values, tables);
}

function collectNamed(name: string, lua: Set<string>, values: string[], tables: string[]): void {
  const alias = aliases.find((row) => row.name === name);
  if (alias) {
    for (const part of parts(alias.type)) collect(part, lua, values, tables);
    return;
  }
  const found = known.find((row) => row.name === name);
  if (!found && name !== 'App') throw new Error(`no type is called "${name}"`);
  lua.add('table');
  tables.push(name);
}

function parts(type: string): string[] {
  return splitTop(type.replace(/\?$/, ''), '|');
}
