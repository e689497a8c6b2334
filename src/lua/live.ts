// What the parts of the supervisor share: which world is live, and what is known of the files. Changed only
// within the supervisor's lane.
import type { Manifest } from './manifest.ts';
import type { AppState, SourceFile } from './types.ts';
import type { World } from './world.ts';

export interface Live {
  world: World | null;
  app: AppState;
  /** Counts the worlds that went live. */
  generation: number;
  /** The files as they were last handed in. */
  disk: Manifest;
  /** The person's files that were live last; null where none ever were. */
  good: Manifest | null;
  closed: boolean;
}

const nobody: AppState = { agents: [], views: [], attached: [], home: '', version: '', safe: false };

export function createLive(saved: readonly SourceFile[] | null): Live {
  return {
    world: null,
    app: nobody,
    generation: 0,
    disk: new Map(),
    good: saved && new Map(saved.map((file) => [file.unit, file])),
    closed: false,
  };
}

/** When the live world went live; null without one. */
export function generationOf(live: Live): { attempted: number; live: number; live_saved_at: string | null } {
  return {
    attempted: live.generation + 1,
    live: live.generation,
    live_saved_at: live.world?.liveSince ?? null,
  };
}
