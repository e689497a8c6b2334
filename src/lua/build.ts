// A build: tries sets of files until one works, and tells of every file that is not live as it stands on
// disk, and why. What fails is laid to the files that changed since the last good set.
import type { LuaError } from '../core/lua-error.ts';
import type { Built, SmokeView, TrialResult } from './candidate.ts';
import { type Attempt, type BuildRequest, type Candidate, nextCandidate } from './candidates.ts';
import { fingerprint, groupOf, isBase, type Manifest } from './manifest.ts';
import type { RawError } from './worker-protocol.ts';

export interface BuildResult {
  /** The world to go live; null when what runs should stay. */
  readonly built: Built | null;
  /** Files whose text on disk is not what is (or will be) live, with what was wrong. */
  readonly refused: readonly Refusal[];
  readonly warnings: readonly string[];
}

export interface Refusal {
  readonly unit: string;
  readonly raw: RawError;
  readonly action: LuaError['action'];
}

/** The sizes that a world is tried at: every attached view's, or a common one. */
export function smokeViews(
  views: readonly {
    readonly id: string;
    readonly size: { readonly columns: number; readonly rows: number };
  }[],
  attached: readonly string[],
): SmokeView[] {
  const shown = views.filter((view) => attached.includes(view.id));
  if (shown.length === 0) return [{ view: views[0]?.id ?? 'view-1', columns: 80, rows: 24 }];
  return shown.map(({ id, size }) => ({ view: id, columns: size.columns, rows: size.rows }));
}

/** Tries candidates one after the other. `running` is what stays live when none works. */
export async function runBuild(
  request: BuildRequest,
  running: Manifest | null,
  attempt: (candidate: Candidate) => Promise<TrialResult>,
): Promise<BuildResult> {
  const attempts: Attempt[] = [];
  const errors = new Map<string, RawError>();
  let warnings: readonly string[] = [];
  for (let candidate = nextCandidate(request, []); candidate; candidate = nextCandidate(request, attempts)) {
    // What runs need not be made again to stay.
    if (running && attempts.length > 0 && fingerprint(candidate.files) === fingerprint(running)) break;
    const result = await attempt(candidate);
    if (result.ok) {
      const refused = refusals(request.disk, candidate.files, errors);
      return { built: result.built, refused, warnings: result.built.warnings };
    }
    const primary = firsts(result.errors);
    for (const error of primary) if (!errors.has(culprit(error))) errors.set(culprit(error), error);
    attempts.push({ candidate, failed: new Set(primary.map(culprit)) });
    warnings = result.warnings;
  }
  return { built: null, refused: refusals(request.disk, running ?? new Map(), errors), warnings };
}

/** The file that an error is laid to: the one that was being loaded, else the one it happened in. */
function culprit(error: RawError): string {
  return error.loading ?? error.unit;
}

/** Errors that are not merely the consequence of another file's. */
function firsts(errors: readonly RawError[]): readonly RawError[] {
  const own = errors.filter((error) => error.because === undefined);
  return own.length > 0 ? own : errors;
}

function refusals(disk: Manifest, live: Manifest, errors: ReadonlyMap<string, RawError>): Refusal[] {
  const [firstError] = errors.values();
  if (!firstError) return [];
  const list: Refusal[] = [];
  for (const file of disk.values()) {
    const error = errors.get(file.unit);
    if (live.get(file.unit)?.hash === file.hash) {
      // Live as it is, and yet it failed in this build: only the package's own files are told of.
      if (error && isBase(file)) list.push({ unit: file.unit, raw: error, action: 'fell_back' });
      continue;
    }
    const together = [...errors].find(([unit]) => groupOf(unit) === groupOf(file.unit))?.[1];
    const raw = error ?? consequence(file.unit, together ?? firstError);
    list.push({ unit: file.unit, raw, action: 'kept_last_good' });
  }
  if (list.length > 0) return list;
  // Every file is live as it is: one that is gone from the disk is still needed.
  return [...errors].map(([unit, raw]) => ({ unit, raw, action: 'kept_last_good' }));
}

/** Why a file without an error of its own is not live. */
function consequence(unit: string, cause: RawError): RawError {
  return {
    phase: cause.phase,
    unit,
    line: 1,
    message: `not applied: with it ${cause.unit}:${cause.line} fails: ${cause.message}`,
  };
}
