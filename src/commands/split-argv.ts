// The first look at the command line: what is for every verb, which verb, what is left for it. Cheap on
// purpose: it is all that attaching needs.

import { suggestion } from '../core/nearest.ts';
import { usageError } from './failure.ts';

export interface CommandLine {
  /** A key of the table in verbs.ts (`new`, `lua check`); undefined attaches. */
  readonly verb: string | undefined;
  readonly home: string | undefined;
  readonly safe: boolean;
  readonly json: boolean;
  readonly help: boolean;
  readonly version: boolean;
  /** What is left between the verb and `--`. */
  readonly args: readonly string[];
  /** What stands after `--`; undefined without one. */
  readonly rest: readonly string[] | undefined;
}

/** Flags that every verb takes. `--json` is one, since any verb can fail. */
export const globalFlags = ['--home', '--safe', '--json', '--help', '--version'] as const;

/**
 * Splits argv (without node and the program). `verbs` are the names known; one of two words is found by
 * both. Throws a usage error for an unknown verb, an unknown flag before it, and a `--home` without a value.
 */
export function splitArgv(argv: readonly string[], verbs: readonly string[]): CommandLine {
  const end = argv.indexOf('--');
  const before = end < 0 ? argv : argv.slice(0, end);
  const found = {
    home: undefined as string | undefined,
    safe: false,
    json: false,
    help: false,
    version: false,
  };
  const args: string[] = [];
  const words: string[] = [];

  for (let i = 0; i < before.length; i++) {
    const arg = before[i]!;
    if (arg === '--home' || arg.startsWith('--home=')) {
      const value = arg === '--home' ? before[++i] : arg.slice('--home='.length);
      if (!value || value.startsWith('--')) throw usageError('--home needs a directory');
      found.home = value;
    } else if (arg === '--help' || arg === '-h') found.help = true;
    else if (arg === '--safe') found.safe = true;
    else if (arg === '--json') found.json = true;
    else if (arg === '--version' && words.length === 0) found.version = true;
    else if (words.length === 0 && arg.startsWith('-')) {
      throw usageError(`unknown flag ${arg}${suggestion(arg, globalFlags)}`);
    } else if (words.length === 0 || (words.length === 1 && args.length === 0 && isGroup(words[0]!, verbs))) {
      words.push(arg);
    } else args.push(arg);
  }
  const rest = end < 0 ? undefined : argv.slice(end + 1);
  return { verb: verbNamed(words, verbs, found.help), ...found, args, rest };
}

/** Whether `word` is the first of verbs of two words. */
function isGroup(word: string, verbs: readonly string[]): boolean {
  return verbs.some((verb) => verb.startsWith(`${word} `));
}

function verbNamed(words: readonly string[], verbs: readonly string[], help: boolean): string | undefined {
  if (words.length === 0) return undefined;
  const name = words.join(' ');
  if (verbs.includes(name)) return name;
  if (isGroup(words[0]!, verbs)) {
    const seconds = verbs
      .filter((verb) => verb.startsWith(`${words[0]} `))
      .map((verb) => verb.split(' ')[1]!);
    if (words.length === 1 && help) return words[0];
    if (words.length === 1) throw usageError(`${words[0]} needs one of: ${seconds.join(', ')}`);
    throw usageError(`unknown verb "${name}"${suggestion(words[1]!, seconds)}`);
  }
  throw usageError(
    `unknown verb "${name}"${suggestion(name, [...new Set(verbs.map((verb) => verb.split(' ')[0]!))])}`,
  );
}
