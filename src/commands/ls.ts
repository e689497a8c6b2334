// ls: the agents, as a table or as data.
import type { Agent } from '../core/agent.ts';
import { withHub } from './hub-link.ts';
import { columns, json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'ls [--label L]… [--json]',
  summary: 'Lists the agents; with labels those that have all of them.',
  examples: ['botster-tui ls', "botster-tui ls --json | jq -r '.[].name'", 'botster-tui ls --label urgent'],
  flags: { label: { type: 'string', value: 'L', multiple: true, help: 'only agents with this label' } },
  async run(args, context) {
    const labels = args.list('label');
    const { agents: all } = await withHub(context, (hub) => hub.call('agent.list', {}));
    const agents = all.filter((agent) => labels.every((label) => agent.labels?.includes(label)));
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
