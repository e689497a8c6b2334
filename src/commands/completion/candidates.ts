// What a command line that is being typed can go on with: verbs, flags, and what arguments can be.
import { clean } from '../text.ts';
import type { Context, Verb } from '../verb.ts';
import { verbs } from '../verbs.ts';
import { beginOf, type Place, placeOf, withoutEquals } from './place.ts';
import { type Candidate, sourceOf } from './sources.ts';

/** What the shell shows: words, or what it finds itself (files of a directory, programs). */
export interface Answer {
  readonly kind: 'words' | 'files' | 'directories' | 'commands';
  readonly words: readonly Candidate[];
}

const globals: readonly Candidate[] = [
  { word: '--home', help: 'where settings, Lua and logs are' },
  { word: '--safe', help: 'core and default Lua only' },
  { word: '--json', help: 'print JSON, errors too' },
  { word: '--help', help: 'how it is used' },
];

/**
 * What can stand where the last of `typed` is (the words after the program's name, the last one maybe empty).
 * Asks a hub only if one runs, and starts nothing. Rejects never for want of an answer: then there are no words.
 */
export async function complete(typed: readonly string[], context: Context): Promise<Answer> {
  const words = withoutEquals(typed);
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  if (before.at(-1) === '--home') return { kind: 'directories', words: [] };
  const shown = verbs.filter((entry) => !entry.hidden);
  const begun = beginOf(
    before,
    shown.map((entry) => entry.name),
  );
  const verb = await shown.find((entry) => entry.name === begun.verb)?.load();
  const place = placeOf(begun, verb, current);
  const { kind, words: found } = await answerAt(place, verb, before, {
    ...context,
    ...(begun.home === undefined ? {} : { home: begun.home }),
  });
  const start = place.at === 'value' ? place.given : current;
  const prefix = place.at === 'value' ? place.before : '';
  const fitting = found.filter(({ word }) => word.startsWith(start));
  return { kind, words: fitting.map(({ word, help }) => ({ word: prefix + word, help: clean(help) })) };
}

async function answerAt(
  place: Place,
  verb: Verb | undefined,
  before: readonly string[],
  context: Context,
): Promise<Answer> {
  if (place.at === 'nothing') return { kind: 'words', words: [] };
  if (place.at === 'verb') return { kind: 'words', words: verbWords(place.group) };
  if (place.at === 'flag') return { kind: 'words', words: flagWords(verb, before) };
  if (place.at === 'command') return { kind: place.isArgument ? 'files' : 'commands', words: [] };
  if (place.at === 'value') {
    if (place.flag === 'home') return { kind: 'directories', words: [] };
    return ask(verb?.flags?.[place.flag]?.value, verb, context, []);
  }
  if (place.name === undefined) return { kind: 'words', words: flagWords(verb, before) };
  return ask(place.name, verb, context, place.words);
}

async function ask(
  name: string | undefined,
  verb: Verb | undefined,
  context: Context,
  words: readonly string[],
): Promise<Answer> {
  const source = sourceOf(name ?? '', verb?.usage ?? '', words);
  if (source === 'files' || source === 'directories') return { kind: source, words: [] };
  return { kind: 'words', words: await source(context) };
}

function verbWords(group: string | undefined): Candidate[] {
  const shown = verbs.filter((entry) => !entry.hidden);
  if (group !== undefined)
    return shown
      .filter((entry) => entry.name.startsWith(`${group} `))
      .map((entry) => ({ word: entry.name.slice(group.length + 1), help: entry.summary }));
  const firsts = new Map<string, string>();
  for (const { name, summary } of shown) {
    const [first = '', second] = name.split(' ');
    if (!firsts.has(first)) firsts.set(first, second === undefined ? summary : `${second} and more`);
  }
  return [...firsts].map(([word, help]) => ({ word, help }));
}

/** Flags that were not given yet, or may be given again. */
function flagWords(verb: Verb | undefined, before: readonly string[]): Candidate[] {
  const own = Object.entries(verb?.flags ?? {}).map(([name, flag]) => ({
    word: `--${name}`,
    help: flag.help,
    isMany: flag.multiple === true,
  }));
  const isGiven = (flag: string): boolean =>
    before.some((word) => word === flag || word.startsWith(`${flag}=`));
  return [...own, ...globals.map((flag) => ({ ...flag, isMany: false }))]
    .filter(({ word, isMany }) => isMany || !isGiven(word))
    .map(({ word, help }) => ({ word, help }));
}
