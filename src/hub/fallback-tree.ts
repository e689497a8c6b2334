// The layout without Lua: the agents at the left, the focused one's terminal at the right, a status line.
// Plain on purpose: what it must never do is fail.
import type { Agent } from '../core/agent.ts';
import type { TextSpan, TreeNode } from '../core/tree.ts';
import type { ViewState } from '../core/view.ts';

const SIDEBAR = 26;
/** Narrower than this there is only room for the terminal. */
const MIN_COLUMNS = 60;

/** The tree for a view. Never throws. */
export function fallbackTree(
  agents: readonly Agent[],
  view: Pick<ViewState, 'focus' | 'selected' | 'mode' | 'size'>,
  prefix: string,
): TreeNode {
  const body: TreeNode[] = [];
  if (view.size.columns >= MIN_COLUMNS) body.push(sidebar(agents, view));
  body.push(agents.length === 0 ? help(prefix) : { type: 'terminal', agent: view.focus ?? '', grow: 1 });
  return {
    type: 'column',
    children: [{ type: 'row', grow: 1, children: body }, statusLine(agents, view, prefix)],
  };
}

function sidebar(agents: readonly Agent[], { focus }: Pick<ViewState, 'focus'>): TreeNode {
  const index = agents.findIndex((agent) => agent.id === focus);
  return {
    type: 'panel',
    title: 'agents',
    width: SIDEBAR,
    children: [{ type: 'list', rows: agents.map(row), ...(index >= 0 ? { selected: index + 1 } : {}) }],
  };
}

function row(agent: Agent): { spans: TextSpan[] } {
  const running = agent.status === 'running';
  const mark: TextSpan = { text: running ? '● ' : '○ ', style: { fg: running ? 'green' : 'red' } };
  const ended = running ? [] : [{ text: `  ${endOf(agent)}`, style: { dim: true } }];
  return { spans: [mark, { text: agent.name, style: { bold: agent.unread } }, ...ended] };
}

/** How an agent ended, in two words. */
export function endOf(agent: Agent): string {
  return agent.signal ?? `exit ${agent.exit_code ?? '?'}`;
}

function help(prefix: string): TreeNode {
  const lines = [
    'No agents yet.',
    '',
    `${prefix} n   start a shell`,
    `${prefix} ${prefix}   send ${prefix} to the program`,
    `${prefix} ctrl+d   detach`,
  ];
  return { type: 'text', wrap: 'truncate', grow: 1, padding: 1, spans: [{ text: lines.join('\n') }] };
}

function statusLine(agents: readonly Agent[], { mode }: Pick<ViewState, 'mode'>, prefix: string): TreeNode {
  const running = agents.filter((agent) => agent.status === 'running').length;
  return {
    type: 'status_bar',
    left: [{ text: ` ${mode} `, style: { inverse: true } }],
    center: [{ text: `${prefix} n new · 1-9 go to · d detach`, style: { dim: true } }],
    right: [{ text: `${running}/${agents.length} running ` }],
  };
}
