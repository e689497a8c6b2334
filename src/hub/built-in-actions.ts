// What the key table without Lua can do.
import type { ViewState } from '../core/view.ts';
import { acknowledge, startAgent } from './api/agents.ts';
import { processEnvironment } from './environment.ts';
import type { Hub } from './hub.ts';

/** Carries out the binding of `keys` in `mode`; nothing where there is none. */
export async function runBuiltIn(
  hub: Hub,
  view: ViewState,
  mode: string,
  keys: readonly string[],
): Promise<void> {
  const typed = keys.join(' ');
  const binding = hub.keys().bindings.find((row) => row.mode === mode && row.keys.join(' ') === typed);
  const { agents, views } = hub;
  const list = agents.list();
  const show = (id: string): void =>
    void views.change(view.id, { focus: id, selected: id, mode: 'terminal' });
  const step = (by: number): void => {
    const at = list.findIndex((agent) => agent.id === view.focus);
    const next = list[(at + by + list.length) % list.length];
    if (next) show(next.id);
  };

  switch (binding?.action) {
    case 'agent.new': {
      const focused = view.focus === null ? undefined : agents.get(view.focus);
      const shell = process.env['SHELL'] || 'sh';
      const agent = await startAgent(hub, {
        argv: [shell],
        cwd: focused?.cwd ?? process.env['HOME'] ?? '/',
        env: processEnvironment(),
        focus: true,
      });
      show(agent.id);
      return;
    }
    case 'agent.next':
      return step(1);
    case 'agent.previous':
      return step(-1);
    case 'agent.go': {
      const agent = list[Number(keys.at(-1)) - 1];
      if (agent) show(agent.id);
      return;
    }
    case 'agent.close': {
      if (view.focus === null) return;
      const agent = agents.get(view.focus);
      if (agent?.status === 'exited') await acknowledge(hub, agent.id);
      else if (agent) await (await hub.host.ready()).peer.call('kill', { session: agent.id });
      return;
    }
  }
}
