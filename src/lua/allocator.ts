// Lua's allocator, as WebAssembly: it runs hundreds of thousands of times a build, and each way out to
// JavaScript and back would cost more than the allocation (measured: a fifth of all of Lua's time).
import type { WasmLua } from './wasm-lua.ts';
import { type WasmGlobal, webAssembly } from './webassembly.ts';

export interface Allocator {
  /** Its number, for `lua_newstate`. */
  readonly pointer: number;
  /** Bytes held now. */
  used(): number;
  /** Begins counting anew: a fresh state. */
  reset(): void;
  /** What would pass so many bytes is refused from now on; Lua reports it as "not enough memory". */
  limit(bytes: number): void;
}

/*
(module
  (import "lua" "realloc" (func $realloc (param i32 i32) (result i32)))
  (import "lua" "free" (func $free (param i32)))
  (global $used (export "used") (mut i32) (i32.const 0))
  (global $limit (export "limit") (mut i32) (i32.const 0))
  ;; lua_Alloc: https://www.lua.org/manual/5.4/manual.html#lua_Alloc
  (func (export "allocate") (param $data i32) (param $pointer i32) (param $old i32) (param $new i32) (result i32)
    (local $after i32)
    ;; Of a new block, Lua says what it is for where an old one's size would be.
    (if (i32.eqz (local.get $pointer)) (then (local.set $old (i32.const 0))))
    (if (i32.eqz (local.get $new)) (then
      (call $free (local.get $pointer))
      (global.set $used (i32.sub (global.get $used) (local.get $old)))
      (return (i32.const 0))))
    (local.set $after (i32.sub (i32.add (global.get $used) (local.get $new)) (local.get $old)))
    (if (i32.gt_u (local.get $new) (local.get $old)) (then
      (if (i32.or (i32.gt_u (local.get $new) (global.get $limit)) (i32.gt_u (local.get $after) (global.get $limit)))
        (then (return (i32.const 0))))))
    (local.set $pointer (call $realloc (local.get $pointer) (local.get $new)))
    (if (local.get $pointer) (then (global.set $used (local.get $after))))
    (local.get $pointer)))
*/
const CODE =
  'AGFzbQEAAAABEwNgAn9/AX9gAX8AYAR/f39/AX8CGgIDbHVhB3JlYWxsb2MAAANsdWEEZnJlZQABAwIBAgYLAn8BQQALfwFBAAsHGwMEdXNlZAMABWxp' +
  'bWl0AwEIYWxsb2NhdGUAAgpaAVgBAX8gAUUEQEEAIQILIANFBEAgARABIwAgAmskAEEADwsjACADaiACayEEIAMgAksEQCADIwFLIAQjAUtyBEBBAA8L' +
  'CyABIAMQACEBIAEEQCAEJAALIAEL';

interface Exports {
  readonly used: WasmGlobal;
  readonly limit: WasmGlobal;
  readonly allocate: () => number;
}

/** Throws where `lua` cannot take it; there is none then. */
export function createAllocator(lua: WasmLua): Allocator {
  const module = new webAssembly.Module(Buffer.from(CODE, 'base64'));
  const instance = new webAssembly.Instance(module, { lua: { realloc: lua._realloc, free: lua._free } });
  const { used, limit, allocate } = instance.exports as unknown as Exports;
  return {
    pointer: lua.addFunction(allocate, 'iiiii'),
    used: () => used.value >>> 0,
    reset() {
      used.value = 0;
    },
    limit(bytes) {
      limit.value = bytes;
    },
  };
}
