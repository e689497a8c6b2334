// An agent with all that is made for it first, from the command line: each stage is told, and what fails is named.
import type { Launch } from '../core/launch.ts';
import type { HubMethods } from '../protocol/hub-api.ts';
import type { Params } from '../protocol/rpc.ts';
import { CommandError, EXIT } from './failure.ts';
import type { HubLink } from './hub-link.ts';

/** Starts and follows it to its end. Resolves with the agent's id; throws a failure that names the stage. */
export async function launchAgent(
  hub: HubLink,
  request: Params<HubMethods, 'launch.new'>,
  tell: (line: string) => void,
): Promise<string> {
  let launch = await hub.call('launch.new', request);
  let told = '';
  for (;;) {
    const line = stageLine(launch);
    if (launch.status === 'running' && line !== told) tell(line);
    told = line;
    if (launch.status !== 'running') break;
    launch = await hub.call('launch.wait', { id: launch.id, after: launch.revision }, null);
  }
  if (launch.status === 'done' && launch.agent !== undefined) return launch.agent;
  for (const last of launch.lines ?? []) tell(`  ${last}`);
  throw new CommandError(
    EXIT.failed,
    'launch',
    `${launch.name} did not start: ${launch.error ?? launch.status}`,
    {
      stage: launch.stage,
      ...(launch.lines ? { lines: launch.lines } : {}),
    },
  );
}

function stageLine({ stage, step }: Launch): string {
  return step === undefined ? stage : `${stage}: ${step}`;
}
