// The Lua world behind one door: builds candidates, swaps them in between two dispatches, and puts the last
// good one back when a world is lost. Dispatches go through one lane, so a swap is never in the middle of one.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createBuilder } from './builder.ts';
import { type ChunkCache, createChunkCache } from './chunk-cache.ts';
import { actOf, createDelivery } from './delivery.ts';
import { createDispatcher, type Sent } from './dispatcher.ts';
import { createErrorList, describeError, EVAL } from './errors.ts';
import { createEvaluations } from './evaluations.ts';
import { createHandles } from './handles.ts';
import { createLane, type Lane } from './lane.ts';
import { createLive } from './live.ts';
import { split } from './manifest.ts';
import { unitRows } from './outcomes.ts';
import { createPool, type Pool } from './pool.ts';
import { createQuarantine } from './quarantine.ts';
import { createRequests, sleep } from './requests.ts';
import { createStateMirror } from './state-mirror.ts';
import { createTimers, type Timers } from './timers.ts';
import type {
  DispatchResult,
  HandleSpec,
  HandleVoice,
  LuaWorld,
  OpenHandle,
  WorldEvents,
  WorldStore,
} from './types.ts';
import type { Reply } from './worker-protocol.ts';
import type { Dispatch, World } from './world.ts';

export interface LuaWorldOptions {
  readonly store: WorldStore;
  readonly events: WorldEvents;
  /** The worker's entry file; by default the one beside the running program's. */
  readonly worker?: URL;
  /** For tests. */
  readonly now?: () => Date;
  /** For a program under test: another clock, and workers that several worlds share. */
  readonly parts?: Partial<WorldParts>;
}

/** What a world is made of that it may be given. */
export interface WorldParts {
  readonly timers: (fire: (unit: string, key: string) => Promise<void>) => Timers;
  /** A sleep that ends early when `signal` aborts. */
  readonly sleep: (seconds: number, signal: AbortSignal) => Promise<null>;
  /** Where dispatches go, one after the other. */
  readonly lane: Lane;
  /** Closed with the world. */
  readonly pool: Pool;
  /** What the workers of `pool` compile. */
  readonly cache: ChunkCache;
}

const NO_WORLD: DispatchResult = { ok: false, dirty: false };
const NO_KEYS = { version: 0, prefix: 'ctrl+b', modes: [], bindings: [] };

/** A world without files: it answers from the first `build` on. */
export function createLuaWorld(options: LuaWorldOptions): LuaWorld {
  const { store, events, parts = {} } = options;
  const now = options.now ?? (() => new Date());
  const live = createLive(store.loadManifest());
  const lane = parts.lane ?? createLane();
  const mirror = createStateMirror(store);
  const cache = parts.cache ?? createChunkCache();
  const pool = parts.pool ?? createPool(options.worker ?? defaultEntry(), cache);
  const quarantine = createQuarantine();
  const errors = createErrorList(events.onErrors, () => performance.now());

  const aside = async (dispatch: Dispatch): Promise<void> => void (await unasked(dispatch));
  const unasked = async (dispatch: Dispatch): Promise<Sent | null> => {
    const sent = await dispatcher.dispatch(dispatch);
    if (sent?.dirty) events.onDirty();
    return sent;
  };
  const timers = (parts.timers ?? createTimers)((unit, key) => aside({ kind: 'timer', unit, key }));
  const handles = createHandles(
    events.onOpen ?? nothingOpens,
    (unit, key, event, value) => aside({ kind: 'handle', unit, key, event, value }),
    (unit, message) => events.onLog('warn', unit, message),
  );
  const requests = createRequests(
    async ({ name, params, view, unit }, signal, rested) => {
      if (name === 'timer.sleep') return (parts.sleep ?? sleep)(Number(params['delay']), signal);
      if (name === 'handle.act') return handles.act(actOf({ unit, params }));
      return events.onRequest({ name, params, view, unit }, signal, rested);
    },
    async (answer) => {
      const sent = await unasked({ kind: 'resume', ...answer });
      await requests.rest(sent?.reply.header.requests);
    },
  );
  const evaluations = createEvaluations(() => {
    const message = 'the Lua world that this ran in was replaced before it ended';
    const raw = { phase: 'handler', unit: EVAL, line: 1, message, where: EVAL };
    return describeError(raw, new Map(), 'kept_last_good', now().toISOString());
  });
  const delivery = createDelivery({
    live,
    mirror,
    timers,
    handles,
    requests,
    evaluations,
    errors,
    events,
    now,
  });
  const swap = {
    live,
    mirror,
    timers,
    handles,
    requests,
    evaluations,
    errors,
    delivery,
    events,
    store,
    now,
    retire({ built: { worker, files } }: World, isAlive: boolean) {
      if (isAlive) pool.release(worker, split(files.values()).base);
      else void worker.end();
    },
  };
  const builder = createBuilder({ ...swap, lane, pool, cache, quarantine });
  const dispatcher = createDispatcher({ live, lane, delivery, recover: builder.recover });

  const result = async (dispatch: Dispatch): Promise<DispatchResult> => {
    const sent = await dispatcher.dispatch(dispatch);
    if (!sent) return NO_WORLD;
    const { header } = sent.reply;
    const value = resultOf(sent.reply);
    const ok = header.failed !== true && header.errors === undefined;
    const rest = requests.rest(header.requests);
    return { ok, dirty: sent.dirty, ...(value === undefined ? {} : { value }), ...(rest ? { rest } : {}) };
  };

  const mustAnswer = (event: string): boolean => live.world?.built.guards.includes(event) ?? false;

  return {
    build: builder.build,
    check: builder.check,
    sync(state) {
      live.app = state;
    },
    async render(view, size) {
      const sent = await dispatcher.dispatch({ kind: 'render', view, ...size });
      return sent && sent.reply.value !== '' ? sent.reply.value : noTree();
    },
    key: (view, mode, keys) => result({ kind: 'key', view, mode, keys }),
    event: (view, path, event, args) => result({ kind: 'event', view, path, event, args }),
    async emit(event, payload, identifier) {
      const isGuarded = mustAnswer(event);
      const outcome = await result({ kind: 'emit', event, payload, identifier });
      if (outcome !== NO_WORLD || !isGuarded) return outcome;
      const reason = 'a handler that must answer did not: see the errors';
      return { ...NO_WORLD, value: { cancelled: true, reason } };
    },
    detect: (screens, { all = false } = {}) => result({ kind: 'detect', screens, all }),
    mustAnswer,
    answer: (prompt, value) => result({ kind: 'answer', prompt, value }),
    async eval(code, view) {
      const { id, outcome } = evaluations.begin();
      const sent = await (view === undefined
        ? dispatcher.dispatch({ kind: 'eval', code, id })
        : unasked({ kind: 'eval', code, id, view }));
      if (!sent || sent.reply.header.failed) evaluations.settle(id, { ok: false });
      return outcome;
    },
    text: (unit) => live.world?.built.files.get(unit)?.text ?? null,
    keys: () => live.world?.keys ?? NO_KEYS,
    errors: errors.list,
    units: () => unitRows(live, errors.list(), quarantine.among(live.disk)),
    generation: () => live.generation,
    stockMemory: pool.stockMemory,
    async close() {
      live.closed = true;
      timers.close();
      handles.leave();
      requests.abandon();
      evaluations.abandon();
      await builder.close();
    },
  };
}

/** Where there is nobody who opens things. */
function nothingOpens(_spec: HandleSpec, voice: HandleVoice): OpenHandle {
  queueMicrotask(() => voice.end('failed', 'nothing can be opened here'));
  return { act: () => null, close() {} };
}

function resultOf({ value }: Reply): unknown {
  return value === '' ? undefined : JSON.parse(value);
}

function noTree(): string {
  const spans = [{ text: 'no layout is running: see the errors', style: { fg: 'red' } }];
  return JSON.stringify({ type: 'text', at: 'core', spans });
}

function defaultEntry(): URL {
  return pathToFileURL(join(import.meta.dirname.replace(/\/chunks$/, ''), 'lua-worker.js'));
}
