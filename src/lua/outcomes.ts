// What a build came to, as the hub is told it.
import type { LuaError } from '../core/lua-error.ts';
import type { BuildResult, Refusal } from './build.ts';
import { describeError } from './errors.ts';
import { generationOf, type Live } from './live.ts';
import { isBase, type Manifest } from './manifest.ts';
import type { BuildOutcome, LuaWorld } from './types.ts';
import type { RawError } from './worker-protocol.ts';

/** The refusals of a build as errors. */
export function describeRefusals(
  refused: readonly Refusal[],
  disk: Manifest,
  live: Live,
  at: string,
): LuaError[] {
  return refused.map(({ raw, action }) => describeError(raw, disk, action, at, generationOf(live)));
}

export function outcomeOf(
  result: Pick<BuildResult, 'warnings'>,
  errors: readonly LuaError[],
  live: Live,
): BuildOutcome {
  return {
    ok: errors.length === 0 && live.world !== null,
    generation: live.generation,
    errors,
    warnings: result.warnings,
    registered: live.world?.built.registered ?? {},
  };
}

/** The errors of a trial that is not to go live. */
export function checkOutcome(
  errors: readonly RawError[],
  warnings: readonly string[],
  registered: BuildOutcome['registered'],
  files: Manifest,
  live: Live,
  at: string,
): BuildOutcome {
  return {
    ok: errors.length === 0,
    generation: live.generation,
    errors: errors.map((raw) => describeError(raw, files, 'kept_last_good', at, generationOf(live))),
    warnings,
    registered,
  };
}

/** Every file and what has become of it. */
export function unitRows(
  live: Live,
  errors: readonly LuaError[],
  quarantined: ReadonlySet<string>,
): ReturnType<LuaWorld['units']> {
  const { world } = live;
  return [...live.disk.values()].map((file) => {
    const running = world?.built.files.get(file.unit);
    const error = errors.find((candidate) => candidate.unit === file.unit);
    const isLive = running?.hash === file.hash;
    const isSkipped = live.app.safe && !isBase(file);
    return {
      path: file.unit,
      layer: file.layer,
      status: quarantined.has(file.unit)
        ? 'quarantined'
        : isSkipped || (isLive && world?.disabled.has(file.unit))
          ? 'disabled'
          : isLive
            ? 'live'
            : 'refused',
      generation: running && world ? world.generation : 0,
      live_since: running && world ? world.liveSince : null,
      registered: world?.built.registered[file.unit] ?? {},
      ...(error ? { error } : {}),
    };
  });
}
