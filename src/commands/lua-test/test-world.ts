// The Lua world of a program under test: the program's own, by a clock that stands still, in workers that all
// tests share.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ChunkCache, createChunkCache } from '../../lua/chunk-cache.ts';
import { createLane } from '../../lua/lane.ts';
import { createPool, type Pool } from '../../lua/pool.ts';
import { createLuaWorld } from '../../lua/supervisor.ts';
import type { AppState, LuaWorld, WorldEvents, WorldStore } from '../../lua/types.ts';
import type { Activity } from './activity.ts';
import type { FakeClock } from './fake-clock.ts';

/** Worker threads, and what they have compiled. */
export interface Workers {
  readonly entry: URL;
  readonly cache: ChunkCache;
  readonly pool: Pool;
}

/** Workers made from the built program in `entries`. */
export function createWorkers(entries: string): Workers {
  const entry = pathToFileURL(join(entries, 'lua-worker.js'));
  const cache = createChunkCache();
  return { entry, cache, pool: createPool(entry, cache) };
}

/** A world that knows `state` anew with every call. Closing it leaves the workers in stock. */
export function openTestWorld(options: {
  readonly clock: FakeClock;
  readonly activity: Activity;
  readonly workers: Workers;
  readonly store: WorldStore;
  readonly state: () => AppState;
  readonly events: WorldEvents;
}): LuaWorld {
  const { clock, activity, workers, store, state, events } = options;
  const lane = createLane();
  const world = createLuaWorld({
    store,
    events,
    now: () => new Date(clock.now() * 1000),
    parts: {
      timers: clock.timers,
      sleep: clock.sleep,
      lane: {
        run: (task) =>
          activity.track(
            lane.run(() => {
              world.sync(state());
              return task();
            }),
          ),
      },
      pool: lent(workers.pool, activity),
      cache: { ...workers.cache, retain: () => {} },
    },
  });
  return {
    ...world,
    build(files, changed) {
      world.sync(state());
      return world.build(files, changed);
    },
  };
}

/** A pool that outlives the world: a worker that a world is done with is used again, unless it is still at work. */
function lent(pool: Pool, activity: Activity): Pool {
  return {
    ...pool,
    async take(base) {
      const { worker, opened } = await pool.take(base);
      const end = async (): Promise<void> => {
        if (activity.isIdle()) pool.release(worker, base);
        else await worker.end();
      };
      return { worker: { ...worker, end }, opened };
    },
    release: (worker) => void worker.end(),
    close: async () => {},
  };
}
