// One Lua state behind one door: text in, text out. Tables never cross. What Lua may ask of us is the few
// functions of `EngineHost`; it has no io, no package, and of os only what tells the time.
//
// Two faults of the machine below are kept in mind throughout: a JavaScript exception other than those
// that carry Lua's own errors leaves the state unusable (EngineDeadError), and no hook interrupts a C
// function (the watchdog on the main thread does).
import { createAllocator } from './allocator.ts';
import { createBudget } from './budget.ts';
import { pushText, readBytes, readText, withBytes } from './engine-text.ts';
import type { RunMarks } from './shared-marks.ts';
import { LUA_OK, loadWasmLua, MASK_COUNT, REGISTRY, type WasmLua } from './wasm-lua.ts';

export interface Engine {
  /** Calls the function that the first chunk returned. Throws EngineDeadError when the state is lost. */
  call(text: string): string;
  /** Bytes that Lua holds. */
  memory(): number;
  close(): void;
}

export interface EngineHost {
  /** Text of a file by unit name; null where there is none. */
  source(unit: string): string | null;
  /** That text as Lua, where it can be read as Luau; else null. */
  luau(unit: string): string | null;
  /** Compiled form of that text, if it was kept. */
  chunk(unit: string): Uint8Array | null;
  keepChunk(unit: string, dump: Uint8Array): void;
  readonly marks: RunMarks;
}

export class EngineDeadError extends Error {
  override readonly name = 'EngineDeadError';
}

export const MEMORY_LIMIT = 64 * 1024 * 1024;
/** What core code may use beyond, to tell that memory ran out. */
const RESERVE = 8 * 1024 * 1024;
/** Instructions between two looks at the clock: about 0.1 ms. */
const HOOK_COUNT = 10_000;
const STACK_SLOTS = 4_000;
const TIMEOUT = '\u0000timeout';

const libraries = ['coroutine', 'table', 'os', 'string', 'utf8', 'math', 'debug'] as const;

/** Makes engines, one at a time, in one wasm instance. */
export async function createEngineMaker(): Promise<(host: EngineHost, first: string) => Engine> {
  const lua = await loadWasmLua();
  const current = createStateHost(lua);
  return (host, first) => current.open(host, first);
}

interface StateHost {
  open(host: EngineHost, first: string): Engine;
}

/** The functions that wasm calls are made once: their table slots cannot be given back safely. */
function createStateHost(lua: WasmLua): StateHost {
  let host: EngineHost;
  let budget = createBudget(null);
  const allocator = createAllocator(lua);
  /** To be called whenever files' code begins or ends: what it may hold is less than what core code may. */
  const setLimit = (): void => allocator.limit(budget.isUser() ? MEMORY_LIMIT : MEMORY_LIMIT + RESERVE);

  const hook = lua.addFunction((state) => {
    if (!budget.expired()) return 0;
    pushText(lua, state!, TIMEOUT);
    return lua._lua_error(state!);
  }, 'vii');

  const number = (state: number, index: number): number => lua._lua_tonumberx(state, index, 0);
  const functions: Readonly<Record<string, (state: number) => number>> = {
    clock: (state) => answer(lua, state, performance.now() / 1000),
    time: (state) => answer(lua, state, Date.now() / 1000),
    /** enter(unit number, line, limit in ms, fresh) -> frame: what follows belongs to that unit. */
    enter: (state) => {
      const fresh = lua._lua_toboolean(state, 4) !== 0;
      const frame = budget.enter(number(state, 1), number(state, 2), number(state, 3), fresh);
      setLimit();
      return answer(lua, state, frame);
    },
    depth: (state) => answer(lua, state, budget.depth()),
    unwind: (state) => {
      budget.leave(number(state, 1) + 1);
      setLimit();
      return 0;
    },
    /** leave(frame) -> milliseconds since enter, whether the time had run out, and when that was, in milliseconds */
    leave: (state) => {
      const { ms, expired, at } = budget.leave(number(state, 1));
      setLimit();
      lua._lua_pushnumber(state, ms);
      lua._lua_pushboolean(state, expired ? 1 : 0);
      lua._lua_pushnumber(state, at);
      return 3;
    },
    /** dispatch(limit in ms): a new dispatch begins. */
    dispatch: (state) => {
      budget.begin(number(state, 1));
      setLimit();
      return 0;
    },
    expired: (state) => {
      lua._lua_pushboolean(state, budget.expired() ? 1 : 0);
      return 1;
    },
    /** memory() -> bytes that Lua holds, and that files may hold at most */
    memory: (state) => answer(lua, state, allocator.used()) + answer(lua, state, MEMORY_LIMIT),
    source: (state) => answer(lua, state, host.source(readText(lua, state, 1) ?? '')),
    luau: (state) => answer(lua, state, host.luau(readText(lua, state, 1) ?? '')),
    chunk: (state) => answer(lua, state, host.chunk(readText(lua, state, 1) ?? '')),
    keep: (state) => {
      const dump = readBytes(lua, state, 2);
      if (dump) host.keepChunk(readText(lua, state, 1) ?? '', dump);
      return 0;
    },
  };
  const pointers = Object.entries(functions).map(
    ([name, run]) => [name, lua.addFunction((state) => run(state!), 'ii')] as const,
  );

  const openState = (): { main: number; thread: number } => {
    const main = lua._lua_newstate(allocator.pointer, 0);
    if (main === 0) throw new EngineDeadError('no memory for a Lua state');
    lua._lua_checkstack(main, 100);
    lua._luaopen_base(main);
    for (const name of libraries) {
      lua[`_luaopen_${name}`](main);
      withName(lua, name, (pointer) => lua._lua_setglobal(main, pointer));
    }
    lua._lua_createtable(main, 0, pointers.length);
    for (const [name, pointer] of pointers) {
      lua._lua_pushcclosure(main, pointer, 0);
      withName(lua, name, (field) => lua._lua_setfield(main, -2, field));
    }
    withName(lua, 'host', (pointer) => lua._lua_setglobal(main, pointer));
    lua._lua_sethook(main, hook, MASK_COUNT, HOOK_COUNT);
    // Stays on the main stack, so that it is never collected.
    const thread = lua._lua_newthread(main);
    lua._lua_sethook(thread, hook, MASK_COUNT, HOOK_COUNT);
    lua._lua_checkstack(thread, STACK_SLOTS);
    return { main, thread };
  };

  return {
    open(nextHost, first) {
      host = nextHost;
      budget = createBudget(host.marks);
      allocator.reset();
      setLimit();
      let dead = false;
      const { main, thread } = openState();
      const guarded = <T>(run: () => T): T => {
        if (dead) throw new EngineDeadError('this Lua state is gone');
        try {
          return run();
        } catch (error) {
          dead = true;
          throw new EngineDeadError(error instanceof Error ? error.message : String(error));
        }
      };
      const checked = (status: number): void => {
        if (status === LUA_OK) return;
        throw new Error(readText(lua, thread, -1) ?? 'error in the Lua runtime');
      };
      const entry = guarded(() => {
        checked(loadFirst(lua, thread, first));
        checked(lua._lua_pcallk(thread, 0, 1, 0, 0, 0));
        return lua._luaL_ref(thread, REGISTRY);
      });
      return {
        call: (text) =>
          guarded(() => {
            lua._lua_settop(thread, 0);
            lua._lua_rawgeti(thread, REGISTRY, BigInt(entry));
            pushText(lua, thread, text);
            checked(lua._lua_pcallk(thread, 1, 1, 0, 0, 0));
            const reply = readText(lua, thread, -1) ?? '';
            lua._lua_settop(thread, 0);
            return reply;
          }),
        memory: () => allocator.used(),
        close() {
          if (!dead) lua._lua_close(main);
          dead = true;
        },
      };
    },
  };
}

function loadFirst(lua: WasmLua, state: number, text: string): number {
  const bytes = Buffer.from(text, 'utf8');
  return withBytes(lua, bytes, (pointer) =>
    withName(lua, '@core/runtime.lua', (name) =>
      withName(lua, 't', (mode) => lua._luaL_loadbufferx(state, pointer, bytes.length, name, mode)),
    ),
  );
}

function withName<T>(lua: WasmLua, name: string, use: (pointer: number) => T): T {
  return withBytes(lua, Buffer.from(name, 'utf8'), use);
}

function answer(lua: WasmLua, state: number, value: number | string | Uint8Array | null): number {
  if (value === null) lua._lua_pushnil(state);
  else if (typeof value === 'number') lua._lua_pushnumber(state, value);
  else pushText(lua, state, value);
  return 1;
}
