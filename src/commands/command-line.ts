// One command line from argv to exit code. Attaching must show a screen at once, so whatever only a verb
// needs is loaded by that verb.
import { homeDirectory } from '../protocol/runtime-paths.ts';
import { attachTerminal } from './attach.ts';
import { asCommandError, failureLine, failureObject } from './failure.ts';
import { splitArgv } from './split-argv.ts';
import { verbNames } from './verbs.ts';

/** What a command line may know of the world. */
export interface World {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Writes text to the standard output, as it is. */
  out(text: string): void;
  err(text: string): void;
}

/** Runs `argv` (without node and the program); never rejects. Returns the exit code (contract.md 3). */
export async function runCommandLine(argv: readonly string[], world: World): Promise<number> {
  let verb: string | undefined;
  try {
    const line = splitArgv(argv, verbNames);
    verb = line.verb;
    if (!line.help && !line.version && verb === undefined) {
      return await attachTerminal(homeDirectory(line.home, world.env), line);
    }
    const { runVerb } = await import('./run-verb.ts');
    return await runVerb(line, world);
  } catch (thrown) {
    const error = asCommandError(thrown);
    if (wantsJson(argv)) world.out(`${JSON.stringify(failureObject(error))}\n`);
    else world.err(`${failureLine(error, verb)}\n`);
    return error.code;
  }
}

function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).includes('--json');
}
