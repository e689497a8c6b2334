// Runs one verb, or prints help or version.
import { entryDirectory } from '../protocol/daemon.ts';
import { homeDirectory } from '../protocol/runtime-paths.ts';
import { VERSION } from '../protocol/version.ts';
import type { World } from './command-line.ts';
import { groupHelp, programHelp, verbHelp } from './help.ts';
import { parseArguments } from './parse-arguments.ts';
import type { CommandLine } from './split-argv.ts';
import type { Context } from './verb.ts';
import { verbs } from './verbs.ts';

/** The exit code of the command line. Rejects with CommandError, or with what a call threw. */
export async function runVerb(line: CommandLine, world: World): Promise<number> {
  const context = contextOf(line, world);
  const print = (text: string): number => {
    context.print(text);
    return 0;
  };
  if (line.version) return print(VERSION);
  const entry = verbs.find((known) => known.name === line.verb);
  if (!entry) return print(line.verb === undefined ? programHelp() : groupHelp(line.verb));
  const verb = await entry.load();
  if (line.help) return print(verbHelp(verb));
  return (await verb.run(await parseArguments(verb, line), context)) ?? 0;
}

function contextOf(line: CommandLine, world: World): Context {
  return {
    home: homeDirectory(line.home, world.env),
    safe: line.safe,
    json: line.json,
    cwd: world.cwd,
    env: world.env,
    entries: entryDirectory(),
    print: (text) => world.out(`${text}\n`),
    write: (text) => world.out(text),
    note: (text) => world.err(`${text}\n`),
  };
}
