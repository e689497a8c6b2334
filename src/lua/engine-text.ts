// Text across the border of the wasm memory: whole, whatever bytes it holds. NUL passes; what is no UTF-8
// becomes U+FFFD on its way out.
import type { WasmLua } from './wasm-lua.ts';

/** Pushes text or bytes onto a Lua stack. Throws Error when the wasm memory is full. */
export function pushText(lua: WasmLua, state: number, text: string | Uint8Array): void {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
  withBytes(lua, bytes, (pointer) => lua._lua_pushlstring(state, pointer, bytes.length));
}

/** Copies `bytes` (and a final NUL) into the wasm memory for the time of `use`. */
export function withBytes<T>(lua: WasmLua, bytes: Uint8Array, use: (pointer: number) => T): T {
  const pointer = lua._malloc(bytes.length + 1);
  if (pointer === 0) throw new Error('the Lua memory is full');
  lua.HEAPU8.set(bytes, pointer);
  lua.HEAPU8[pointer + bytes.length] = 0;
  try {
    return use(pointer);
  } finally {
    lua._free(pointer);
  }
}

/** The string at `index` as bytes, copied; null where there is none. Converts numbers in place as Lua does. */
export function readBytes(lua: WasmLua, state: number, index: number): Buffer | null {
  const length = lua._malloc(4);
  try {
    const pointer = lua._lua_tolstring(state, index, length);
    if (pointer === 0) return null;
    return Buffer.from(lua.HEAPU8.subarray(pointer, pointer + lua.HEAPU32[length >> 2]!));
  } finally {
    lua._free(length);
  }
}

export function readText(lua: WasmLua, state: number, index: number): string | null {
  return readBytes(lua, state, index)?.toString('utf8') ?? null;
}
