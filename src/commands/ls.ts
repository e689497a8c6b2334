// ls: the agents, as a table or as data.
import type { Agent } from '../core/agent.ts';
import { withHub } from './hub-link.ts';
import { columns, json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'ls [--json]',
  summary: 'Lists the agents.',
  examples: ['botster-tui ls', "botster-tui ls --json | jq -r '.[].name'"],
  async run(_args, context) {
    const { agents } = await withHub(context, (hub) => hub.call('agent.list', {}));
    context.print(context.json ? json(agents) : agentTable(agents));
    return undefined;
  },
};

/** One line an agent, under a heading. */
export function agentTable(agents: readonly Agent[]): string {
  return columns([
    ['ID', 'NAME', 'STATUS', 'STATE', 'SIZE', 'CWD', 'COMMAND'],
    ...agents.map((agent) => [
      agent.id,
      agent.unread ? `${agent.name} *` : agent.name,
      statusText(agent),
      agent.state ?? '',
      `${agent.size.columns}x${agent.size.rows}`,
      agent.cwd,
      agent.argv.join(' '),
    ]),
  ]);
}

/** `running`, `exited 3`, `exited SIGKILL`. */
export function statusText(agent: Pick<Agent, 'status' | 'exit_code' | 'signal'>): string {
  const how = agent.signal ?? agent.exit_code;
  return how === undefined || how === null || agent.status === 'running'
    ? agent.status
    : `${agent.status} ${how}`;
}
