// Shapes that the methods of the hub are made of.
import * as v from 'valibot';
import type { LuaError } from '../core/lua-error.ts';

export const text = v.string();
export const ref = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const dimension = v.pipe(v.number(), v.integer());
export const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(1e6));
export const nothing = v.object({});
export const done = v.nullish(v.unknown());
export const shape = <T>() => v.custom<T>((value) => typeof value === 'object' && value !== null);
/** What became of a saved Lua file. `answered`: that is known. */
export const saved = {
  ok: v.boolean(),
  answered: v.boolean(),
  generation: v.number(),
  error: v.optional(shape<LuaError>()),
  registered: v.optional(shape<Record<string, number>>()),
};
/** What became of a text that was to be typed into an agent. */
export const receipt = v.object({ delivered: v.boolean(), queued: v.boolean(), reason: v.optional(text) });
