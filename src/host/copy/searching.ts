// The search of one copy mode: what is looked for, what was found, and which of it the cursor is at.
import type { CopySearch, CopySought, CopyState } from '../../core/copy-mode.ts';
import type { Place, Screen } from '../screen.ts';
import type { Lines } from './lines.ts';
import { escaped } from './pattern.ts';
import { type Found, type Match, nextMatch, searchAll } from './search.ts';

export interface Searching {
  /**
   * Looks from where the search began, so that what is typed letter by letter does not wander off. An empty
   * pattern looks for nothing. Resolves with where that leads; null where nothing is found or it was given up.
   */
  begin(pattern: string, by: 1 | -1, from: Place): Promise<Place | null>;
  /** Of a whole word. */
  beginWord(word: string, by: 1 | -1, from: Place): Promise<Place | null>;
  /** `n` and `N`: on in the direction of the search, or against it. */
  again(by: 1 | -1, from: Place, times: number): Promise<Place | null>;
  /** Ends a search that is being typed: where it began, or null. */
  cancel(): Place | null;
  summary(): CopySearch | null;
  /** Rows of matches between two lines. */
  near(from: number, to: number): CopyState['matches'];
  giveUp(): void;
  /** What is looked for next begins where the cursor is then. */
  settle(): void;
  /** Lines are other rows now: looks again, and resolves when that is done. */
  reflowed(at: Place): Promise<void>;
  /** What is looked for, to go on with by `resume`; null for nothing. */
  sought(): CopySought | null;
  /** Looks for what another was looking for, whose cursor was there. */
  resume(sought: CopySought | null, at: Place): Promise<void>;
}

export function createSearching(parts: { readonly screen: () => Screen; readonly lines: Lines }): Searching {
  const { screen, lines } = parts;
  let sought: CopySought | null = null;
  let found: Found = NOTHING;
  let current = -1;
  /** When it was found, by the screen's stamp; -1 when that does not hold any more. */
  let foundAt = -1;
  /** Where the search that is being typed began. */
  let origin: Place | null = null;
  /** Counts the searches that were asked for. */
  let asked = 0;

  const refresh = async (): Promise<boolean> => {
    if (!sought) return false;
    if (foundAt === screen().stamp()) return true;
    const mine = asked;
    const stamp = screen().stamp();
    const next = await searchAll(sought.pattern, { screen, lines, isGivenUp: () => asked !== mine });
    if (!next) return false;
    found = next;
    foundAt = stamp;
    return true;
  };
  const look = async (next: CopySought, from: Place, isHereToo: boolean): Promise<Place | null> => {
    sought = next;
    found = NOTHING;
    foundAt = -1;
    current = -1;
    if (!(await refresh())) return null;
    current = nextMatch(found.matches, from, next.by, isHereToo);
    return found.matches[current]?.from ?? null;
  };

  /** `at`: where the match that is the current one begins. */
  const lookAgain = async (at: Place | null): Promise<void> => {
    found = NOTHING;
    foundAt = -1;
    current = -1;
    origin = null;
    if ((await refresh()) && at)
      current = found.matches.findIndex(({ from }) => from.line === at.line && from.x === at.x);
  };

  return {
    async begin(pattern, by, from) {
      origin ??= from;
      const start = origin;
      if (pattern === '') {
        sought = null;
        found = NOTHING;
        return start;
      }
      return (await look({ pattern, shown: pattern, by }, start, false)) ?? start;
    },
    beginWord(word, by, from) {
      origin = null;
      const edge = (at: number): string => (/[\p{L}\p{N}_]/u.test(word.at(at) ?? '') ? '\\b' : '');
      return look({ pattern: `${edge(0)}${escaped(word)}${edge(-1)}`, shown: word, by }, from, false);
    },
    async again(by, from, times) {
      origin = null;
      if (!sought || !(await refresh())) return null;
      const direction = by * sought.by === 1 ? 1 : -1;
      let at = from;
      for (let left = times; left > 0; left--) {
        current = nextMatch(found.matches, at, direction, false);
        at = found.matches[current]?.from ?? at;
      }
      return found.matches[current]?.from ?? null;
    },
    cancel() {
      const back = origin;
      origin = null;
      sought = null;
      found = NOTHING;
      current = -1;
      return back;
    },
    summary: () =>
      sought && {
        pattern: sought.shown,
        direction: sought.by === 1 ? 'forward' : 'back',
        current: current + 1,
        total: found.matches.length,
        isCut: found.isCut,
      },
    near: (from, to) =>
      found.matches.flatMap((match, index) =>
        match.to.line >= from && match.from.line <= to
          ? rowsOf(match, lines.columns(), index === current ? 1 : 0)
          : [],
      ),
    giveUp() {
      asked++;
    },
    settle() {
      origin = null;
    },
    reflowed: (at) => lookAgain(current >= 0 ? at : null),
    sought: () => sought,
    resume(next, at) {
      sought = next;
      return lookAgain(at);
    },
  };
}

const NOTHING: Found = { matches: [], isCut: false };

function rowsOf({ from, to }: Match, columns: number, isCurrent: number): CopyState['matches'] {
  const rows: [number, number, number, number][] = [];
  for (let line = from.line; line <= to.line; line++) {
    const start = line === from.line ? from.x : 0;
    const end = line === to.line ? to.x + 1 : columns;
    rows.push([line, start, end - start, isCurrent]);
  }
  return rows;
}
