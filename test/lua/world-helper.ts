// A Lua world with everything around it: the worker as it was built, the package's own files, a store in memory,
// and a hub that takes notes.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';
import type { Agent } from '../../src/core/agent.ts';
import type { LuaError } from '../../src/core/lua-error.ts';
import type { ViewState } from '../../src/core/view.ts';
import { createRecent, type Recent } from '../../src/hub/recent.ts';
import { createChunkCache } from '../../src/lua/chunk-cache.ts';
import { createPool } from '../../src/lua/pool.ts';
import { createLuaWorld, type WorldParts } from '../../src/lua/supervisor.ts';
import type {
  AppState,
  BuildOutcome,
  Effect,
  Layer,
  LuaWorld,
  SourceFile,
  ViewUpdate,
  WorldEvents,
  WorldStore,
} from '../../src/lua/types.ts';
import { dist } from '../helpers/private-home.ts';
import { until } from '../helpers/until.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const SLOW = /took \d+ ms \(more than \d+ ms is felt\)$/;

/** The worker of the built program. */
export const worker = pathToFileURL(join(dist, 'lua-worker.js'));

// A world takes the blank worker that the one before left in stock, and leaves one, and its thread: few are started.
const cache = createChunkCache();
const pool = createPool(worker, cache);
afterAll(() => pool.close());
const shared = { cache: { ...cache, retain: () => {} }, pool: { ...pool, close: async () => {} } };

/** A file of a layer, named by its unit: `user/layout.lua`; `project/app/x.lua` is of the repository `/home/u/app`. */
export function file(unit: string, text: string): SourceFile {
  const [first = '', second, third] = unit.split('/');
  const layer = (first === 'keybindings' ? 'default' : first) as Layer;
  const hash = createHash('sha256').update(text).digest('hex');
  const path = layer === 'project' ? `/home/u/${second}/.botster/${third}` : `/home/u/.botster/${unit}`;
  return { unit, layer, path, text, hash };
}

function folderFiles(folder: string, prefix: string): SourceFile[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.lua'))
    .map((name) => file(`${prefix}/${name}`, readFileSync(join(root, folder, name), 'utf8')));
}

/** The package's own files. */
export const base: readonly SourceFile[] = [
  ...folderFiles('lua/core', 'core'),
  ...folderFiles('lua/core/tools', 'core/tools'),
  ...folderFiles('lua/core/project', 'core/project'),
  ...folderFiles('lua/default', 'default'),
  ...folderFiles('lua/default/detectors', 'default/detectors'),
  ...folderFiles('lua/default/tools', 'default/tools'),
  ...folderFiles('keybindings', 'keybindings'),
];

export function agent(id: string, more: Partial<Agent> = {}): Agent {
  return {
    id,
    name: id,
    argv: ['sh'],
    cwd: '/home/u/project',
    pid: 1,
    status: 'running',
    title: '',
    created_at: '2026-01-02T03:04:05.000Z',
    last_output_at: null,
    unread: false,
    group: '/home/u/project',
    size: { columns: 80, rows: 24 },
    ...more,
  };
}

export function view(id: string, more: Partial<ViewState> = {}): ViewState {
  return {
    id,
    mode: 'normal',
    focus: 'a1',
    selected: 'a1',
    scroll: {},
    drafts: {},
    fields: {},
    size: { columns: 80, rows: 24 },
    last_used_at: 0,
    ...more,
  };
}

export interface MemoryStore extends WorldStore {
  readonly state: Map<string, string>;
  manifest: readonly SourceFile[] | null;
}

export function memoryStore(): MemoryStore {
  const state = new Map<string, string>();
  return {
    state,
    manifest: null,
    loadState: () => Object.fromEntries(state),
    saveState(key, json) {
      if (json === null) state.delete(key);
      else state.set(key, json);
    },
    loadManifest() {
      return this.manifest;
    },
    saveManifest(files) {
      this.manifest = files;
    },
  };
}

type Files = Readonly<Record<string, string>>;

export interface TestWorld {
  readonly world: LuaWorld;
  readonly store: MemoryStore;
  readonly effects: Effect[];
  readonly updates: ViewUpdate[];
  readonly logs: string[];
  /** What the hub keeps for `log.recent`. */
  readonly recent: Recent;
  readonly swaps: { generation: number; listensToOutput: boolean }[];
  readonly requests: {
    effect: Effect;
    signal: AbortSignal;
    answer(value: unknown): void;
    fail(error: Error): void;
  }[];
  dirtied: number;
  /** The files of the person, by unit; handed in with `build`. */
  readonly files: Map<string, string>;
  app: AppState;
  sync(more: Partial<AppState>): void;
  /** Writes files (null deletes) and builds. */
  save(files: Readonly<Record<string, string | null>>): Promise<BuildOutcome>;
  /** The tree of view `v1`, parsed. */
  tree(): Promise<{ readonly type: string; readonly [prop: string]: unknown }>;
  /** All text of the tree, joined. */
  text(): Promise<string>;
  /** What an expression is in the live world. Throws Error with the error's message. */
  eval(code: string): Promise<string>;
  error(unit: string): LuaError | undefined;
}

const opened = new Map<LuaWorld, Recent>();

/** Ends every world that a test opened. */
export async function closeWorlds(): Promise<void> {
  await Promise.all([...opened.keys()].map((world) => world.close()));
  for (const recent of opened.values()) recent.close();
  opened.clear();
}

/** `more` are events that the world has besides. */
export async function openWorld(
  files: Files = {},
  store: MemoryStore = memoryStore(),
  more: Pick<WorldEvents, 'onOpen' | 'onTraced'> & Pick<Partial<WorldParts>, 'sleep'> = {},
): Promise<TestWorld> {
  const effects: Effect[] = [];
  const updates: ViewUpdate[] = [];
  const logs: string[] = [];
  const recent = createRecent();
  const swaps: TestWorld['swaps'] = [];
  const requests: TestWorld['requests'] = [];
  const world = createLuaWorld({
    store,
    parts: { ...shared, ...(more.sleep && { sleep: more.sleep }) },
    events: {
      onOpen(spec, voice) {
        if (spec.kind === 'recent') return recent.open(voice);
        if (more.onOpen) return more.onOpen(spec, voice);
        queueMicrotask(() => voice.end('failed', 'nothing can be opened here'));
        return { act: () => null, close() {} };
      },
      onTold: recent.told,
      ...(more.onTraced && { onTraced: more.onTraced }),
      onEffect: (effect) => void effects.push(effect),
      onViewUpdate(update) {
        updates.push(update);
        const views = made.app.views.map((one) =>
          one.id === update.view ? { ...one, ...update.change } : one,
        );
        made.sync({ views });
      },
      onRequest: (effect, signal) =>
        new Promise((answer, fail) => {
          requests.push({ effect, signal, answer, fail });
        }),
      onErrors: recent.errors,
      onSwap: ({ generation, listensToOutput }) => void swaps.push({ generation, listensToOutput }),
      onDirty: () => {
        made.dirtied++;
      },
      onLog(level, unit, message, isDrawn) {
        // That something took long is the machine's doing, not the test's.
        if (!SLOW.test(message)) logs.push(`${level} ${unit}: ${message}`);
        recent.log(level, unit, message, isDrawn);
      },
    },
  });
  opened.set(world, recent);
  const made: TestWorld = {
    world,
    store,
    effects,
    updates,
    logs,
    recent,
    swaps,
    requests,
    dirtied: 0,
    files: new Map(Object.entries(files)),
    app: {
      agents: [agent('a1'), agent('a2')],
      views: [view('v1')],
      attached: ['v1'],
      home: '/home/u/.botster',
      user_home: '/home/u',
      version: '0.1.0',
      safe: false,
    },
    sync(more) {
      made.app = { ...made.app, ...more };
      world.sync(made.app);
    },
    save(changes) {
      for (const [unit, text] of Object.entries(changes))
        if (text === null) made.files.delete(unit);
        else made.files.set(unit, text);
      return world.build(sources(made), Object.keys(changes));
    },
    tree: async () => JSON.parse(await world.render('v1')),
    async text() {
      return texts(await made.tree()).join(' ');
    },
    async eval(code) {
      const result = await world.eval(code);
      if (!result.ok) throw new Error(result.error?.message ?? 'failed');
      return result.value ?? '';
    },
    error: (unit) => world.errors().find((error) => error.unit === unit),
  };
  made.sync({});
  await world.build(sources(made));
  return made;
}

/** Every file of the world, the package's and the person's. */
export function sources(world: TestWorld): SourceFile[] {
  return [...base, ...[...world.files].map(([unit, text]) => file(unit, text))];
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (key === 'text' ? [String(one)] : texts(one)));
}

/** What files logged themselves, without the file: not the warnings about slow ones. */
export function said(world: TestWorld): string[] {
  return world.logs.filter((line) => !line.startsWith('warn')).map((line) => line.replace(/^\w+ \S+: /, ''));
}

export { until };
