// A verb's own flags and words, checked: every mistake is a usage error that names the flag.
// meow reads the flags. It takes 50 ms to load, so a command line without flags goes without it.

import { suggestion } from '../core/nearest.ts';
import { usageError } from './failure.ts';
import type { CommandLine } from './split-argv.ts';
import { globalFlags } from './split-argv.ts';
import type { Arguments, Flag, Verb } from './verb.ts';

type Flags = Readonly<Record<string, unknown>>;

/** The arguments of `verb`. Rejects with a usage error. */
export async function parseArguments(
  verb: Verb,
  line: Pick<CommandLine, 'args' | 'rest'>,
): Promise<Arguments> {
  const declared = verb.flags ?? {};
  const { flags: written, words } = separate(line.args, declared);
  const values = written.length === 0 ? {} : await readFlags(written, declared);
  const allWords = verb.command ? words : [...words, ...(line.rest ?? [])];
  checkWords(verb, allWords);
  return {
    words: allWords,
    command: verb.command ? line.rest : undefined,
    flag: (name) => values[name] === true,
    text: (name) => values[name] as string | undefined,
    number: (name) => values[name] as number | undefined,
    list: (name) => (values[name] as readonly string[] | undefined) ?? [],
  };
}

/** Flags with their values as `--name=value`, apart from words: meow would let a boolean eat the word after it. */
function separate(
  args: readonly string[],
  declared: Readonly<Record<string, Flag>>,
): { readonly flags: readonly string[]; readonly words: readonly string[] } {
  const flags: string[] = [];
  const words: string[] = [];
  const given = new Set<string>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (!/^-./.test(arg)) {
      words.push(arg);
      continue;
    }
    const [written = '', ...tail] = arg.split('=');
    const name = flagName(written, declared);
    const flag = declared[name]!;
    if (given.has(name) && !flag.multiple) throw usageError(`--${name} is given twice`);
    given.add(name);
    if (flag.type === 'boolean') {
      if (tail.length > 0) throw usageError(`--${name} takes no value`);
      flags.push(`--${name}`);
      continue;
    }
    const value = tail.length > 0 ? tail.join('=') : args[++i];
    if (value === undefined) throw usageError(`--${name} needs a value (${flag.value ?? flag.type})`);
    if (flag.type === 'number' && !isCount(value)) throw usageError(`--${name}: "${value}" is not a number`);
    flags.push(`--${name}=${value}`);
  }
  return { flags, words };
}

function isCount(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text);
}

/** The declared name of a flag as it was written; `-f` is the first declared that begins with f. */
function flagName(written: string, declared: Readonly<Record<string, Flag>>): string {
  const names = Object.keys(declared);
  const name = /^-\w$/.test(written) ? names.find((known) => known[0] === written[1]) : written.slice(2);
  if (name !== undefined && written.startsWith('-') && Object.hasOwn(declared, name)) return name;
  throw usageError(
    `unknown flag ${written}${suggestion(written, [...names.map((known) => `--${known}`), ...globalFlags])}`,
  );
}

async function readFlags(
  written: readonly string[],
  declared: Readonly<Record<string, Flag>>,
): Promise<Flags> {
  const { default: meow } = await import('meow');
  const flags = Object.entries(declared).map(([name, flag]) => [
    camelCase(name),
    { type: flag.type, ...(flag.multiple ? { isMultiple: true } : {}) },
  ]);
  const read = meow('', {
    importMeta: import.meta,
    argv: written,
    flags: Object.fromEntries(flags),
    // Without these meow reads our package.json, and answers --help and unknown flags in its own words.
    pkg: {},
    autoHelp: false,
    autoVersion: false,
    booleanDefault: undefined,
  }).flags as Flags;
  return Object.fromEntries(Object.keys(declared).map((name) => [name, read[camelCase(name)]]));
}

/** `withFiles` for `with-files`: what meow calls it. */
function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function checkWords(verb: Verb, words: readonly string[]): void {
  const names = verb.words ?? [];
  const needed = names.filter((name) => !/\?…?$/.test(name));
  if (words.length < needed.length) throw usageError(`${needed[words.length]} is missing: ${verb.usage}`);
  if (words.length > names.length && !names.at(-1)?.endsWith('…')) {
    const hint = verb.command ? ' (put the command after --)' : '';
    throw usageError(`"${words[names.length]}" is one argument too many${hint}: ${verb.usage}`);
  }
}
