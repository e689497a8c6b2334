// What a program that is blocked asks, and what it offers for an answer, as read off its screen.

export const answerKinds = ['allow', 'always', 'deny'] as const;
/** What an answer means where no wording is given: this once, from now on, no. */
export type AnswerKind = (typeof answerKinds)[number];

/** One answer that can be chosen. */
export interface AnswerOption {
  readonly label: string;
  readonly kind: AnswerKind | 'other';
  /** The keys that choose it from how the screen stands now, as keymaps name them. */
  readonly keys: readonly string[];
  /** After the keys a text is typed, and Enter. */
  readonly takes_text?: boolean;
  /** The screen does not show which answer is chosen: the keys hold as long as nobody has typed there. */
  readonly from_start?: boolean;
}

/** A question on a screen. */
export interface Asked {
  /** Another one for each time it is asked. */
  readonly id: string;
  /** Milliseconds since the epoch: when it was first seen. */
  readonly at: number;
  /** The same for the same question, whichever of its answers is chosen. */
  readonly key: string;
  /** Empty where no answers could be read. */
  readonly options: readonly AnswerOption[];
  /** The rows of the dialog, as the program shows them. */
  readonly lines: readonly string[];
}

/** What a look found of a question. */
export interface FoundQuestion {
  readonly question?: string;
  readonly options?: readonly AnswerOption[];
  readonly lines?: readonly string[];
}

/** The same question as `before`, where it is one, with how it stands now; else a new one. Pure. */
export function askedNow(before: Asked | undefined, found: FoundQuestion, now: number): Asked {
  const { options = [], lines = [] } = found;
  const key = keyOf(found);
  if (before?.key === key) return { ...before, options, lines };
  return { id: `${now.toString(36)}-${hash(key)}`, at: now, key, options, lines };
}

/** The answer that is meant: the first of a kind, or the one with that label, in capitals or not. */
export function optionFor(options: readonly AnswerOption[], wanted: string): AnswerOption | undefined {
  const word = wanted.trim().toLowerCase();
  const ofKind = answerKinds.some((kind) => kind === word) && options.find(({ kind }) => kind === word);
  return ofKind || options.find(({ label }) => label.toLowerCase() === word);
}

/** So much of the first answer is looked for. */
const PROBE = 12;

/** Without marks of what is chosen, and blanks: those move while the question stays. */
function keyOf({ question = '', options = [], lines = [] }: FoundQuestion): string {
  const bare = (text: string): string => text.replace(/[\s❯›●>│┃█▀▄]/g, '');
  const labels = options.filter(({ takes_text: takesText }) => !takesText).map(({ label }) => bare(label));
  // What stands above the answers: the hints below them depend on which is chosen.
  const rows = lines.map(bare);
  const answers =
    labels[0] === undefined ? -1 : rows.findLastIndex((row) => row.includes(labels[0]!.slice(0, PROBE)));
  return JSON.stringify([
    bare(question),
    labels,
    rows.slice(0, answers < 0 ? rows.length : answers).filter(Boolean),
  ]);
}

/** FNV-1a, to tell questions apart where people read it. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(36).slice(0, 5);
}
