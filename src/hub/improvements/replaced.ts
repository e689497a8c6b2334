// What a file replaces of what the files below it made, as the live world tells it, with the source of both.
import { quoteLua } from '../../lua/lua-literal.ts';
import type { Layer, LuaWorld } from '../../lua/types.ts';

/** One thing that a file replaces. */
export interface Replaced {
  readonly file: string;
  /** As `lua who` names it: `method`, `key`, `hook`, … */
  readonly kind: string;
  /** `App.render`, `normal n` */
  readonly name: string;
  /** `file:line` */
  readonly owner: string;
  readonly text: string;
  readonly below: { readonly owner: string; readonly layer: Layer; readonly text: string };
}

/** What `file` replaces, or every file without, by line; null where the world does not answer. */
export async function askReplaced(world: LuaWorld, file?: string): Promise<Replaced[] | null> {
  const argument = file === undefined ? '' : quoteLua(file);
  const { ok, value } = await world.eval(`json.encode(json.array(botster.replaces(${argument})))`);
  const rows = ok && value !== undefined ? parse(value) : null;
  return rows?.map((row) => withTexts(row, world)).sort((a, b) => lineOf(a) - lineOf(b)) ?? null;
}

/** A method of App by its name alone, all else with its kind. */
export function labelOf({ kind, name }: Pick<Replaced, 'kind' | 'name'>): string {
  return kind === 'method' ? name : `${kind} ${name}`;
}

/** Where the world says that something is written. */
type Source = { readonly text: string } | { readonly file: string; readonly lines: readonly Range[] };
/** First and last line, from 1. */
type Range = readonly [number, number];

interface Row extends Omit<Replaced, 'text' | 'below'> {
  readonly source: Source;
  readonly below: { readonly owner: string; readonly layer: Layer; readonly source: Source };
}

/** The value is shown as Lua shows a text: quoted. */
function parse(value: string): Row[] | null {
  try {
    return JSON.parse(JSON.parse(value)) as Row[];
  } catch {
    return null;
  }
}

function withTexts({ source, below, ...row }: Row, world: LuaWorld): Replaced {
  const { owner, layer } = below;
  return {
    ...row,
    text: textOf(source, world),
    below: { owner, layer, text: textOf(below.source, world) },
  };
}

function lineOf({ owner }: Replaced): number {
  return Number(owner.split(':').at(-1));
}

/** Lines that are apart have a blank one between them. */
function textOf(source: Source, world: LuaWorld): string {
  if ('text' in source) return source.text;
  const lines = (world.text(source.file) ?? '').split(/\r?\n/);
  return source.lines.map(([first, last]) => lines.slice(first - 1, last).join('\n')).join('\n\n');
}
