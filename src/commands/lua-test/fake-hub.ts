// The hub of a program under test: the program's own views, overlays, events and effects around its own Lua
// world, with agents that only seem to run. It has one view, whose terminal is attached.

import { dirname } from 'node:path';
import type { LocalAction } from '../../core/key-table.ts';
import type { LuaError } from '../../core/lua-error.ts';
import type { Size } from '../../core/size.ts';
import type { TreeNode } from '../../core/tree.ts';
import type { ViewState } from '../../core/view.ts';
import { createEffects } from '../../hub/effects.ts';
import { createEvents } from '../../hub/events.ts';
import type { LuaHost } from '../../hub/lua-host.ts';
import { createNotifications } from '../../hub/notifications/notifications.ts';
import { createOverlays, type OverlayStore } from '../../hub/overlays.ts';
import { createRecent } from '../../hub/recent.ts';
import { createViews, type Views } from '../../hub/views.ts';
import type {
  AppState,
  Effect,
  HandleVoice,
  LuaWorld,
  OpenHandle,
  SourceFile,
  WorldStore,
} from '../../lua/types.ts';
import { refuse } from '../../protocol/rpc.ts';
import { VERSION } from '../../protocol/version.ts';
import type { Activity } from './activity.ts';
import { createFakeAgents, type FakeAgents } from './fake-agents.ts';
import type { FakeClock } from './fake-clock.ts';
import { openTestWorld, type Workers } from './test-world.ts';

export interface FakeHub {
  readonly lua: LuaWorld;
  readonly views: Views;
  readonly overlays: OverlayStore;
  readonly fakes: FakeAgents;
  /** The attached view; there must be one. */
  view(): ViewState;
  /** Attaches a terminal of that size, as the program does. */
  attach(size: Size): void;
  /** What the view shows. Whoever is in it has been seen. */
  render(size: Size): Promise<TreeNode>;
  /** A method of an attached terminal (protocol/hub-api.ts). */
  call(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Every Lua error that has happened, whether it is resolved or not. */
  errors(): readonly LuaError[];
  logs(): readonly string[];
  close(): Promise<void>;
}

export interface FakeHubParts {
  readonly clock: FakeClock;
  readonly activity: Activity;
  readonly workers: Workers;
  readonly size: Size;
  readonly grants: AppState['grants'];
  /** What functions that reach outside answer, by name. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** All files, as they would be loaded now. */
  readonly files: () => readonly SourceFile[];
  /** Something that only the terminal can do. */
  readonly local: (action: LocalAction, argument: string | undefined) => Promise<void>;
}

/** The directory that everything under test is in. */
const TEST_HOME = '/home/user/.botster';
const TEST_CWD = '/home/user/project';
/** What waits for the clock, a person or an agent is not waited for. */
const PATIENT = new Set(['prompt', 'agents.wait']);

export function createFakeHub(parts: FakeHubParts): FakeHub {
  const { clock, activity, grants } = parts;
  const { track } = activity;
  const logs: string[] = [];
  const recent = createRecent(undefined, () => clock.now() * 1000);
  const errors = new Map<string, LuaError>();
  let listens = false;
  let generation = 0;
  let shown: ReadonlySet<string> = new Set();
  let viewId = '';

  const views: Views = createViews(
    [],
    { onChange: (view, before) => events.viewChanged(view, before), onRemove: () => {} },
    () => clock.now() * 1000,
  );
  const overlays = timedOverlays(
    createOverlays(() => {}),
    clock,
  );
  const state = (): AppState & { readonly clock: number } => ({
    agents: fakes.agents.list(),
    views: views.list(),
    attached: views.attached(),
    home: TEST_HOME,
    user_home: dirname(TEST_HOME),
    version: VERSION,
    safe: false,
    in_sight: fakes.agents.ids().filter(isShown),
    notifications: notifications.list(),
    clock: clock.now(),
    ...(grants ? { grants } : {}),
  });
  const lua: LuaWorld = openTestWorld({
    clock,
    activity,
    workers: parts.workers,
    store: memoryStore(),
    state,
    events: {
      onEffect: (effect) => void track(effects.run(effect).catch((error: Error) => failed(effect, error))),
      onRequest: (effect, signal, rested) => {
        const answer = effects.request(effect, signal, rested);
        return PATIENT.has(effect.name) ? answer : track(answer);
      },
      onViewUpdate({ view, change }) {
        if (views.get(view)) views.change(view, change);
      },
      onSwap({ listensToOutput, keys: _keys, ...swap }) {
        listens = listensToOutput;
        if (swap.generation === generation) return;
        generation = swap.generation;
        overlays.swapped();
        void track(events.emit(generation === 1 ? 'app:start' : 'lua:reloaded', { generation }));
      },
      onErrors(found) {
        recent.errors(found);
        overlays.luaErrors(found);
        for (const error of found) errors.set(`${error.unit}:${error.line}:${error.message}`, error);
      },
      onDirty: () => {},
      onOpen(spec, voice) {
        if (spec.kind !== 'recent') return nothingOpens(voice);
        const handle = recent.open(voice);
        void track(Promise.resolve(handle.act('wait', {})));
        return handle;
      },
      onTold: recent.told,
      onLog(level, unit, message, isDrawn) {
        logs.push(`${level} ${unit}: ${message}`);
        recent.log(level, unit, message, isDrawn);
      },
    },
  });
  const events = createEvents(
    () =>
      ({
        isLua: () => true,
        hasOwnFiles: () => true,
        ready: async () => {},
        world: () => lua,
      }) as unknown as LuaHost,
    () => {},
    (error) => logs.push(`warn hub: ${error.message}`),
  );
  const isShown = (id: string): boolean => shown.has(id) || views.list().some(({ focus }) => focus === id);
  const fakes = createFakeAgents({
    clock,
    size: parts.size,
    cwd: TEST_CWD,
    views: () => views,
    events: () => events,
    listensToOutput: () => listens,
    isShown,
    onChange: () => {},
  });
  const failed = ({ name, unit }: Effect, error: Error): void => {
    logs.push(`warn ${unit}: ${name}: ${error.message}`);
    overlays.toast({ id: `failed:${name}`, level: 'error', title: name, text: error.message, timeout: 8 });
  };
  const notifications = createNotifications({
    store: { all: () => new Map(), get: () => undefined, set: () => {} },
    overlays,
    voices: () => [],
    isWatched: () => true,
    nameOf: (id) => fakes.agents.get(id)?.name,
    environment: () => ({}),
    home: TEST_HOME,
    onChange: () => {},
    log: () => {},
  });
  const effects = createEffects({
    actions: fakes.actions,
    deliver: (id, _from, text, enter) =>
      fakes.actions.send(id, { text, ...(enter ? { keys: ['enter'] } : {}) }),
    answerQuestion: async (id, { answer, text, by }) => ({
      agent: id,
      question: fakes.agents.get(id)?.question ?? '',
      ...fakes.answer(id, answer ?? text ?? ''),
      by,
    }),
    overlays,
    notifications,
    views,
    environment: () => ({ SHELL: '/bin/sh', HOME: '/home/user' }),
    answer: (prompt, value) => track(lua.answer(prompt, value)),
    // Tracked from the start, and begun when the dispatch that asks for it is over.
    local: (_view, action, argument) =>
      void track(nextTurn().then(() => parts.local(action, argument))).catch(() => {}),
    explain: (id) => Promise.resolve({ agent: id, reason: 'the agents of a test do nothing of themselves' }),
    reloadFile: () => lua.build(parts.files()),
    // Grants are given with test.app.
    reviewGrants: () => {},
    primitive: ({ name }) => outside(name, parts.answers),
  });

  const see = (tree: TreeNode): void => {
    shown = new Set(agentsOf(tree));
    for (const { id, unread } of fakes.agents.list())
      if (unread && (shown.has(id) || view().focus === id)) fakes.agents.setUnread(id, false);
  };
  const view = (): ViewState => views.get(viewId)!;
  const attached = async (method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const given = params as { mode: string; keys: string[]; path: string; event: string; args?: unknown };
    if (method === 'view.set') views.change(viewId, params);
    else if (method === 'view.key') await lua.key(viewId, given.mode, given.keys);
    else if (method === 'view.event') await lua.event(viewId, given.path, given.event, given.args ?? null);
    else if (method === 'view.answer')
      await overlays.answer(String(params['prompt']), params['value'] as string | null);
    else if (method === 'view.dismiss') overlays.dismiss(String(params['id']));
    return { state: view() };
  };

  return {
    lua,
    views,
    overlays,
    fakes,
    view,
    attach(size) {
      viewId = views.adopt(size, undefined).id;
      views.agentsAre(fakes.agents.ids());
      views.change(viewId, { mode: view().focus === null ? 'normal' : 'terminal' });
    },
    async render(at) {
      const tree = JSON.parse(await lua.render(viewId, at)) as TreeNode;
      see(tree);
      return tree;
    },
    call: (method, params) => track(attached(method, params)),
    errors: () => [...errors.values()],
    logs: () => logs,
    async close() {
      overlays.close();
      recent.close();
      fakes.close();
      await lua.close();
    },
  };
}

/** What a function that reaches outside answers; undefined for one that does not. */
function outside(name: string, answers: FakeHubParts['answers']): Promise<unknown> | undefined {
  if (Object.hasOwn(answers, name)) return Promise.resolve(answers[name]);
  if (!/^(?:fs|git|workspace|plugin)\./.test(name)) return undefined;
  const message = `${name}: nothing outside is there in a test: give test.app answers = { ["${name}"] = … }`;
  return Promise.reject(refuse('absent', message));
}

/** Nothing outside is there in a test. */
function nothingOpens(voice: HandleVoice): OpenHandle {
  queueMicrotask(() => voice.end('failed', 'nothing can be opened here'));
  return { act: () => null, close() {} };
}

/** Messages go away by the test's clock. */
function timedOverlays(overlays: OverlayStore, clock: FakeClock): OverlayStore {
  const LONG_S = 3600;
  return {
    ...overlays,
    toast(toast) {
      overlays.toast({ ...toast, timeout: LONG_S });
      clock.after(toast.timeout, () => overlays.dismiss(toast.id));
    },
  };
}

/** Agents whose terminals a tree shows by name. */
function agentsOf(tree: TreeNode): string[] {
  const own = tree.type === 'terminal' && typeof tree['agent'] === 'string' ? [tree['agent']] : [];
  return [...own, ...(tree.children ?? []).flatMap(agentsOf)];
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function memoryStore(): WorldStore {
  const kept = new Map<string, string>();
  return {
    loadState: () => Object.fromEntries(kept),
    saveState(key, json) {
      if (json === null) kept.delete(key);
      else kept.set(key, json);
    },
    loadManifest: () => null,
    saveManifest: () => {},
  };
}
