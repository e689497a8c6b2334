// doctor: what a person or a bug report needs to know about this installation, each line with its fix.

import { askTerminal, describeTerminal } from './ask-terminal.ts';
import type { Check } from './doctor-checks.ts';
import { readDiagnostics } from './doctor-checks.ts';
import { EXIT } from './failure.ts';
import { clean, json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'doctor [--json]',
  summary: 'Checks versions, paths, permissions, sockets, processes and the terminal. Exits 1 at an error.',
  examples: ['botster-tui doctor'],
  async run(_args, context) {
    const terminal = await askTerminal(context.env);
    const checks = [...(await readDiagnostics(context)), ...(terminal ? [describeTerminal(terminal)] : [])];
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
