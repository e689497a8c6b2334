// One candidate: a set of files loaded in a worker of its own, rendered without consequence, and either kept
// or thrown away. Never throws for what Lua did.
import type { KeyTable } from '../core/key-table.ts';
import { type AppPush, createAppPush } from './app-push.ts';
import type { ChunkCache } from './chunk-cache.ts';
import { toLua } from './lua-literal.ts';
import { type LuaWorker, WorkerLostError } from './lua-worker.ts';
import { type Manifest, split } from './manifest.ts';
import type { Pool } from './pool.ts';
import type { StateMirror } from './state-mirror.ts';
import type { AppState, SourceFile } from './types.ts';
import type { RawError, Reply, ReplyHeader } from './worker-protocol.ts';

export interface SmokeView {
  readonly view: string;
  readonly columns: number;
  readonly rows: number;
}

/** A world that could go live. */
export interface Built {
  readonly worker: LuaWorker;
  readonly files: Manifest;
  /** Names by the number that the watchdog sees. */
  readonly numbers: ReadonlyMap<number, string>;
  readonly push: AppPush;
  readonly registered: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly keys: KeyTable;
  readonly listens: boolean;
  /** Other events that are told of only while somebody listens, and somebody does. */
  readonly hears: readonly string[];
  /** Events that do not go on without an answer. */
  readonly guards: readonly string[];
  /** Some file wants to know when its world ends. */
  readonly ends: boolean;
  /** Files that want to know when they follow on a world that had them. */
  readonly follows: readonly string[];
  readonly warnings: readonly string[];
  /** What loading left: effects, requests, logs and state, in order. */
  readonly left: readonly ReplyHeader[];
  /** Version of the mirrored state it was loaded with. */
  readonly stateVersion: number;
}

export type TrialResult =
  | { readonly ok: true; readonly built: Built }
  | { readonly ok: false; readonly errors: readonly RawError[]; readonly warnings: readonly string[] };

export interface TrialOptions {
  readonly pool: Pool;
  readonly cache: ChunkCache;
  readonly mirror: StateMirror;
  readonly app: AppState;
  readonly files: Manifest;
  readonly generation: number;
  /** Views to render; empty for none. */
  readonly smoke: readonly SmokeView[];
}

/** Time for all files' code of one build, milliseconds. */
const BUILD_MS = 8_000;
const SMOKE_MS = 2_000;

const noKeys: KeyTable = { version: 0, prefix: 'ctrl+b', modes: [], bindings: [] };

/** Loads and tries `files`. The worker of a failed trial goes back to the pool, if it lives. */
export async function tryCandidate(options: TrialOptions): Promise<TrialResult> {
  const { pool, files } = options;
  const { base, own } = split(files.values());
  const numbers = numberFiles([...base, ...own]);
  let worker: LuaWorker | undefined;
  try {
    const taken = await pool.take(base);
    worker = taken.worker;
    const result = await load(options, taken.opened, worker, own, numbers);
    if (!result.ok) pool.release(worker, base);
    return result;
  } catch (error) {
    if (!(error instanceof WorkerLostError)) throw error;
    return { ok: false, errors: [lostError(error, numbers)], warnings: [] };
  }
}

async function load(
  options: TrialOptions,
  opened: Reply,
  worker: LuaWorker,
  own: readonly SourceFile[],
  numbers: ReadonlyMap<number, string>,
): Promise<TrialResult> {
  const { cache, mirror, app, files, generation, smoke } = options;
  const push = createAppPush();
  const stateVersion = mirror.version();
  worker.give(own.map(cache.pack));
  const unitNumbers = new Map([...numbers].map(([number, unit]) => [unit, number]));
  const list = own.map(({ unit, layer, path }) => ({ unit, layer, path, number: unitNumbers.get(unit) }));
  const state = mirror.all();
  const built = await worker.call(
    `{kind="build",generation=${generation},budget=${BUILD_MS},files=${toLua(list)},state=${toLua(state)},app=${push.next(app)}}`,
  );
  const left = [opened.header, built.header];
  let problems = [...(opened.header.errors ?? []), ...(built.header.errors ?? [])];
  const warnings = left.flatMap((header) => header.warnings ?? []);
  if (problems.length === 0 && smoke.length > 0) {
    const { header } = await worker.call(
      `{kind="smoke",trial=true,budget=${SMOKE_MS},views=${toLua(smoke)}}`,
    );
    problems = [...(header.errors ?? [])];
    warnings.push(...(header.warnings ?? []));
  }
  if (problems.length > 0) return { ok: false, errors: problems, warnings };
  const value = JSON.parse(built.value) as {
    registered: Built['registered'];
    keys?: KeyTable;
    listens: boolean;
    hears: string;
    guards: unknown;
    ends: boolean;
    follows?: readonly string[];
  };
  return {
    ok: true,
    built: {
      worker,
      files,
      numbers,
      push,
      registered: value.registered,
      keys: tidyKeys(value.keys),
      listens: value.listens,
      hears: namesIn(value.hears),
      guards: Array.isArray(value.guards) ? value.guards : [],
      ends: value.ends,
      follows: value.follows ?? [],
      warnings,
      left,
      stateVersion,
    },
  };
}

function numberFiles(files: readonly SourceFile[]): Map<number, string> {
  return new Map(files.map((file, index) => [index + 1, file.unit]));
}

/** What the end of a worker comes to, as an error of the file it ran. */
export function lostError(error: WorkerLostError, numbers: ReadonlyMap<number, string>): RawError {
  const { running, watchdog, message } = error;
  return {
    phase: 'watchdog',
    unit: numbers.get(running.unit) ?? 'core',
    line: Math.max(1, running.line),
    message: watchdog
      ? `did not come back (more than ${Math.max(1, running.limit)} ms in one call that nothing could stop)`
      : `ended the Lua machine: ${message}`,
  };
}

/** Names in a text, separated by spaces. */
export function namesIn(text: string): readonly string[] {
  return text.split(' ').filter((name) => name !== '');
}

/** The table as it is told on: Lua writes an empty list as `{}`. */
export function tidyKeys(keys: unknown): KeyTable {
  if (typeof keys !== 'object' || keys === null) return noKeys;
  const given = keys as KeyTable;
  const list = <T>(value: readonly T[]): readonly T[] => (Array.isArray(value) ? value : []);
  return { ...given, modes: list(given.modes), bindings: list(given.bindings) };
}
