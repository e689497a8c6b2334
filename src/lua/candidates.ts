// Which sets of files a build tries, in order, until one works. Pure: told what failed so far, it names the
// next set.
import {
  changedSince,
  fingerprint,
  goneSince,
  isBase,
  type Manifest,
  manifestOf,
  split,
  updated,
  withGroups,
  without,
} from './manifest.ts';

export interface BuildRequest {
  /** All text on disk, without quarantined files. */
  readonly disk: Manifest;
  /** What was live last; null where nothing ever was. Only files of the person. */
  readonly good: Manifest | null;
  /** Units that were just saved. */
  readonly saved: readonly string[];
  /** Nothing runs at present, so something must. */
  readonly mustRun: boolean;
}

export interface Candidate {
  readonly files: Manifest;
  /** Rendered before it goes live: what fails then is not taken. */
  readonly smoke: boolean;
}

/** A set that was tried, and the units that failed in it by themselves. */
export interface Attempt {
  readonly candidate: Candidate;
  readonly failed: ReadonlySet<string>;
}

const MOST_ROUNDS = 6;

/**
 * The next set to try; null when what runs should stay. In order: everything; last good with what was just
 * saved, whole and then without what failed in it; and where nothing runs: last good, then everything but
 * what fails, then the package's files alone.
 */
export function nextCandidate(request: BuildRequest, attempts: readonly Attempt[]): Candidate | null {
  const tried = new Set(attempts.map(({ candidate }) => fingerprint(candidate.files) + candidate.smoke));
  const fresh = (candidate: Candidate): boolean => !tried.has(fingerprint(candidate.files) + candidate.smoke);
  return options(request, attempts).find(fresh) ?? null;
}

/** The package's own files cannot be left out: who made them fail is unknown. */
function own(disk: Manifest, units: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...units].filter((unit) => !isBase(disk.get(unit) ?? { layer: 'core' })));
}

function options(request: BuildRequest, attempts: readonly Attempt[]): Candidate[] {
  const { disk, good, mustRun } = request;
  const failed = withGroups(
    attempts.flatMap((attempt) => [...attempt.failed]),
    disk,
  );
  const list: Candidate[] = [{ files: disk, smoke: true }];
  if (attempts.length === 0) return list;
  if (good) {
    const base = manifestOf([...split(disk.values()).base, ...good.values()]);
    const changed =
      request.saved.length > 0 ? request.saved : [...changedSince(disk, base), ...goneSince(disk, base)];
    const saved = [...withGroups(withGroups(changed, disk), base)];
    const innocent = saved.filter((unit) => !failed.has(unit));
    list.push({ files: updated(base, disk, saved), smoke: true });
    list.push({ files: updated(base, disk, innocent), smoke: true });
    if (mustRun) list.push({ files: base, smoke: false });
  }
  if (mustRun) {
    if (attempts.length < MOST_ROUNDS) list.push({ files: without(disk, own(disk, failed)), smoke: true });
    list.push({ files: manifestOf(split(disk.values()).base), smoke: false });
  }
  return list;
}
