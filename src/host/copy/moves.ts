// The motions of copy mode by name, and what a click or a word means as a range.
import type { CopyCommand } from '../../core/copy-mode.ts';
import type { Place } from '../screen.ts';
import { type Lines, type Range, rangeOf } from './lines.ts';
import * as motions from './motions.ts';

export interface Moving {
  readonly lines: Lines;
  readonly cursor: () => Place;
  /** The column that up and down want. */
  readonly goal: () => number;
  readonly rows: () => number;
  /** Id of the first line in view. */
  readonly top: () => number;
  readonly isBlock: () => boolean;
  /** Has the view begin with that line. */
  readonly show: (top: number) => void;
}

export interface Moved {
  readonly to: Place;
  /** The column that up and down want stays. */
  readonly keepsGoal?: boolean;
}

interface Find {
  readonly char: string;
  readonly by: 1 | -1;
  readonly isTill: boolean;
}

const steps: Readonly<Record<string, (lines: Lines, from: Place) => Place>> = {
  'next-word': (lines, from) => motions.nextWord(lines, from, false),
  'next-big-word': (lines, from) => motions.nextWord(lines, from, true),
  'word-end': (lines, from) => motions.endOfWord(lines, from, false),
  'big-word-end': (lines, from) => motions.endOfWord(lines, from, true),
  'previous-word': (lines, from) => motions.wordBefore(lines, from, false),
  'previous-big-word': (lines, from) => motions.wordBefore(lines, from, true),
  'previous-paragraph': (lines, from) => motions.paragraph(lines, from, -1),
  'next-paragraph': (lines, from) => motions.paragraph(lines, from, 1),
};

const jumps: Readonly<Record<string, (moving: Moving) => Place>> = {
  'line-start': ({ lines, cursor }) => motions.lineStart(lines, cursor()),
  'line-text': ({ lines, cursor }) => motions.firstText(lines, cursor()),
  'line-end': ({ lines, cursor }) => motions.lineEnd(lines, cursor()),
  bracket: ({ lines, cursor }) => motions.matchingBracket(lines, cursor()),
  top: ({ lines }) => ({ line: lines.first(), x: 0 }),
  bottom: ({ lines }) => ({ line: lines.last(), x: 0 }),
  'view-top': ({ lines, top }) => motions.firstText(lines, { line: top(), x: 0 }),
  'view-middle': ({ lines, top, rows }) =>
    motions.firstText(lines, inView(lines, top() + Math.floor((rows() - 1) / 2))),
  'view-bottom': ({ lines, top, rows }) => motions.firstText(lines, inView(lines, top() + rows() - 1)),
};

const finds: Readonly<Record<string, Omit<Find, 'char'>>> = {
  find: { by: 1, isTill: false },
  'find-back': { by: -1, isTill: false },
  till: { by: 1, isTill: true },
  'till-back': { by: -1, isTill: true },
};

const lastFinds = new WeakMap<Lines, Find>();

/** Where a command leads, done `times` times; null where it leads nowhere. */
export function move(moving: Moving, command: CopyCommand, text: string, times: number): Moved | null {
  const step = steps[command];
  if (step) return { to: repeated(moving, times, step) };
  const jump = jumps[command];
  if (jump) return { to: jump(moving) };
  const find = findOf(moving.lines, command, text);
  if (find) return found(moving, find, times);
  const { lines, cursor, goal } = moving;
  const { line, x } = cursor();
  switch (command) {
    case 'left':
    case 'previous-character': {
      const step = command === 'left' ? motions.leftOf : motions.characterBefore;
      return { to: moving.isBlock() ? { line, x: x - times } : repeated(moving, times, step) };
    }
    case 'right':
    case 'next-character': {
      const step = command === 'right' ? motions.rightOf : motions.characterAfter;
      return { to: repeated(moving, times, moving.isBlock() ? motions.nextColumn : step) };
    }
    case 'up':
      return { to: { line: line - times, x: goal() }, keepsGoal: true };
    case 'down':
      return { to: { line: line + times, x: goal() }, keepsGoal: true };
    default: {
      const by = scrolledLines(command, moving.rows()) * (Number(text) || times);
      if (by === 0) return null;
      const isView = command === 'scroll-up' || command === 'scroll-down';
      moving.show(moving.top() + by);
      const top = moving.top();
      const to = isView ? Math.max(top, Math.min(top + moving.rows() - 1, line)) : line + by;
      return { to: { line: Math.max(lines.first(), to), x: goal() }, keepsGoal: true };
    }
  }
}

function scrolledLines(command: CopyCommand, rows: number): number {
  const page = Math.max(1, rows - 2);
  const half = Math.max(1, Math.floor(rows / 2));
  const by: Readonly<Record<string, number>> = {
    'page-up': -page,
    'page-down': page,
    'half-up': -half,
    'half-down': half,
    'scroll-up': -1,
    'scroll-down': 1,
  };
  return by[command] ?? 0;
}

function repeated(
  { lines, cursor }: Moving,
  times: number,
  step: (lines: Lines, from: Place) => Place,
): Place {
  let at = cursor();
  for (let left = times; left > 0; left--) {
    const to = step(lines, at);
    if (to.line === at.line && to.x === at.x) break;
    at = to;
  }
  return at;
}

function inView(lines: Lines, line: number): Place {
  return { line: Math.min(line, lines.last()), x: 0 };
}

function findOf(lines: Lines, command: CopyCommand, char: string): Find | null {
  const kind = finds[command];
  if (kind) {
    const find = { char, ...kind };
    lastFinds.set(lines, find);
    return find;
  }
  const last = lastFinds.get(lines);
  if (!last || (command !== 'find-again' && command !== 'find-reverse')) return null;
  return command === 'find-again' ? last : { ...last, by: last.by === 1 ? -1 : 1 };
}

function found({ lines, cursor }: Moving, { char, by, isTill }: Find, times: number): Moved | null {
  let at = cursor();
  for (let left = times; left > 0; left--) {
    const to = motions.findChar(lines, at, char, { by, isTill });
    if (!to) return null;
    at = to;
  }
  return { to: at };
}

/** The word at a place, or the blanks there. */
export function wordAt(lines: Lines, at: Place): Range {
  return rangeOf(lines, 'char', motions.wordStart(lines, at, false), motions.wordEnd(lines, at, false));
}

/** What is meant by two clicks at a place: a word, a path, an address, or the blanks there. */
export function pointedAt(lines: Lines, at: Place): Range {
  const { from, to } = motions.pointedEnds(lines, at);
  return rangeOf(lines, 'char', from, to);
}

/** From a place to the end of the printed line. */
export function restAt(lines: Lines, at: Place): Range {
  return rangeOf(lines, 'char', at, motions.lineEnd(lines, at));
}

/** The whole printed line. */
export function lineAt(lines: Lines, at: Place): Range {
  return rangeOf(lines, 'line', at, at);
}
