// The part of wasmoon that we use: Lua's own C functions, called with plain numbers, and the memory they
// work in. Nothing else of the package is touched, so that another Lua 5.4 build can take its place.
import { createRequire } from 'node:module';
import { LuaFactory } from 'wasmoon';
import { type WasmExports, webAssembly } from './webassembly.ts';

/** Lua's C API by its own names; every argument and result is a number. */
export interface WasmLua {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  addFunction(run: (...args: number[]) => number, signature: string): number;
  _malloc(size: number): number;
  _realloc(pointer: number, size: number): number;
  _free(pointer: number): void;
  _lua_newstate(allocate: number, data: number): number;
  _lua_close(state: number): void;
  _lua_newthread(state: number): number;
  _lua_checkstack(state: number, slots: number): number;
  _lua_gettop(state: number): number;
  _lua_settop(state: number, index: number): void;
  _lua_type(state: number, index: number): number;
  _lua_tonumberx(state: number, index: number, isNumber: number): number;
  _lua_toboolean(state: number, index: number): number;
  _lua_tolstring(state: number, index: number, length: number): number;
  _lua_pushnil(state: number): void;
  _lua_pushnumber(state: number, value: number): void;
  _lua_pushboolean(state: number, value: number): void;
  _lua_pushlstring(state: number, bytes: number, length: number): number;
  _lua_pushcclosure(state: number, run: number, upvalues: number): void;
  _lua_createtable(state: number, list: number, fields: number): void;
  _lua_setfield(state: number, index: number, name: number): void;
  _lua_setglobal(state: number, name: number): void;
  _lua_rawgeti(state: number, index: number, n: bigint): number;
  _lua_pcallk(
    state: number,
    args: number,
    results: number,
    handler: number,
    context: number,
    k: number,
  ): number;
  _lua_error(state: number): number;
  _lua_sethook(state: number, hook: number, mask: number, count: number): void;
  _luaL_ref(state: number, table: number): number;
  _luaL_loadbufferx(state: number, bytes: number, length: number, name: number, mode: number): number;
  _luaopen_base(state: number): number;
  _luaopen_coroutine(state: number): number;
  _luaopen_table(state: number): number;
  _luaopen_os(state: number): number;
  _luaopen_string(state: number): number;
  _luaopen_utf8(state: number): number;
  _luaopen_math(state: number): number;
  _luaopen_debug(state: number): number;
}

export const REGISTRY = -1_001_000;
export const MASK_COUNT = 8;
export const LUA_OK = 0;

/** In the package, which itself is part of our bundle: a thread starts a quarter sooner than with it outside. */
function wasmFile(): string {
  return createRequire(import.meta.url).resolve('wasmoon/dist/glue.wasm');
}

/** A fresh instance: its memory is shared with no other. One at a time may be loaded in a thread. */
export async function loadWasmLua(): Promise<WasmLua> {
  const { result, exports } = await exportsOf(() => new LuaFactory(wasmFile()).getLuaModule());
  const module = result.module as unknown as WasmLua;
  const lua = Object.create(module) as Record<string, unknown>;
  for (const [name, value] of Object.entries(exports))
    if (typeof value === 'function') lua[`_${name}`] = value;
  return lua as unknown as WasmLua;
}

/**
 * What `load` makes, and the exports of the WebAssembly below it. The package gives out each of them only in a
 * wrapper that composes two messages a call (measured: a third of the time of a build of 200 files).
 */
async function exportsOf<T>(
  load: () => Promise<T>,
): Promise<{ readonly result: T; readonly exports: WasmExports }> {
  const { instantiate } = webAssembly;
  let exports: WasmExports = {};
  webAssembly.instantiate = async (bytes, imports) => {
    const made = await instantiate(bytes, imports);
    ({ exports } = made.instance);
    return made;
  };
  try {
    return { result: await load(), exports };
  } finally {
    webAssembly.instantiate = instantiate;
  }
}
