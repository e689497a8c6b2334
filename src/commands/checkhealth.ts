// checkhealth: what is well and what is not: the installation, as doctor sees it, and what Lua files and plugins check.
import type { Check } from '../health/check.ts';
import type { HealthItem, HealthLevel, HealthReport } from '../protocol/hub-lua-api.ts';
import { answers } from '../protocol/listen.ts';
import { askTerminal, describeTerminal } from './ask-terminal.ts';
import { readDiagnostics } from './doctor-checks.ts';
import { EXIT } from './failure.ts';
import { pathsOf, withHub } from './hub-link.ts';
import { clean, json } from './text.ts';
import type { Context, Verb } from './verb.ts';

const CORE = 'core';
const levels: readonly HealthLevel[] = ['ok', 'info', 'warn', 'error'];

export const verb: Verb = {
  usage: 'checkhealth [NAME] [--json]',
  summary:
    'Runs the checks of doctor (NAME core), and those that Lua files and plugins have: each says what is well, what is not, and what can be done. Exits 1 at an error. Where nothing runs only those of doctor.',
  examples: ['botster-tui checkhealth', 'botster-tui checkhealth clock --json'],
  words: ['NAME?'],
  async run(args, context) {
    const [name] = args.words;
    const own = name === undefined || name === CORE ? [await coreReport(context)] : [];
    const reports = [...own, ...(name === CORE ? [] : await luaReports(name, context))];
    context.print(context.json ? json(reports) : reports.map(reportText).join('\n\n'));
    return reports.some(({ level }) => level === 'error') ? EXIT.failed : undefined;
  },
};

async function coreReport(context: Context): Promise<HealthReport> {
  const terminal = await askTerminal(context.env);
  const checks = [...(await readDiagnostics(context)), ...(terminal ? [describeTerminal(terminal)] : [])];
  return { name: CORE, level: worst(checks), items: checks.map(itemOf) };
}

/** Those of Lua files. The program's own are made here, where the terminal is. */
async function luaReports(name: string | undefined, context: Context): Promise<readonly HealthReport[]> {
  const paths = pathsOf(context);
  if (name === undefined && !(paths && (await answers(paths.hubSocket)))) {
    context.note('the hub is not running: the checks of Lua files are left out');
    return [];
  }
  const asked = name === undefined ? {} : { name };
  const { reports } = await withHub(context, (hub) => hub.call('lua.health', asked, null));
  return reports.filter((report) => report.name !== CORE);
}

function worst(checks: readonly Check[]): HealthLevel {
  return levels[Math.max(0, ...checks.map(({ level }) => levels.indexOf(level)))]!;
}

function itemOf({ level, name, text, fix }: Check): HealthItem {
  return { level, text: `${name}: ${text}`, ...(fix === undefined ? {} : { advice: [fix] }) };
}

/** A heading, a line an item, its advice below. */
export function reportText({ name, level, items }: HealthReport): string {
  const lines = items.flatMap(({ level: own, text, advice = [] }) => [
    own === 'start' ? `  ${clean(text)}` : `    ${own.padEnd(5)}  ${clean(text)}`,
    ...advice.map((one) => `           fix: ${clean(one)}`),
  ]);
  return [`${clean(name)}: ${level}`, ...lines].join('\n');
}
