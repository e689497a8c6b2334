// A candidate becomes the live world: between two dispatches, at once. What the old world kept is carried
// over as data; nothing of it is left behind.
import type { Built } from './candidate.ts';
import type { Delivery } from './delivery.ts';
import type { ErrorList } from './errors.ts';
import type { Evaluations } from './evaluations.ts';
import { tellEnd, tellFollow } from './farewell.ts';
import type { Handles } from './handles.ts';
import type { Live } from './live.ts';
import type { WorkerLostError } from './lua-worker.ts';
import { type Manifest, split } from './manifest.ts';
import type { Requests } from './requests.ts';
import type { StateMirror } from './state-mirror.ts';
import type { Timers } from './timers.ts';
import type { WorldEvents, WorldStore } from './types.ts';
import type { World } from './world.ts';

export interface SwapParts {
  readonly live: Live;
  readonly mirror: StateMirror;
  readonly timers: Timers;
  readonly handles: Handles;
  readonly requests: Requests;
  readonly evaluations: Evaluations;
  readonly errors: ErrorList;
  readonly delivery: Delivery;
  readonly events: WorldEvents;
  readonly store: WorldStore;
  readonly now: () => Date;
  /** What becomes of the worker of the world that was replaced. */
  readonly retire: (old: World, isAlive: boolean) => void;
}

/**
 * Must be called within the lane. `isAlive`: the old world can still be told that it ends, and the new one that
 * it follows. Resolves with how the old one was lost over that; rejects with WorkerLostError where the new one
 * was, which is live then.
 */
export async function swapIn(
  parts: SwapParts,
  built: Built,
  isAlive: boolean,
): Promise<WorkerLostError | null> {
  const { live, mirror, timers, handles, requests, evaluations, delivery, events } = parts;
  const old = live.world;
  const farewell = old && isAlive ? await tellEnd(parts, old, built.files) : null;
  requests.abandon();
  evaluations.abandon();
  const newer = mirror.since(built.stateVersion);
  const overtaken = new Set(newer.map(([key]) => key));
  live.generation++;
  live.world = {
    built,
    generation: live.generation,
    liveSince: parts.now().toISOString(),
    keys: built.keys,
    listens: built.listens,
    hears: built.hears,
    pendingState: newer,
    disabled: new Set(),
  };
  if (old) parts.retire(old, isAlive && farewell?.lost == null);
  const own = ownFiles(built.files);
  if (!live.app.safe) remember(parts, own);
  for (const header of built.left) {
    mirror.write((header.state ?? []).filter(([key]) => !overtaken.has(key)));
    delivery.logs(header);
  }
  const kept = delivery.loadEffects(built.left);
  timers.adopt(kept.timers);
  handles.adopt(kept.handles, kept.acts);
  const { keys, listens, hears } = built;
  events.onSwap({ generation: live.generation, keys, listensToOutput: listens, hears });
  if (farewell) await tellFollow(parts, farewell);
  return farewell?.lost ?? null;
}

function remember({ live, store }: SwapParts, own: Manifest): void {
  live.good = own;
  store.saveManifest([...own.values()]);
}

function ownFiles(files: Manifest): Manifest {
  return new Map(split(files.values()).own.map((file) => [file.unit, file]));
}
