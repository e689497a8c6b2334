// Searching the reference: names first, then what is said of them; the nearest names where nothing fits.
import { editDistance } from '../core/nearest.ts';
import type { Entry } from './entries.ts';

export interface Found {
  readonly entries: readonly Entry[];
  /** Names that were perhaps meant; only where nothing was found. */
  readonly nearest: readonly string[];
}

const MAX_FOUND = 20;
const MAX_NEAREST = 5;

/** Entries that have every word of `query`, best first. Pure. */
export function searchEntries(entries: readonly Entry[], query: string): Found {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { entries: [], nearest: [] };
  const scored = entries
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  if (scored.length > 0) {
    return { entries: scored.slice(0, MAX_FOUND).map(({ entry }) => entry), nearest: [] };
  }
  return { entries: [], nearest: nearestNames(entries, words.join(' ')) };
}

/** 0 where a word is nowhere in the entry. */
function scoreOf(entry: Entry, words: readonly string[]): number {
  const name = entry.name.toLowerCase();
  const last = lastPart(name);
  const text = `${entry.signature} ${entry.doc}`.toLowerCase();
  let score = 0;
  for (const word of words) {
    const gained =
      name === word
        ? 100
        : last === word
          ? 60
          : name.startsWith(word)
            ? 30
            : name.includes(word)
              ? 20
              : text.includes(word)
                ? 5
                : 0;
    if (gained === 0) return 0;
    score += gained;
  }
  // What is called comes before what is passed to it.
  return score + (entry.kind === 'prop' || entry.kind === 'field' ? 0 : 3);
}

function nearestNames(entries: readonly Entry[], query: string): string[] {
  const distances = new Map<string, number>();
  for (const { name } of entries) {
    const lower = name.toLowerCase();
    distances.set(
      name,
      Math.min(editDistance(query, lower), editDistance(lastPart(query), lastPart(lower)) + 1),
    );
  }
  return [...distances.entries()]
    .sort(([a, near], [b, far]) => near - far || a.length - b.length)
    .slice(0, MAX_NEAREST)
    .map(([name]) => name);
}

function lastPart(name: string): string {
  return name.split(/[.:]/).at(-1)!;
}
