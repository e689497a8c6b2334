// A Lua world that runs no Lua: files that begin with "bad" are refused, and everything asked of it is noted.
import type { KeyTable } from '../../src/core/key-table.ts';
import type { LuaError } from '../../src/core/lua-error.ts';
import type { CreateWorld } from '../../src/hub/lua-host.ts';
import type { AppState, BuildOutcome, LuaWorld, SourceFile, WorldEvents } from '../../src/lua/types.ts';

export interface FakeWorld {
  /** What it was last told of the application. */
  known(): AppState;
  readonly create: CreateWorld;
  /** What the hub told it: `key n`, `emit agent:exited`, … */
  readonly calls: { readonly name: string; readonly args: readonly unknown[] }[];
  /** The files of each build. */
  readonly builds: (readonly SourceFile[])[];
  events(): WorldEvents;
  state(): AppState | undefined;
  /** What `emit` of a `before` event gives. */
  answer(event: string, outcome: unknown): void;
  listensToOutput: boolean;
  /** What a view looks like. */
  tree: (state: AppState, view: string) => unknown;
}

export function createFakeWorld(): FakeWorld {
  const calls: { name: string; args: readonly unknown[] }[] = [];
  const builds: (readonly SourceFile[])[] = [];
  const answers = new Map<string, unknown>();
  let events: WorldEvents | undefined;
  let state: AppState | undefined;
  let generation = 0;
  let errors: readonly LuaError[] = [];
  let live: readonly SourceFile[] = [];

  const judge = (files: readonly SourceFile[]): BuildOutcome => {
    const found = files.filter(({ text }) => text.startsWith('bad')).map(refusal);
    const registered = Object.fromEntries(files.map(({ unit }) => [unit, { hooks: 1 }]));
    return { ok: found.length === 0, generation, errors: found, warnings: [], registered };
  };
  const note = (name: string, ...args: unknown[]): void => void calls.push({ name, args });
  const done = { ok: true, dirty: false };

  const world: LuaWorld = {
    async build(files) {
      builds.push(files);
      const outcome = judge(files);
      errors = outcome.errors;
      events!.onErrors(errors);
      if (generation > 0 && !outcome.ok) return outcome;
      generation++;
      live = files.filter(({ text }) => !text.startsWith('bad'));
      events!.onSwap({ generation, keys: keysOf(generation), listensToOutput: fake.listensToOutput });
      return { ...outcome, generation };
    },
    check: async (files) => judge(files),
    sync(next) {
      state = next;
    },
    render: async (view) => JSON.stringify(fake.tree(state!, view)),
    async key(view, mode, keys) {
      note('key', view, mode, keys);
      return done;
    },
    async event(view, path, event, args) {
      note('event', view, path, event, args);
      return done;
    },
    async emit(event, payload, identifier) {
      note('emit', event, payload, identifier);
      return { ...done, value: answers.get(event) ?? {} };
    },
    async answer(prompt, value) {
      note('answer', prompt, value);
      return done;
    },
    async eval(code) {
      note('eval', code);
      return { ok: true, value: code };
    },
    text: (unit) => live.find((file) => file.unit === unit)?.text ?? null,
    keys: () => keysOf(generation),
    errors: () => errors,
    units: () =>
      live.map(({ unit: path, layer }) => ({
        path,
        layer,
        status: 'live' as const,
        generation,
        live_since: null,
        registered: {},
      })),
    generation: () => generation,
    async close() {
      note('close');
    },
  };

  const fake: FakeWorld = {
    known: () => state!,
    create(options) {
      events = options.events;
      return world;
    },
    calls,
    builds,
    events: () => events!,
    state: () => state,
    answer: (event, outcome) => void answers.set(event, outcome),
    listensToOutput: false,
    tree: (now, view) => ({
      type: 'text',
      spans: [{ text: `${view} ${now.agents.map(({ name }) => name).join(' ')}` }],
    }),
  };
  return fake;
}

function keysOf(version: number): KeyTable {
  return { version, prefix: 'ctrl+b', modes: [], bindings: [] };
}

function refusal({ unit, path }: SourceFile): LuaError {
  const at = '2026-01-01T00:00:00.000Z';
  return {
    ok: false,
    kind: 'lua_error',
    phase: 'syntax',
    unit,
    file: path,
    line: 1,
    message: 'it is bad',
    action: 'kept_last_good',
    count: 1,
    first_at: at,
    last_at: at,
  };
}
