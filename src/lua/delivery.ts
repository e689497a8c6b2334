// Hands on what a dispatch left: to the store, the timers, whoever waits, and the hub, in that order.
import type { ViewChange } from '../core/view.ts';
import { namesIn, tidyKeys } from './candidate.ts';
import { describeError, type ErrorList, EVAL } from './errors.ts';
import type { Evaluations } from './evaluations.ts';
import { attempt, type HandleAct, type Handles } from './handles.ts';
import { generationOf, type Live } from './live.ts';
import type { Requests } from './requests.ts';
import type { StateMirror } from './state-mirror.ts';
import type { TimerSpec, Timers } from './timers.ts';
import type { Effect, HandleSpec, WorldEvents } from './types.ts';
import type { ReplyHeader } from './worker-protocol.ts';
import type { World } from './world.ts';

export interface Delivery {
  /** Hands on what the live world left. Returns whether some view may look different. */
  deliver(world: World, header: ReplyHeader, kind: string): boolean;
  /** The timers and handles of a world that goes live, taken out of its effects; the hub gets the rest. */
  loadEffects(headers: readonly ReplyHeader[]): Kept;
  logs(header: ReplyHeader): void;
}

/** What a world has outside of it. */
export interface Kept {
  readonly timers: readonly TimerSpec[];
  readonly handles: readonly HandleSpec[];
  /** To be done with the handles once they are open. */
  readonly acts: readonly HandleAct[];
}

export interface DeliveryParts {
  readonly live: Live;
  readonly mirror: StateMirror;
  readonly timers: Timers;
  readonly handles: Handles;
  readonly requests: Requests;
  readonly evaluations: Evaluations;
  readonly errors: ErrorList;
  readonly events: WorldEvents;
  readonly now: () => Date;
}

type RawEffect = NonNullable<ReplyHeader['effects']>[number];

/** A render that changes its view each time would be rendered for ever: so many changes a second are taken. */
const MOST_RENDER_CHANGES = 10;

export function createDelivery(parts: DeliveryParts): Delivery {
  const { live, mirror, timers, handles, requests, evaluations, errors, events, now } = parts;
  const renderChanges = new Map<string, { second: number; count: number }>();

  const troubled = (unit: string, message: string): void => events.onLog('warn', unit, message);
  const effect = (raw: RawEffect): void => {
    const { name, params, view, unit } = raw;
    if (name === 'timer.set') timers.set(timerOf(params));
    else if (name === 'timer.cancel') timers.cancel(String(params['unit']), String(params['key']));
    else if (name === 'handle.open') handles.open(handleOf(raw));
    else if (name === 'handle.close') handles.close(unit, String(params['key']));
    else if (name === 'handle.act') attempt(handles.act, actOf(raw), troubled);
    else events.onEffect({ name, params, view, unit } satisfies Effect);
  };
  const logs = (header: ReplyHeader, isDrawn = false): void => {
    for (const { level, unit, text } of header.logs ?? [])
      events.onLog(level as Parameters<WorldEvents['onLog']>[0], unit, text, isDrawn);
  };
  const fails = (world: World, header: ReplyHeader): void => {
    for (const raw of header.errors ?? []) {
      if (raw.where === EVAL) continue;
      if (raw.disabled) world.disabled.add(raw.unit);
      const action = raw.disabled ? 'disabled' : raw.phase === 'render' ? 'fell_back' : 'kept_last_good';
      errors.add(describeError(raw, world.built.files, action, now().toISOString(), generationOf(live)));
    }
  };
  const evaluated = (world: World, header: ReplyHeader): void => {
    for (const { id, ok, text = '' } of header.evaluated ?? []) {
      const raw = ok ? undefined : header.errors?.find(({ where }) => where === EVAL);
      // Without its error it ended over the end of its world, which is told of all those that do.
      if (ok) evaluations.settle(id, { ok, value: text });
      else if (raw) {
        const error = describeError(raw, world.built.files, 'kept_last_good', now().toISOString());
        evaluations.settle(id, { ok, error });
      }
    }
  };
  const allowed = (view: string, kind: string): boolean => {
    if (kind !== 'render') return true;
    const second = Math.floor(performance.now() / 1000);
    const known = renderChanges.get(view);
    const count = known?.second === second ? known.count + 1 : 1;
    renderChanges.set(view, { second, count });
    return count <= MOST_RENDER_CHANGES;
  };
  const changeViews = (header: ReplyHeader, kind: string): boolean => {
    let changed = false;
    for (const { view, change } of header.views ?? []) {
      if (!allowed(view, kind)) continue;
      changed = true;
      const merged = live.app.views.map((one) =>
        one.id === view ? { ...one, ...(change as ViewChange) } : one,
      );
      live.app = { ...live.app, views: merged };
      events.onViewUpdate({ view, change: change as ViewChange });
    }
    return changed;
  };
  const announce = (world: World, header: ReplyHeader): void => {
    const news = [header.keys, header.listens, header.hears];
    if (news.every((one) => one === undefined)) return;
    if (header.keys !== undefined) world.keys = tidyKeys(header.keys);
    world.listens = header.listens ?? world.listens;
    if (header.hears !== undefined) world.hears = namesIn(header.hears);
    const { generation, keys, listens, hears } = world;
    events.onSwap({ generation, keys, listensToOutput: listens, hears });
  };

  return {
    logs,
    deliver(world, header, kind) {
      mirror.write(header.state ?? []);
      if (header.told) events.onTold?.(header.told, header.more_told ?? 0, kind === 'render');
      if (header.traced) events.onTraced?.(header.traced);
      logs(header, kind === 'render');
      fails(world, header);
      evaluated(world, header);
      const viewsChanged = changeViews(header, kind);
      for (const one of header.effects ?? []) effect(one);
      if (header.requests) requests.start(header.requests);
      announce(world, header);
      // Detectors run all the time, and change nothing but what they say.
      const ran = header.ran === true && kind !== 'detect';
      return viewsChanged || (kind !== 'render' && (header.dirty === true || ran));
    },
    loadEffects(headers) {
      const specs = new Map<string, TimerSpec>();
      const opened = new Map<string, HandleSpec>();
      const acts: HandleAct[] = [];
      for (const one of headers.flatMap((header) => header.effects ?? [])) {
        const name = `${one.unit}\0${one.params['key']}`;
        if (one.name === 'timer.set') specs.set(name, timerOf(one.params));
        else if (one.name === 'timer.cancel') specs.delete(name);
        else if (one.name === 'handle.open') opened.set(name, handleOf(one));
        else if (one.name === 'handle.close') opened.delete(name);
        else if (one.name === 'handle.act') acts.push(actOf(one));
        else effect(one);
      }
      return { timers: [...specs.values()], handles: [...opened.values()], acts };
    },
  };
}

/** The file is the one that asked, whatever it says. */
function handleOf({ unit, params }: RawEffect): HandleSpec {
  const { key, kind, params: given } = params;
  return { unit, key: String(key), kind: String(kind), params: fieldsOf(given) };
}

/** The act that an effect or a request asks for. */
export function actOf({ unit, params }: Pick<RawEffect, 'unit' | 'params'>): HandleAct {
  const { key, action, params: given } = params;
  return { unit, key: String(key), action: String(action), params: fieldsOf(given) };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function timerOf(params: RawEffect['params']): TimerSpec {
  return {
    unit: String(params['unit']),
    key: String(params['key']),
    delay: Number(params['delay']),
    repeat: params['repeat'] === true,
  };
}
