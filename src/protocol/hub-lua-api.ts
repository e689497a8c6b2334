// What the hub offers about Lua: what is live, what was, what it replaces, and code from outside.
import * as v from 'valibot';
import type { LuaError } from '../core/lua-error.ts';
import { nothing, saved, seconds, shape, text } from './hub-schemas.ts';
import type { Methods } from './rpc.ts';

export const luaMethods = {
  reload: {
    params: nothing,
    result: v.object({ ok: v.boolean(), generation: v.number(), errors: v.array(shape<LuaError>()) }),
  },
  /** `left_out`: paths of files that are not loaded because there are too many; there may be thousands. */
  'lua.list': {
    params: nothing,
    result: v.object({ units: v.array(shape<LuaUnit>()), left_out: v.array(v.string()) }),
  },
  'lua.check': {
    params: v.object({ path: text, text: v.optional(text) }),
    result: v.object({ ok: v.boolean(), errors: v.array(shape<LuaError>()), warnings: v.array(text) }),
  },
  'lua.wait': {
    params: v.object({ path: text, timeout: v.optional(seconds, 10) }),
    result: v.object(saved),
  },
  /** Texts of a file that were live, or were replaced by a revert, oldest first. */
  'lua.versions': {
    params: v.object({ path: text }),
    result: v.object({ versions: v.array(shape<LuaVersion>()) }),
  },
  /** Puts an earlier text back on disk, and waits for what becomes of it. */
  'lua.revert': {
    params: v.object({ path: text, to: v.optional(v.number()) }),
    result: v.object({ ...saved, version: v.number() }),
  },
  /** A file that is off stays on disk and is not loaded. */
  'lua.switch': { params: v.object({ path: text, on: v.boolean() }), result: v.object({ unit: text }) },
  'lua.capabilities': {
    params: v.object({ path: text }),
    result: v.object({ asked: v.array(text), granted: v.array(text) }),
  },
  'lua.grant': { params: v.object({ path: text, capability: text, granted: v.boolean() }), result: v.null() },
  'lua.who': { params: v.object({ name: text }), result: v.object({ owners: v.array(shape<LuaOwner>()) }) },
  /** What a file that is live replaces of what the files below it made. */
  'lua.replaced': {
    params: v.object({ path: text }),
    result: v.object({ live: v.boolean(), replaced: v.array(shape<LuaReplaced>()) }),
  },
  /** What changed below a file with a new version of the program was seen. `settled` says how much did. */
  'lua.seen': { params: v.object({ path: text }), result: v.object({ settled: v.number() }) },
  /** What the code of files has cost in the live world, the most first. */
  'lua.top': { params: nothing, result: shape<LuaCosts>() },
  /**
   * Begins a trace of the events that a glob means, until the connection closes (one at a time); with `after`, what came
   * after that number, as soon as there is some, or an empty list after 25 seconds.
   */
  'lua.trace': {
    params: v.object({
      events: v.pipe(text, v.minLength(1), v.maxLength(100)),
      agent: v.optional(text),
      after: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    }),
    result: v.object({
      events: v.array(v.object({ seq: v.number(), at: v.number(), type: text, payload: v.unknown() })),
      last: v.number(),
      missed: v.number(),
    }),
  },
  /** Runs the checks of Lua files, or the one of that name; the program's own among them is called `core`. */
  'lua.health': {
    params: v.object({ name: v.optional(text) }),
    result: v.object({ reports: v.array(shape<HealthReport>()) }),
  },
  'lua.errors': { params: nothing, result: v.object({ errors: v.array(shape<LuaError>()) }) },
  'lua.eval': {
    params: v.object({ code: text }),
    result: v.object({ ok: v.boolean(), value: v.optional(text), error: v.optional(shape<LuaError>()) }),
  },
} satisfies Methods;

/** One text of a Lua file. `number` counts up for each file. */
export interface LuaVersion {
  readonly number: number;
  readonly hash: string;
  readonly text: string;
  readonly at: string;
  readonly generation: number | null;
}

/** Who answers to a name: the first is in force, the others lie below it. */
export interface LuaOwner {
  readonly kind: string;
  readonly name: string;
  /** `file:line`. */
  readonly owner: string;
  readonly layer: string;
  readonly in_force: boolean;
  readonly desc?: string;
  /** Of a key: `file:line` of another file of the same layer that wants it. */
  readonly conflict?: string;
  /** `file:line` of a default that it replaces and that changed with this version of the program. */
  readonly changed_default?: string;
}

/** What one check has said. */
export interface HealthReport {
  readonly name: string;
  /** The worst of what it said. */
  readonly level: HealthLevel;
  /** `file:line` of the check. */
  readonly owner?: string;
  readonly items: readonly HealthItem[];
}

export interface HealthItem {
  /** `start` is a heading. */
  readonly level: HealthLevel | 'start';
  readonly text: string;
  readonly advice?: readonly string[];
}

export type HealthLevel = 'ok' | 'info' | 'warn' | 'error';

/** What the code of files has cost; times in milliseconds. */
export interface LuaCosts {
  readonly generation: number;
  /** Bytes that Lua holds, files may hold at most, and that the world in stock holds; null where there is none. */
  readonly memory: number;
  readonly memory_limit: number;
  readonly stock_memory: number | null;
  /** How long the defaults took to load, which is done ahead, and how long the person's files did. */
  readonly prepare_ms: number;
  readonly build_ms: number;
  readonly files: readonly { readonly path: string; readonly layer: string; readonly load_ms: number }[];
  readonly rows: readonly LuaCost[];
}

export interface LuaCost {
  readonly kind: string;
  readonly name: string;
  /** `file:line`. */
  readonly owner: string;
  readonly layer: string;
  readonly calls: number;
  readonly errors: number;
  readonly ms: number;
  readonly slowest_ms: number;
  /** Epoch seconds. */
  readonly last: number;
  readonly disabled?: boolean;
}

/** One thing that a file replaces, with the source of both. Owners are `file:line`. */
export interface LuaReplaced {
  readonly kind: string;
  readonly name: string;
  readonly owner: string;
  readonly text: string;
  readonly below: { readonly owner: string; readonly layer: LuaUnit['layer']; readonly text: string };
  /** A default that changed with this version: its text before, null where that was not kept. */
  readonly was?: string | null;
}

/** One Lua file as `lua list` shows it. */
export interface LuaUnit {
  readonly path: string;
  readonly layer: 'core' | 'default' | 'plugins' | 'project' | 'user' | 'improvements';
  readonly status: 'live' | 'refused' | 'disabled' | 'quarantined' | 'left_out';
  readonly generation: number;
  readonly live_since: string | null;
  readonly registered: Readonly<Record<string, number>>;
  /** Defaults that it replaces and that changed with this version of the program: `App.render`, `key normal n`. */
  readonly changed_defaults?: readonly string[];
  readonly error?: LuaError;
}
