// test: runs the tests that users and agents write in Lua, against the program's own engine and painter.
import { homedir } from 'node:os';
import { CommandError, EXIT, usageError } from './failure.ts';
import { readAppFiles } from './lua-test/app-files.ts';
import { humanReporter, jsonReporter, type Reporter, tapReporter } from './lua-test/reporters.ts';
import { runSpec, type TestResult } from './lua-test/run-spec.ts';
import { createSnapshots } from './lua-test/snapshots.ts';
import { findSpecs, readSpec } from './lua-test/spec-files.ts';
import { createWorkers } from './lua-test/test-world.ts';
import type { Arguments, Context, Verb } from './verb.ts';

const DEFAULT_TIMEOUT_S = 10;

export const verb: Verb = {
  usage: 'test [FILE…] [--filter TEXT] [--update] [--timeout S] [--tap|--json]',
  summary:
    'Runs tests written in Lua, *_test.lua and *_spec.lua: FILEs or folders of them, else those of user/ and improvements/ in the home and of test/ here. Nothing needs to run, and nothing that runs is touched.',
  examples: ['botster-tui test', 'botster-tui test badge_test.lua --update'],
  words: ['FILE?…'],
  flags: {
    filter: { type: 'string', value: 'TEXT', help: 'only tests with TEXT in their names' },
    update: { type: 'boolean', help: 'take the screens as they are now as the snapshots' },
    timeout: {
      type: 'number',
      value: 'S',
      help: `seconds that one test may take (default ${DEFAULT_TIMEOUT_S})`,
    },
    tap: { type: 'boolean', help: 'print TAP, for programs' },
  },
  async run(args, context) {
    const specs = findSpecs(args.words, context);
    if (specs.length === 0) throw new CommandError(EXIT.failed, 'not_found', nothingFound(args, context));
    const report = reporterFor(args, context);
    const { results, ...totals } = await runAll(specs, args, context, report);
    report.end(totals, results);
    return totals.failed > 0 ? EXIT.failed : undefined;
  },
};

async function runAll(specs: readonly string[], args: Arguments, context: Context, report: Reporter) {
  const started = performance.now();
  const files = readAppFiles(context);
  const workers = createWorkers(context.entries);
  const filter = args.text('filter');
  const results: TestResult[] = [];
  const obsolete: string[] = [];
  let written = 0;
  let updated = 0;
  try {
    for (const path of specs) {
      const spec = readSpec(path, files.readable, context);
      const snapshots = createSnapshots(path, { update: args.flag('update'), mayWrite: !context.env['CI'] });
      const before = results.length;
      const leftOut = await runSpec(spec, {
        files,
        workers,
        snapshots,
        timeoutMs: (args.number('timeout') ?? DEFAULT_TIMEOUT_S) * 1000,
        isWanted: (names) => filter === undefined || names.join(' ').includes(filter),
        onResult(result) {
          results.push(result);
          report.result(result);
        },
      });
      const isWhole = leftOut === 0 && results.slice(before).every(({ status }) => status === 'passed');
      if (isWhole) obsolete.push(...snapshots.obsolete());
      written += snapshots.counts().written;
      updated += snapshots.counts().updated;
    }
  } finally {
    await workers.pool.close();
  }
  const count = (status: TestResult['status']): number =>
    results.filter((result) => result.status === status).length;
  return {
    results,
    passed: count('passed'),
    failed: count('failed'),
    pending: count('pending'),
    ms: Math.round(performance.now() - started),
    written,
    updated,
    obsolete,
  };
}

function reporterFor(args: Arguments, context: Context): Reporter {
  const tap = args.flag('tap');
  if (tap && context.json) throw usageError('--tap and --json exclude each other');
  if (tap) return tapReporter(context.print);
  return context.json ? jsonReporter(context.print) : humanReporter(context.print);
}

function nothingFound(args: Arguments, { home, cwd }: Context): string {
  if (args.words.length > 0) return `there are no *_test.lua or *_spec.lua files in ${args.words.join(', ')}`;
  const short = (path: string): string => path.replace(homedir(), '~');
  return `there are no *_test.lua or *_spec.lua files in ${short(home)}/user, ${short(home)}/improvements or ${short(cwd)}/test`;
}
