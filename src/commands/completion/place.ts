// Where the cursor is in a command line that is being typed: what could stand there.
import type { Verb } from '../verb.ts';

/** What can stand at the cursor. */
export type Place =
  /** The first word of a verb, or with `group` the second. */
  | { readonly at: 'verb'; readonly group?: string }
  | { readonly at: 'flag' }
  | { readonly at: 'value'; readonly flag: string; readonly given: string; readonly before: string }
  /** An argument, by what the verb calls it (`ID`, `FILE`); undefined past the last. */
  | { readonly at: 'word'; readonly name: string | undefined; readonly words: readonly string[] }
  /** The program that stands after `--`, or with `isArgument` what follows it. */
  | { readonly at: 'command'; readonly isArgument: boolean }
  /** Past a word that is no verb. */
  | { readonly at: 'nothing' };

/** A verb as found at the start of a line. */
export interface Begun {
  readonly verb: string | undefined;
  /** The first word of verbs of two, where the second is missing. */
  readonly group: string | undefined;
  /** What stands where the verb should is none. */
  readonly isUnknown: boolean;
  /** The directory given with `--home`. */
  readonly home: string | undefined;
  /** What follows the verb, before the cursor. */
  readonly after: readonly string[];
}

/** Reads the words before the cursor up to the verb; `verbs` are the names known. */
export function beginOf(before: readonly string[], verbs: readonly string[]): Begun {
  const words: string[] = [];
  const after: string[] = [];
  let home: string | undefined;
  for (let i = 0; i < before.length; i++) {
    const word = before[i]!;
    if (after[0] === undefined && word === '--')
      return { ...named(words, verbs), home, after: before.slice(i) };
    if (word === '--home') home = before[++i];
    else if (word.startsWith('--home=')) home = word.slice('--home='.length);
    else if (named(words, verbs).verb !== undefined) after.push(word);
    else if (!word.startsWith('-')) words.push(word);
    // What stands after `--` is no flag of ours.
    if (after.at(-1) === '--')
      return { ...named(words, verbs), home, after: [...after, ...before.slice(i + 1)] };
  }
  return { ...named(words, verbs), home, after };
}

function named(
  words: readonly string[],
  verbs: readonly string[],
): Pick<Begun, 'verb' | 'group' | 'isUnknown'> {
  const name = words.join(' ');
  if (verbs.includes(name)) return { verb: name, group: undefined, isUnknown: false };
  const isGroup = words.length === 1 && verbs.some((verb) => verb.startsWith(`${name} `));
  return { verb: undefined, group: isGroup ? name : undefined, isUnknown: words.length > 0 && !isGroup };
}

/** The words of a line as bash splits them, with `--flag`, `=`, `value` as the flag and its value. */
export function withoutEquals(words: readonly string[]): string[] {
  const isLone = (i: number): boolean => words[i] === '=' && /^--\w/.test(words[i - 1] ?? '');
  return words.flatMap((word, i) => (isLone(i) ? (i === words.length - 1 ? [''] : []) : [word]));
}

/** What can stand at `current`, after the words of `begun`. `verb` is the verb found there. */
export function placeOf(begun: Begun, verb: Verb | undefined, current: string): Place {
  const { after } = begun;
  const dashes = after.indexOf('--');
  if (dashes >= 0 && (!verb || verb.command)) return { at: 'command', isArgument: dashes < after.length - 1 };
  if (!verb) {
    if (begun.isUnknown) return { at: 'nothing' };
    if (current.startsWith('-')) return { at: 'flag' };
    return begun.group === undefined ? { at: 'verb' } : { at: 'verb', group: begun.group };
  }
  const words: string[] = [];
  let open: string | undefined;
  for (const word of after) {
    if (open !== undefined) open = undefined;
    else if (word.startsWith('-') && word !== '--') open = takesValue(verb, word) ? word.slice(2) : undefined;
    else if (word !== '--') words.push(word);
  }
  if (open !== undefined) return { at: 'value', flag: open, given: current, before: '' };
  if (dashes < 0 && current.startsWith('-')) return atFlag(verb, current);
  return { at: 'word', name: wordName(verb.words ?? [], words.length), words };
}

function atFlag(verb: Verb, current: string): Place {
  const [, flag, given] = /^--([^=]+)=(.*)$/s.exec(current) ?? [];
  if (flag === undefined || given === undefined || !takesValue(verb, `--${flag}`)) return { at: 'flag' };
  return { at: 'value', flag, given, before: `--${flag}=` };
}

function takesValue(verb: Verb, word: string): boolean {
  if (word === '--home') return true;
  const flag = verb.flags?.[word.slice(2)];
  return word.startsWith('--') && flag !== undefined && flag.type !== 'boolean';
}

/** The name of an argument without the marks that say how often it may stand. */
function wordName(names: readonly string[], index: number): string | undefined {
  const last = names.at(-1);
  const name = names[index] ?? (last?.endsWith('…') ? last : undefined);
  return name?.replace(/\??…?$/, '');
}
