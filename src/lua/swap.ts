// A candidate becomes the live world: between two dispatches, at once. What the old world kept is carried
// over as data; nothing of it is left behind.
import type { Built } from './candidate.ts';
import type { Delivery } from './delivery.ts';
import type { ErrorList } from './errors.ts';
import type { Live } from './live.ts';
import { type Manifest, split } from './manifest.ts';
import type { Requests } from './requests.ts';
import type { StateMirror } from './state-mirror.ts';
import type { Timers } from './timers.ts';
import type { WorldEvents, WorldStore } from './types.ts';
import { callWorld, type World } from './world.ts';

export interface SwapParts {
  readonly live: Live;
  readonly mirror: StateMirror;
  readonly timers: Timers;
  readonly requests: Requests;
  readonly errors: ErrorList;
  readonly delivery: Delivery;
  readonly events: WorldEvents;
  readonly store: WorldStore;
  readonly now: () => Date;
  /** What becomes of the worker of the world that was replaced. */
  readonly retire: (old: World, isAlive: boolean) => void;
}

/** Must be called within the lane. `isAlive`: the old world can still be told that it ends. */
export async function swapIn(parts: SwapParts, built: Built, isAlive: boolean): Promise<void> {
  const { live, mirror, timers, requests, delivery, events } = parts;
  const old = live.world;
  if (old && isAlive) await tellEnd(parts, old);
  requests.abandon();
  const newer = mirror.since(built.stateVersion);
  const overtaken = new Set(newer.map(([key]) => key));
  live.generation++;
  live.world = {
    built,
    generation: live.generation,
    liveSince: parts.now().toISOString(),
    keys: built.keys,
    listens: built.listens,
    pendingState: newer,
    disabled: new Set(),
  };
  if (old) parts.retire(old, isAlive);
  const own = ownFiles(built.files);
  if (!live.app.safe) remember(parts, own);
  for (const header of built.left) {
    mirror.write((header.state ?? []).filter(([key]) => !overtaken.has(key)));
    delivery.logs(header);
  }
  timers.adopt(delivery.loadEffects(built.left));
  events.onSwap({ generation: live.generation, keys: built.keys, listensToOutput: built.listens });
}

/** Coroutines that wait get their last word while their world still counts. */
async function tellEnd({ live, requests, delivery }: SwapParts, old: World): Promise<void> {
  if (requests.count() === 0) return;
  try {
    const { header } = await callWorld(old, live.app, { kind: 'abandon' });
    const { requests: _, ...rest } = header;
    delivery.deliver(old, rest, 'abandon');
  } catch {
    // It could not even be told: it ends now in any case.
  }
}

function remember({ live, store }: SwapParts, own: Manifest): void {
  live.good = own;
  store.saveManifest([...own.values()]);
}

function ownFiles(files: Manifest): Manifest {
  return new Map(split(files.values()).own.map((file) => [file.unit, file]));
}
