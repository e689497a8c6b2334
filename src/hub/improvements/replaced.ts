// What a file replaces of what the files below it made, as the live world tells it, with the source of both.
import { quoteLua } from '../../lua/lua-literal.ts';
import type { Layer, LuaWorld } from '../../lua/types.ts';

/** One thing that a file replaces, with the text of what is replaced. */
export interface Below {
  readonly file: string;
  /** As `lua who` names it: `method`, `key`, `hook`, … */
  readonly kind: string;
  /** `App.render`, `normal n` */
  readonly name: string;
  /** `file:line` */
  readonly owner: string;
  readonly below: { readonly owner: string; readonly layer: Layer; readonly text: string };
}

/** And with its own. */
export interface Replaced extends Below {
  readonly text: string;
}

/** What `file` replaces, by line; null where the world does not answer. */
export async function askReplaced(world: LuaWorld, file: string): Promise<Replaced[] | null> {
  const rows = await ask(world, file);
  const linesOf = linesIn(world);
  return (
    rows
      ?.map((row) => ({ ...withBelow(row, linesOf), text: textOf(row.source, linesOf) }))
      .sort((a, b) => lineOf(a) - lineOf(b)) ?? null
  );
}

/** What `file`, or every file without, replaces of the program's own; null where the world does not answer. */
export async function askDefaults(world: LuaWorld, file?: string): Promise<Below[] | null> {
  const rows = await ask(world, file);
  const linesOf = linesIn(world);
  return (
    rows
      ?.filter(({ below }) => below.layer === 'default')
      .map((row) => withBelow(row, linesOf))
      .sort((a, b) => lineOf(a) - lineOf(b)) ?? null
  );
}

/** A method of App by its name alone, all else with its kind. */
export function labelOf({ kind, name }: Pick<Below, 'kind' | 'name'>): string {
  return kind === 'method' ? name : `${kind} ${name}`;
}

/** Where the world says that something is written. */
type Source = { readonly text: string } | { readonly file: string; readonly lines: readonly Range[] };
/** First and last line, from 1. */
type Range = readonly [number, number];

interface Row extends Omit<Below, 'below'> {
  readonly source: Source;
  readonly below: { readonly owner: string; readonly layer: Layer; readonly source: Source };
}

async function ask(world: LuaWorld, file: string | undefined): Promise<Row[] | null> {
  const argument = file === undefined ? '' : quoteLua(file);
  const { ok, value } = await world.eval(`json.encode(json.array(botster.replaces(${argument})))`);
  return ok && value !== undefined ? parse(value) : null;
}

/** The value is shown as Lua shows a text: quoted. */
function parse(value: string): Row[] | null {
  try {
    return JSON.parse(JSON.parse(value)) as Row[];
  } catch {
    return null;
  }
}

type LinesOf = (file: string) => readonly string[];

/** The lines of a live file. Cut apart once: a file may replace all there is in another. */
function linesIn(world: LuaWorld): LinesOf {
  const known = new Map<string, readonly string[]>();
  return (file) => {
    const lines = known.get(file) ?? (world.text(file) ?? '').split(/\r?\n/);
    known.set(file, lines);
    return lines;
  };
}

function withBelow({ file, kind, name, owner, below }: Row, linesOf: LinesOf): Below {
  const { source, ...rest } = below;
  return { file, kind, name, owner, below: { ...rest, text: textOf(source, linesOf) } };
}

function lineOf({ owner }: Below): number {
  return Number(owner.split(':').at(-1));
}

/** Lines that are apart have a blank one between them. */
function textOf(source: Source, linesOf: LinesOf): string {
  if ('text' in source) return source.text;
  const lines = linesOf(source.file);
  return source.lines.map(([first, last]) => lines.slice(first - 1, last).join('\n')).join('\n\n');
}
