// doctor: what a person or a bug report needs to know about this installation, each line with its fix.

import type { Check } from '../health/check.ts';
import { askTerminal, describeTerminal } from './ask-terminal.ts';
import { readDiagnostics } from './doctor-checks.ts';
import { EXIT, usageError } from './failure.ts';
import { clean, json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'doctor [--json] | doctor --bundle [FILE.tar.gz] [--with-files] [--with-frame]',
  summary:
    'Checks versions, paths, permissions, sockets, processes and the terminal. Exits 1 at an error. With --bundle writes all that a bug report needs to a file of your own: these checks, names of variables, the ends of logs, Lua errors, hashes of your files; tokens, keys, passwords, addresses and home directories are masked.',
  examples: ['botster-tui doctor', 'botster-tui doctor --bundle report.tar.gz'],
  words: ['FILE?'],
  flags: {
    bundle: { type: 'boolean', help: 'write a file for a bug report (default: in this directory)' },
    'with-files': { type: 'boolean', help: 'with --bundle: your settings and Lua too, masked' },
    'with-frame': {
      type: 'boolean',
      help: 'with --bundle: the screen too, masked; agents may show what no mask knows',
    },
  },
  async run(args, context) {
    const isBundle = args.flag('bundle');
    const [file] = args.words;
    if (!isBundle && (file !== undefined || args.flag('with-files') || args.flag('with-frame')))
      throw usageError(
        `${file === undefined ? '--with-files and --with-frame go' : `"${file}" goes`} with --bundle`,
      );
    const terminal = await askTerminal(context.env);
    const checks = [...(await readDiagnostics(context)), ...(terminal ? [describeTerminal(terminal)] : [])];
    if (isBundle) {
      const options = {
        checks,
        formatCheck,
        withFiles: args.flag('with-files'),
        withFrame: args.flag('with-frame'),
      };
      const { writeBundle } = await import('./bundle/bundle.ts');
      await writeBundle(file, options, context);
      return undefined;
    }
    const isFine = checks.every((check) => check.level !== 'error');
    if (context.json) context.print(json({ ok: isFine, checks }));
    else context.print(checks.map(formatCheck).join('\n'));
    return isFine ? undefined : EXIT.failed;
  },
};

/** `warn  inotify  2048 watches: …`, the fix on a line of its own. */
export function formatCheck(check: Check): string {
  const line = `${check.level.padEnd(5)}  ${check.name.padEnd(12)}  ${clean(check.text)}`;
  return check.fix ? `${line}\n${' '.repeat(21)}fix: ${check.fix}` : line;
}
