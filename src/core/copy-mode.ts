// Copy mode as data: what the host is asked, and what a terminal paints. Lines are named by their ids, so that all
// of it holds while output streams.

export interface CopyPlace {
  readonly line: number;
  readonly x: number;
}

/** What moves without an argument, as in Vim and with its names spelled out. */
export const copyMotions = [
  'left',
  'right',
  'previous-character',
  'next-character',
  'up',
  'down',
  'next-word',
  'next-big-word',
  'word-end',
  'big-word-end',
  'previous-word',
  'previous-big-word',
  'line-start',
  'line-text',
  'line-end',
  'top',
  'bottom',
  'view-top',
  'view-middle',
  'view-bottom',
  'previous-paragraph',
  'next-paragraph',
  'bracket',
  'page-up',
  'page-down',
  'half-up',
  'half-down',
  'scroll-up',
  'scroll-down',
  'find-again',
  'find-reverse',
  'search-next',
  'search-previous',
  'search-word',
  'search-word-back',
  'previous-prompt',
  'next-prompt',
] as const;

/** What selects, copies or ends. */
export const copyDeeds = [
  'select-char',
  'select-line',
  'select-block',
  'select-word',
  'other-end',
  'clear',
  'selection',
  'text',
  'back',
  'selection-stay',
  'line',
  'line-rest',
  'output',
  'search-begin',
  'search-cancel',
  'leave',
] as const;

/** What takes one: a character, a pattern, a digit of a count. */
export const copyTaking = [
  'find',
  'find-back',
  'till',
  'till-back',
  'search',
  'search-back',
  'count',
] as const;

/** Those that wait for the next key, and take its character. */
export const copyNeedsKey: readonly string[] = ['find', 'find-back', 'till', 'till-back'];

/** By the mouse, at a place. */
export const copyAtPlace = ['go', 'press', 'drag', 'drag-block', 'word-at', 'line-at'] as const;

/** By the terminal itself, on another host: goes on from a state that the one before was in. */
export const copyResuming = ['resume'] as const;

export const copyCommands = [
  ...copyMotions,
  ...copyDeeds,
  ...copyTaking,
  ...copyAtPlace,
  ...copyResuming,
] as const;
export type CopyCommand = (typeof copyCommands)[number];

/** Where a selection begins; words and lines that were clicked are a `unit` that stays whole. */
export interface CopyAnchor {
  readonly at: CopyPlace;
  readonly kind: 'char' | 'line' | 'block';
  readonly unit?:
    | { readonly kind: CopyAnchor['kind']; readonly from: CopyPlace; readonly to: CopyPlace }
    | undefined;
}

/** What is looked for: forwards by 1, back by -1. `shown` is the pattern as the person knows it. */
export interface CopySought {
  readonly pattern: string;
  readonly shown: string;
  readonly by: 1 | -1;
}

/** What copy mode is made again from. Places hold while the screen is in the same `epoch`. */
export interface CopyResume {
  readonly epoch: number;
  /** The first line in view. */
  readonly top: number;
  readonly cursor: CopyPlace;
  readonly anchor: CopyAnchor | null;
  readonly sought: CopySought | null;
  readonly count: string;
}

export interface CopyState {
  readonly cursor: CopyPlace;
  /** Lines above the live screen that are shown from. */
  readonly scroll: number;
  /** Ends included; of a `block` the columns between them. */
  readonly selection: {
    readonly kind: 'char' | 'line' | 'block';
    readonly from: CopyPlace;
    readonly to: CopyPlace;
  } | null;
  readonly search: CopySearch | null;
  /** What of the matches is near the view: line, column, width, and 1 for the one that the cursor is at. */
  readonly matches: readonly (readonly [line: number, x: number, width: number, isCurrent: number])[];
  /** A count that is being typed. */
  readonly count: string;
  /** For another host, should it take over; absent where this one is too old to. */
  readonly resume?: CopyResume;
}

export interface CopySearch {
  readonly pattern: string;
  readonly direction: 'forward' | 'back';
  /** Of the match at the cursor, from 1 at the oldest; 0 where there is none. */
  readonly current: number;
  readonly total: number;
  /** There are more matches than that. */
  readonly isCut: boolean;
}

export interface CopyRequest {
  readonly command: CopyCommand;
  /** A character, a pattern, a digit. */
  readonly text?: string | undefined;
  readonly at?: CopyPlace | undefined;
  readonly resume?: CopyResume | undefined;
}

/** What a command came to. */
export interface CopyResult {
  readonly state: CopyState;
  /** Text to be copied; `isCut` where that is not all of it. */
  readonly copied?: { readonly text: string; readonly isCut: boolean };
  /** What could not be done, for the person. */
  readonly problem?: string;
}
