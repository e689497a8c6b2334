// Builds worlds: on request from all files, and by itself when the live one is lost.
import { runBuild, smokeViews } from './build.ts';
import { type Built, lostError, type TrialResult, tryCandidate } from './candidate.ts';
import type { Candidate } from './candidates.ts';
import type { ChunkCache } from './chunk-cache.ts';
import { describeError } from './errors.ts';
import { tellEnd } from './farewell.ts';
import { createLane, type Lane } from './lane.ts';
import { generationOf } from './live.ts';
import { WorkerLostError } from './lua-worker.ts';
import { isBase, type Manifest, manifestOf, split, withGroups, without } from './manifest.ts';
import { checkOutcome, describeRefusals, outcomeOf } from './outcomes.ts';
import type { Pool } from './pool.ts';
import type { Quarantine } from './quarantine.ts';
import { sleep } from './requests.ts';
import { type SwapParts, swapIn } from './swap.ts';
import type { LuaWorld } from './types.ts';
import { createGlobalsLint } from './undefined-globals.ts';
import type { RawError } from './worker-protocol.ts';
import type { World } from './world.ts';

export interface Builder {
  readonly build: LuaWorld['build'];
  readonly check: LuaWorld['check'];
  /** Must be called within the lane. The live world was lost; blames, and puts the last good one in its place. */
  readonly recover: (error: WorkerLostError) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface BuilderParts extends SwapParts {
  readonly lane: Lane;
  readonly pool: Pool;
  readonly cache: ChunkCache;
  readonly quarantine: Quarantine;
}

/** What the files have, together, to be told that the program ends. */
const QUIT_SECONDS = 0.3;
/** A world that is lost this often is not started again before the next save. */
const MOST_RECOVERIES = 6;
const RECOVERIES_WITHIN_MS = 20_000;

export function createBuilder(parts: BuilderParts): Builder {
  const { live, lane, pool, cache, quarantine, mirror, errors, now } = parts;
  const builds = createLane();
  const lint = createGlobalsLint(cache);
  const recoveries: number[] = [];

  const attempt = async ({ files, smoke }: Candidate): Promise<TrialResult> => {
    const views = smoke ? smokeViews(live.app.views, live.app.attached) : [];
    const { app, generation } = live;
    const options = { pool, cache, mirror, app, files, generation: generation + 1, smoke: views };
    const result = withWarnings(await tryCandidate(options), lint.check(split(files.values()).own));
    for (const error of result.ok ? [] : result.errors) if (error.phase === 'watchdog') caught(error, files);
    return result;
  };
  /** Whether the file is left out from now on. */
  const caught = (error: RawError, files: Manifest): boolean => {
    const file = files.get(error.unit);
    return file !== undefined && !isBase(file) && quarantine.caught(file.unit, file.hash, error);
  };
  const restock = (files: Manifest): void => {
    if (live.closed) return;
    cache.retain([...files.values(), ...live.disk.values()]);
    pool.restock(split(files.values()).base);
  };

  const build: LuaWorld['build'] = (files, changed = []) =>
    builds.run(async () => {
      const isSafe = live.app.safe;
      live.disk = manifestOf(files);
      const wanted = isSafe ? manifestOf(split(files).base) : live.disk;
      const request = {
        disk: without(wanted, withGroups(quarantine.among(wanted), wanted)),
        good: isSafe ? null : live.good,
        saved: changed,
        mustRun: live.world === null || isSafe,
      };
      const result = await runBuild(request, live.world?.built.files ?? null, attempt);
      const held = quarantine
        .errors(wanted)
        .map((raw) => ({ unit: raw.unit, raw, action: 'quarantined' as const }));
      const refusals = [
        ...result.refused.filter(({ unit }) => !held.some((one) => one.unit === unit)),
        ...held,
      ];
      const refused = describeRefusals(refusals, live.disk, live, now().toISOString());
      const { built } = result;
      if (built && live.closed) await built.worker.end();
      else if (built) {
        await lane.run(() => {
          errors.forgetRuntime();
          return replace(built);
        });
      }
      errors.setRefused(refused);
      restock(built?.files ?? live.world?.built.files ?? wanted);
      return outcomeOf(result, refused, live);
    });

  /** Nobody waits long for files that have something to say at the end. */
  const tellQuit = async (world: World): Promise<void> => {
    const isLate = new AbortController();
    const told = lane.run(() => tellEnd(parts, world, null)).catch(() => {});
    await Promise.race([told, sleep(QUIT_SECONDS, isLate.signal)]);
    isLate.abort();
  };

  const replace = async (built: Built): Promise<void> => {
    const old = live.world?.built;
    try {
      const lost = await swapIn(parts, built, true);
      if (lost && old) blame(lost, old);
    } catch (error) {
      if (!(error instanceof WorkerLostError)) throw error;
      await recover(error);
    }
  };

  const check: LuaWorld['check'] = (files) =>
    builds.run(async () => {
      const all = manifestOf(files);
      const result = await attempt({ files: all, smoke: true });
      const at = now().toISOString();
      if (!result.ok) return checkOutcome(result.errors, result.warnings, {}, all, live, at);
      const { worker, warnings, registered } = result.built;
      pool.release(worker, split(files).base);
      return checkOutcome([], warnings, registered, all, live, at);
    });

  const blame = (error: WorkerLostError, built: Built): void => {
    const raw = lostError(error, built.numbers);
    const action = caught(raw, built.files) ? 'quarantined' : 'kept_last_good';
    errors.add(describeError(raw, built.files, action, now().toISOString(), generationOf(live)));
  };
  const tooOften = (): boolean => {
    recoveries.push(performance.now());
    if (recoveries.length > MOST_RECOVERIES) recoveries.shift();
    return (
      recoveries.length === MOST_RECOVERIES && recoveries.at(-1)! - recoveries[0]! < RECOVERIES_WITHIN_MS
    );
  };

  const recover = async (error: WorkerLostError): Promise<void> => {
    const lost = live.world;
    if (!lost) return;
    blame(error, lost.built);
    const { files } = lost.built;
    const sets = [
      without(files, withGroups(quarantine.among(files), files)),
      manifestOf(split(files.values()).base),
    ];
    if (tooOften()) sets.shift();
    for (const set of sets) {
      const result = await attempt({ files: set, smoke: false });
      if (!result.ok) continue;
      if (live.closed) return result.built.worker.end();
      await swapIn(parts, result.built, false);
      restock(set);
      return;
    }
    live.world = null;
    parts.requests.abandon();
    parts.timers.adopt([]);
    parts.handles.adopt([], []);
    void lost.built.worker.end();
  };

  return {
    build,
    check,
    recover,
    async close() {
      const { world } = live;
      if (world?.built.ends) await tellQuit(world);
      live.world = null;
      // Its thread may serve another world that shares the pool.
      if (world?.built.worker.isIdle())
        pool.release(world.built.worker, split(world.built.files.values()).base);
      else await world?.built.worker.end();
      await pool.close();
      await builds.run(async () => {});
      await pool.close();
    },
  };
}

function withWarnings(result: TrialResult, more: readonly string[]): TrialResult {
  if (more.length === 0) return result;
  if (!result.ok) return { ...result, warnings: [...result.warnings, ...more] };
  const { built } = result;
  return { ok: true, built: { ...built, warnings: [...built.warnings, ...more] } };
}
