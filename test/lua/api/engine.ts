// An engine with the API modules over the stand-in runtime of fake-runtime.lua. Everything crosses as text.
import { readFileSync } from 'node:fs';
import { LuaFactory } from 'wasmoon';

const root = new URL('../../../', import.meta.url);
const factory = new LuaFactory();
const runtime = readFileSync(new URL('fake-runtime.lua', import.meta.url), 'utf8');

export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

export interface Effect {
  readonly name: string;
  readonly params: Readonly<Record<string, Plain>>;
  readonly unit: string;
  readonly waits?: boolean;
}

export interface ViewData {
  id: string;
  mode: string;
  focus?: string;
  selected?: string;
  columns: number;
  rows: number;
  fields: Record<string, Plain>;
  scroll: Record<string, number>;
}

export interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly [prop: string]: unknown;
}

export interface Engine {
  /** Runs Lua with the raw globals; the JSON value of what it returns. */
  run(code: string): unknown;
  /** Loads a file into a layer. Null, or the message of what it raised. */
  load(unit: string, text: string): string | null;
  /** What `code` returns in a user file's environment. Throws Error with the message of what it raised. */
  user(code: string): unknown;
  dispatch(kind: string, message: Plain): unknown;
  render(): Node;
  press(mode: string, ...keys: string[]): boolean;
  setAgents(agents: readonly Record<string, Plain>[]): void;
  setView(view: Partial<ViewData> | null): void;
  view(): ViewData;
  /** What was asked of the hub since the last call. */
  effects(): Effect[];
  errors(): { unit: string; where: string; message: string }[];
  warnings(): string[];
  logs(): { level: string; unit: string; text: string }[];
  close(): void;
}

/** Plain data as a Lua literal. */
export function toLua(value: Plain): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `{ ${value.map(toLua).join(', ')} }`;
  return `{ ${Object.entries(value)
    .map(([key, one]) => `[${quote(key)}] = ${toLua(one)}`)
    .join(', ')} }`;
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}"`;
}

const layers = /^(default|keybindings|user|improvements|plugins)\//;

/** A fresh engine; `defaults` loads lua/default and keybindings too. */
export async function createEngine(options: { defaults?: boolean } = {}): Promise<Engine> {
  const lua = await factory.createEngine({ enableProxy: false });
  lua.global.set('__source', (path: string) => readFileSync(new URL(path, root), 'utf8'));
  let count = 0;

  const run = (code: string): unknown => {
    lua.global.set('__code', code);
    const text = lua.doStringSync(`
      local chunk, message = load(__code, "@test")
      if not chunk then return "!" .. message end
      local ok, value = pcall(chunk)
      if not ok then return "!" .. tostring(value) end
      return "=" .. (rt and rt.encode(value) or "null")`) as string;
    if (text.startsWith('!')) throw new Error(text.slice(1));
    return JSON.parse(text.slice(1));
  };

  const engine: Engine = {
    run,
    load(unit, text) {
      const layer = layers.exec(unit)?.[1]?.replace('keybindings', 'default') ?? 'user';
      lua.global.set('__text', text);
      try {
        run(`rt.load(${quote(unit)}, ${quote(layer)}, __text)`);
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    },
    user(code) {
      const unit = `user/t${++count}.lua`;
      lua.global.set('__text', code);
      return run(`
        rt.load(${quote(unit)}, "user", "return {(function() " .. __text .. "\\nend)()}")
        return require_result(${quote(`user.t${count}`)})`);
    },
    dispatch: (kind, message) => run(`return rt.dispatch(${quote(kind)}, ${toLua(message)})`),
    render: () => JSON.parse(run('return rt.dispatch("render", {})') as string) as Node,
    press: (mode, ...keys) =>
      (
        run(`return rt.dispatch("key", { mode = ${quote(mode)}, keys = ${toLua(keys)} })`) as {
          handled: boolean;
        }
      ).handled,
    setAgents(agents) {
      run(
        `rt.app = { agents = ${toLua(agents.map((one, i) => agent(i, one)))}, version = "0.1.0", home = "/home/u/.botster", user_home = "/home/u" }`,
      );
    },
    setView(view) {
      const full = {
        id: 'v1',
        mode: 'normal',
        columns: 80,
        rows: 24,
        fields: {},
        scroll: {},
        drafts: {},
        ...view,
      };
      run(view === null ? 'rt.set_view(nil)' : `rt.set_view(${toLua(full)})`);
    },
    view: () => run('return rt.view()') as ViewData,
    effects: () =>
      run('local list = rt.effects rt.effects = {} return rt.module("json").array(list)') as Effect[],
    errors: () =>
      run('local list = rt.errors rt.errors = {} return rt.module("json").array(list)') as ReturnType<
        Engine['errors']
      >,
    warnings: () => run('return rt.module("json").array(rt.warnings)') as string[],
    logs: () => run('return rt.module("json").array(rt.logs)') as ReturnType<Engine['logs']>,
    close: () => lua.global.close(),
  };

  lua.doStringSync(`
    local chunk = assert(load(${luaLong(runtime)}, "@core/runtime.lua"))
    chunk()
    if ${options.defaults ?? false} then rt.load_defaults() end`);
  return engine;
}

function luaLong(text: string): string {
  return `[====[\n${text}]====]`;
}

function agent(index: number, over: Record<string, Plain>): Record<string, Plain> {
  return {
    id: `a${index + 1}`,
    name: `agent${index + 1}`,
    argv: ['sh'],
    cwd: '/home/u/project',
    status: 'running',
    title: '',
    unread: false,
    group: '/home/u/project',
    created_at: 1_700_000_000 + index,
    ...over,
  };
}
