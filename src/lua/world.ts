// The world that is live: its worker, and what it was built from. One dispatch at a time.
import type { KeyTable } from '../core/key-table.ts';
import type { Built } from './candidate.ts';
import { toLua } from './lua-literal.ts';
import type { StateEntry } from './state-mirror.ts';
import type { AppState } from './types.ts';
import type { Reply } from './worker-protocol.ts';

export interface World {
  readonly built: Built;
  readonly generation: number;
  /** ISO 8601. */
  readonly liveSince: string;
  keys: KeyTable;
  listens: boolean;
  hears: readonly string[];
  /** State that was written elsewhere since it was loaded; goes with the next dispatch. */
  pendingState: readonly StateEntry[];
  /** Units with a registration that was disabled. */
  readonly disabled: Set<string>;
}

/** What a dispatch says to Lua. */
export interface Dispatch {
  readonly kind: string;
  readonly view?: string;
  readonly [field: string]: unknown;
}

/** Milliseconds of files' code in one dispatch, by kind. */
const budgets: Readonly<Record<string, number>> = { render: 300, abandon: 50, unload: 250 };
const DEFAULT_BUDGET_MS = 1_000;

/** Sends a dispatch with all that the world has not been told. Rejects with WorkerLostError. */
export function callWorld(world: World, app: AppState, dispatch: Dispatch): Promise<Reply> {
  const budget = budgets[dispatch.kind] ?? DEFAULT_BUDGET_MS;
  const news = world.built.push.next(app);
  const state = world.pendingState;
  world.pendingState = [];
  const parts = [
    `budget=${budget}`,
    ...(news === '' ? [] : [`app=${news}`]),
    ...(state.length === 0 ? [] : [`state=${toLua(state.map(([key, text]) => [key, text ?? false]))}`]),
  ];
  return world.built.worker.call(`{${parts.join(',')},${toLua(dispatch).slice(1)}`);
}
