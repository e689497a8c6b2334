// Builds of the Lua world, one at a time: the files as they are now, the newest text whenever several
// saves come together. What is found wrong with text that may be half a save is not told before it held
// still.
import type { LuaError } from '../core/lua-error.ts';
import type { BuildOutcome, SourceFile } from '../lua/types.ts';
import type { FileSet } from './sources.ts';

/** The newest build, and the files that went into it. */
export interface Report {
  readonly outcome: BuildOutcome;
  readonly set: FileSet;
}

export type Verdict =
  | {
      readonly kind: 'live';
      readonly generation: number;
      readonly registered: Readonly<Record<string, number>>;
    }
  | { readonly kind: 'refused'; readonly generation: number; readonly error: LuaError }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'late' };

export interface Builds {
  /** Other files are on disk. They may be half saved until `settled` is called, where `isHeld`. */
  offer(set: FileSet, changed: readonly string[], isHeld: boolean): void;
  settled(): void;
  /** Builds again though nothing changed. Resolves when that is done. */
  again(set: FileSet): Promise<Report>;
  /** Resolves when all that was offered is built and settled. */
  idle(): Promise<void>;
  /** What became of a file, waiting until that is known. */
  verdict(unit: string, timeoutMs: number): Promise<Verdict>;
  last(): Report | null;
  isHeld(): boolean;
}

/**
 * `build` never rejects. `onBuilt` is called after each build, for what is live; `onReport` once for what it,
 * or several, came to, when that has held still.
 */
export function createBuilds(
  build: (files: readonly SourceFile[], changed: readonly string[]) => Promise<BuildOutcome>,
  onBuilt: (report: Report) => void,
  onReport: (report: Report) => void,
): Builds {
  let wanted: FileSet | null = null;
  let report: Report | null = null;
  let told: Report | null = null;
  let building = false;
  let held = false;
  const changed = new Set<string>();
  let waiting: (() => void)[] = [];
  /** Called when nothing is being built any more, whether it has held still or not. */
  let waitingForBuild: (() => void)[] = [];

  const isIdle = (): boolean => !building && wanted === null && !held;
  const tell = (): void => {
    if (!held && report && report !== told) {
      told = report;
      onReport(report);
    }
    if (!isIdle()) return;
    const resolves = waiting;
    waiting = [];
    for (const resolve of resolves) resolve();
  };
  const run = async (): Promise<void> => {
    if (building) return;
    building = true;
    while (wanted) {
      const set: FileSet = wanted;
      wanted = null;
      const units = [...changed];
      changed.clear();
      report = { outcome: await build(set.files, units), set };
      if (!wanted) {
        onBuilt(report);
        tell();
      }
    }
    building = false;
    const resolves = waitingForBuild;
    waitingForBuild = [];
    for (const resolve of resolves) resolve();
    tell();
  };
  const idle = (): Promise<void> =>
    isIdle() ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));

  const built = (): Promise<void> =>
    building || wanted ? new Promise((resolve) => waitingForBuild.push(resolve)) : Promise.resolve();
  /** That a file is live is known once it is built; why it is not, when it has held still. */
  const known = async (unit: string): Promise<void> => {
    await built();
    if (judge(report, unit).kind !== 'live') await idle();
  };

  return {
    offer(set, units, isHeld) {
      wanted = set;
      held = isHeld;
      for (const unit of units) changed.add(unit);
      void run();
    },
    settled() {
      held = false;
      tell();
    },
    async again(set) {
      wanted = set;
      held = false;
      void run();
      await idle();
      return report!;
    },
    idle,
    async verdict(unit, timeoutMs) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<boolean>((resolve) => {
        timer = setTimeout(() => resolve(true), timeoutMs);
      });
      const isLate = await Promise.race([late, known(unit).then(() => false)]);
      clearTimeout(timer);
      return isLate ? { kind: 'late' } : judge(report, unit);
    },
    last: () => report,
    isHeld: () => held,
  };
}

/** The files that are live with the very text that was built last. */
export function liveFiles({ outcome, set }: Report): SourceFile[] {
  const refused = new Set([...set.problems, ...outcome.errors].map(({ unit }) => unit));
  return set.files.filter(({ unit }) => outcome.registered[unit] !== undefined && !refused.has(unit));
}

function judge(report: Report | null, unit: string): Verdict {
  if (!report) return { kind: 'unknown' };
  const { outcome, set } = report;
  const { generation } = outcome;
  const error = [...set.problems, ...outcome.errors].find((candidate) => candidate.unit === unit);
  if (error) return { kind: 'refused', generation, error };
  if (!set.files.some((file) => file.unit === unit)) return { kind: 'unknown' };
  return { kind: 'live', generation, registered: outcome.registered[unit] ?? {} };
}
