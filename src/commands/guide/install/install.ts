// guide --install: an agent's own configuration, changed after the change was shown.
import { accessSync, constants, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { suggestion } from '../../../core/nearest.ts';
import { usageError } from '../../failure.ts';
import { json } from '../../text.ts';
import type { Context } from '../../verb.ts';
import { type AgentName, agentNames, editsFor, type ServerCommand } from './agents.ts';
import { applyChanges, describeChanges, planChanges, remarksOn } from './plan.ts';

export interface InstallOptions {
  readonly agent: string;
  readonly remove: boolean;
  /** Shows what would change, and leaves it. */
  readonly printOnly: boolean;
}

/** Shows what changes, then changes it. Throws CommandError where a file is not to be touched. */
export function installGuide({ agent, remove, printOnly }: InstallOptions, context: Context): void {
  const name = agentNames.find((known) => known === agent);
  if (!name) {
    throw usageError(
      `--install: no agent "${agent}"${suggestion(agent, agentNames)}: ${agentNames.join(', ')}`,
    );
  }
  const edits = editsFor(name, programCommand(context));
  const home = context.env['HOME'] || homedir();
  const changes = planChanges(edits, home, remove ? 'remove' : 'install');
  if (context.json) context.print(json({ agent: name, written: !printOnly, changes }));
  else context.print(changes.length === 0 ? nothing(name, remove) : describeChanges(changes));
  if (!remove) for (const remark of remarksOn(edits, home)) context.note(remark);
  if (printOnly) return;
  applyChanges(changes);
  if (!context.json && changes.length > 0)
    context.print(`\n${remove ? 'removed from' : 'installed for'} ${name}`);
}

function nothing(agent: AgentName, remove: boolean): string {
  return remove ? `nothing of ours is in the files of ${agent}` : `${agent} has it already`;
}

/** By name where that will find this program wherever the agent is started, else by its place. */
function programCommand({ env, entries }: Context): ServerCommand {
  const cli = join(entries, 'cli.js');
  const found = (env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => isThis(join(folder, 'botster-tui'), cli));
  return found ? { command: 'botster-tui', args: [] } : { command: process.execPath, args: [cli] };
}

/** Whether that is a link to this program: what a package manager makes. */
function isThis(path: string, cli: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return realpathSync(path) === realpathSync(cli);
  } catch {
    return false;
  }
}
