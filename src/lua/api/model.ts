// The Lua API as data: one file per module declares its rows with these makers, and the environment, the
// LuaLS stubs, the reference page and `:help` are all made from them. Types are written as LuaLS writes
// them; `core/manifest.lua` gets the same rows, so what a function accepts is checked from here too.

export interface Param {
  /** `...` takes any number of values. */
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
}

export interface ApiFunction {
  readonly name: string;
  readonly params: readonly Param[];
  readonly returns: string;
  readonly doc: string;
  readonly since: string;
  /** Files of the improvements layer need this granted. */
  readonly capability?: string;
}

export interface ApiField {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly doc: string;
}

/** A table with known keys: what an `opts` takes, or what a function hands out. */
export interface ApiClass {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly ApiField[];
  readonly methods: readonly ApiFunction[];
  /** Other keys are an error where it is passed in. */
  readonly closed: boolean;
}

export interface ApiModule {
  readonly name: string;
  readonly doc: string;
  readonly functions: readonly ApiFunction[];
  readonly fields: readonly ApiField[];
  /** The module itself can be called: `notify("done")`. */
  readonly call?: ApiFunction;
}

/** A widget: `ui.<name>`. Props are checked by name and kind; `events` become `on_<event>` props. */
export interface Widget {
  readonly name: string;
  readonly doc: string;
  /** How it is called, as LuaLS writes a function's parameters. */
  readonly params: readonly Param[];
  readonly props: readonly ApiField[];
  readonly events: readonly string[];
}

/** Something that happens, and is told on the bus. */
export interface ApiEvent {
  readonly name: string;
  readonly doc: string;
  /** Who tells of it: the program, or plugins and what agents report. */
  readonly by: 'program' | 'others';
  /** Handlers may cancel or change what is to happen. */
  readonly before: boolean;
  /** The payload has an agent, which `pattern` looks at by its name. */
  readonly agent: boolean;
  /** The payload field that `pattern` looks at; else the agent's name. */
  readonly identifier?: string;
  /** What the `on_*` spelling is called with; `event` is the event itself. Absent: just that. */
  readonly positional?: readonly string[];
  /** Of the payload. */
  readonly fields: readonly ApiField[];
}

export interface Alias {
  readonly name: string;
  readonly type: string;
  readonly doc: string;
}

const FIRST = '0.1';

/** `fn('get(id: string, opts?: X): Agent?', 'doc')`. Throws Error where the signature cannot be read. */
export function fn(
  signature: string,
  doc: string,
  more: { since?: string; capability?: string } = {},
): ApiFunction {
  const found = /^([A-Za-z_][A-Za-z_0-9]*)\((.*)\)(?::\s*(.+))?$/s.exec(signature.trim());
  if (!found) throw new Error(`cannot read the signature "${signature}"`);
  return {
    name: found[1]!,
    params: params(found[2]!),
    returns: found[3] ?? 'nil',
    doc,
    since: more.since ?? FIRST,
    ...(more.capability ? { capability: more.capability } : {}),
  };
}

/** Fields, one a key: `{ 'title?': ['string', 'Shown in the border.'] }`. */
export function fields(rows: Readonly<Record<string, readonly [type: string, doc: string]>>): ApiField[] {
  return Object.entries(rows).map(([key, [type, doc]]) => ({
    name: key.replace(/\?$/, ''),
    type,
    optional: key.endsWith('?'),
    doc,
  }));
}

/** The parameters written in `text`: `id: string, opts?: {a: string}`. */
export function params(text: string): Param[] {
  return splitTop(text, ',').map((part) => {
    const found = /^(\.\.\.|[A-Za-z_]+)(\?)?:\s*(.+)$/s.exec(part);
    if (!found) throw new Error(`cannot read the parameter "${part}"`);
    return { name: found[1]!, type: found[3]!.trim(), optional: found[2] === '?' };
  });
}

/** `text` cut at the `separator`s that are inside no bracket; blank parts are left out. */
export function splitTop(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (c !== undefined && '({[<'.includes(c)) depth++;
    else if (c !== undefined && ')}]>'.includes(c)) depth--;
    else if (i === text.length || (depth === 0 && c === separator)) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return parts.filter((part) => part !== '');
}

/** A class whose tables are passed in: a key it does not know is an error. */
export const closed = (name: string, doc: string, rows: Parameters<typeof fields>[0]): ApiClass => ({
  name,
  doc,
  fields: fields(rows),
  methods: [],
  closed: true,
});
