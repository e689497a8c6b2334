// What `--help` prints.
import type { Verb } from './verb.ts';
import { verbs } from './verbs.ts';

/** The whole program's help. */
export function programHelp(): string {
  return [
    'Usage: botster-tui [--home DIR] [--safe] [-- CMD…]',
    '       botster-tui VERB …',
    '',
    'Attaches to your agents; with CMD it starts that as an agent and focuses it.',
    '',
    ...table(verbs.filter((entry) => !entry.hidden).map((entry) => [entry.name, entry.summary])),
    '',
    ...globalHelp,
    '',
    'Example:',
    '  botster-tui -- bash',
  ].join('\n');
}

/** The help of the verbs whose names begin with `group`. */
export function groupHelp(group: string): string {
  const members = verbs.filter((entry) => entry.name.startsWith(`${group} `));
  return [
    `Usage: botster-tui ${group} VERB …`,
    '',
    ...table(members.map((entry) => [entry.name, entry.summary])),
  ].join('\n');
}

/** One verb's help: usage, flags, examples. */
export function verbHelp(verb: Verb): string {
  const flags = Object.entries(verb.flags ?? {}).map(([name, flag]): [string, string] => [
    flag.value ? `--${name} ${flag.value}` : `--${name}`,
    flag.help,
  ]);
  return [
    `Usage: botster-tui ${verb.usage}`,
    '',
    verb.summary,
    '',
    ...(flags.length > 0 ? [...table(flags), ''] : []),
    ...globalHelp,
    '',
    verb.examples.length > 1 ? 'Examples:' : 'Example:',
    ...verb.examples.map((example) => `  ${example}`),
  ].join('\n');
}

const globalHelp = table([
  ['--home DIR', 'where settings, Lua and logs are (default $BOTSTER_HOME, else ~/.botster)'],
  ['--safe', 'core and default Lua only'],
  ['--json', 'print JSON, errors too'],
  ['--help', 'this'],
  ['--version', 'the version'],
]);

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
}
