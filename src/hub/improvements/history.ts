// The last good texts of each of the user's and agents' Lua files, over restarts: what can be gone back to.
import { createHash } from 'node:crypto';
import { liveFiles, type Report } from '../builds.ts';
import type { Store } from '../store.ts';

/** One text of a file. Numbers count up for each file, and stay with their text. */
export interface Version {
  readonly number: number;
  readonly hash: string;
  readonly text: string;
  /** When it went live, or was replaced. */
  readonly at: string;
  /** The generation of the world in which it was first live; null for one that never was. */
  readonly generation: number | null;
}

export interface History {
  /** Notes every text that is live now. */
  built(report: Report): void;
  /** Oldest first. */
  of(unit: string): readonly Version[];
  /** Keeps a text that is about to be overwritten, live or not. */
  keep(unit: string, text: string): void;
  units(): string[];
}

const MOST_GOOD = 5;
const MOST_OTHER = 2;
/** Larger texts are not kept. */
const MAX_CHARACTERS = 256 * 1024;

export function createHistory(store: Store, now: () => Date = () => new Date()): History {
  const of = (unit: string): Version[] => {
    const text = store.get('history', unit);
    return text === undefined ? [] : (JSON.parse(text) as Version[]);
  };
  /** Hash of the newest version of each unit, not to read it all at each report. */
  const newest = new Map<string, string>();

  const add = (unit: string, hash: string, text: string, generation: number | null): void => {
    if (text.length > MAX_CHARACTERS) return;
    const before = of(unit);
    const known = before.find((version) => version.hash === hash);
    const version: Version = {
      number: known?.number ?? Math.max(0, ...before.map(({ number }) => number)) + 1,
      hash,
      text,
      at: now().toISOString(),
      generation: generation ?? known?.generation ?? null,
    };
    store.set('history', unit, JSON.stringify(fewest([...before.filter((one) => one !== known), version])));
  };

  return {
    built(report) {
      for (const { unit, hash, text } of liveFiles(report)) {
        if (newest.get(unit) === hash) continue;
        newest.set(unit, hash);
        const last = of(unit).at(-1);
        if (last?.hash !== hash || last.generation === null) add(unit, hash, text, report.outcome.generation);
      }
    },
    of,
    keep(unit, text) {
      const hash = createHash('sha256').update(text).digest('hex');
      if (of(unit).some((version) => version.hash === hash)) return;
      add(unit, hash, text, null);
      newest.delete(unit);
    },
    units: () => [...store.all('history').keys()],
  };
}

/** The newest few that were live, and of the others. */
function fewest(versions: readonly Version[]): Version[] {
  const newest = (isGood: boolean, most: number): Version[] =>
    versions.filter(({ generation }) => (generation !== null) === isGood).slice(-most);
  const kept = new Set([...newest(true, MOST_GOOD), ...newest(false, MOST_OTHER)]);
  return versions.filter((version) => kept.has(version));
}
