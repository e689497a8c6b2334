// What the terminal a verb runs in answers about itself.
import type { Check } from '../health/check.ts';
import { judgeTerminal } from '../health/terminal.ts';
import { createInputParser } from '../tui/input/parser.ts';
import { createProbe, PROBE, type TerminalCapabilities } from '../tui/terminal/probe.ts';

/** A terminal that is far away may take so long. */
const ANSWER_MS = 700;

/** Asks the terminal on stdin and stdout; null where there is none. Leaves it as it was. */
export async function askTerminal(env: NodeJS.ProcessEnv): Promise<TerminalCapabilities | null> {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY) return null;
  const probe = createProbe(env);
  const parser = createInputParser();
  stdin.setRawMode(true);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(finish, ANSWER_MS);
    function finish(): void {
      clearTimeout(timer);
      stdin.off('data', take);
      resolve();
    }
    function take(bytes: Buffer): void {
      for (const event of parser.feed(bytes)) if (event.type === 'reply') probe.take(event.raw);
      if (probe.isDone()) finish();
    }
    stdin.on('data', take);
    stdout.write(PROBE);
  });
  stdin.setRawMode(false);
  stdin.pause();
  return probe.capabilities();
}

/** A line of `doctor`. */
export function describeTerminal(found: TerminalCapabilities): Check {
  return judgeTerminal(found);
}
