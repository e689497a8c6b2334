// The last words of a world, and the first of the one that takes its place: `on_unload` says why and may hand
// plain data over, `on_reload` gets it. Neither can hold the other up.
import { describeError } from './errors.ts';
import { WorkerLostError } from './lua-worker.ts';
import { isBase, type Manifest } from './manifest.ts';
import type { SwapParts } from './swap.ts';
import type { ReplyHeader } from './worker-protocol.ts';
import { callWorld, type World } from './world.ts';

/** Why a file's code ends. */
export type UnloadReason = 'reload' | 'delete' | 'disable' | 'quit';

/** By file: what it handed over, as Lua wrote it; null where it had nothing to say. */
export type Handover = ReadonlyMap<string, string | null>;

export interface Farewell {
  readonly left: Handover;
  /** Its last words were its end: it cannot be used again. */
  readonly lost: WorkerLostError | null;
}

/**
 * Must be called within the lane. Coroutines that wait and files that ask for it are told that their world ends.
 * `next`: the files of the world to come; null where the program ends.
 */
export async function tellEnd(parts: SwapParts, old: World, next: Manifest | null): Promise<Farewell> {
  const { live, requests, delivery } = parts;
  const left = new Map<string, string | null>([...old.built.files.keys()].map((unit) => [unit, null]));
  try {
    if (requests.count() > 0) {
      const { header } = await callWorld(old, live.app, { kind: 'abandon' });
      delivery.deliver(old, lastOf({ ...header, errors: [] }), 'abandon');
    }
    if (!old.built.ends) return { left, lost: null };
    const reasons = next ? Object.fromEntries(reasonsFor(old.built.files, next, live.disk)) : {};
    const dispatch = { kind: 'unload', reasons, reason: next ? 'reload' : 'quit' };
    const { header, value } = await callWorld(old, live.app, dispatch);
    deliverLast(parts, old, header, next);
    const handed = value === '' ? {} : (JSON.parse(value) as Record<string, string>);
    for (const [unit, text] of Object.entries(handed)) left.set(unit, text);
    return { left, lost: null };
  } catch (error) {
    if (!(error instanceof WorkerLostError)) throw error;
    return { left, lost: error };
  }
}

/** Must be called within the lane, with the new world live. Rejects with WorkerLostError. */
export async function tellFollow(parts: SwapParts, { left }: Farewell): Promise<void> {
  const { live, delivery } = parts;
  const { world } = live;
  const known = world?.built.follows.filter((unit) => left.has(unit)) ?? [];
  if (!world || known.length === 0) return;
  const texts = Object.fromEntries(known.map((unit) => [unit, left.get(unit) ?? false]));
  const { header } = await callWorld(world, live.app, { kind: 'follow', left: texts });
  delivery.deliver(world, header, 'follow');
}

function reasonsFor(files: Manifest, next: Manifest, disk: Manifest): [string, UnloadReason][] {
  return [...files.values()]
    .filter((file) => !isBase(file))
    .map(({ unit }) => [unit, next.has(unit) ? 'reload' : disk.has(unit) ? 'disable' : 'delete']);
}

/** What went wrong in text that is no longer there is only logged: nobody could mend it. */
function deliverLast(parts: SwapParts, old: World, header: ReplyHeader, next: Manifest | null): void {
  const { delivery, events, now } = parts;
  const isStill = (unit: string): boolean => {
    const file = old.built.files.get(unit);
    return file !== undefined && next?.get(unit)?.hash === file.hash;
  };
  const errors = header.errors ?? [];
  for (const raw of errors.filter(({ unit }) => !isStill(unit))) {
    const error = describeError(raw, old.built.files, 'kept_last_good', now().toISOString());
    events.onLog('warn', error.unit, `${error.unit}:${error.line}: ${error.where}: ${error.message}`);
  }
  const kept = { ...header, errors: errors.filter(({ unit }) => isStill(unit)) };
  delivery.deliver(old, lastOf(kept), 'unload');
}

/** What still counts of a world that ends: it gets no answers, and its keys are not in force. */
function lastOf({ requests: _r, keys: _k, listens: _l, hears: _h, ...rest }: ReplyHeader): ReplyHeader {
  return rest;
}
