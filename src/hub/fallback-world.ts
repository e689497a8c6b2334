// The world without Lua: the built-in layout and keys, behind the same door as the real one, so that the
// hub has a world from its first moment and whatever becomes of Lua.
import type { Agent } from '../core/agent.ts';
import type { KeyTable } from '../core/key-table.ts';
import type { AppState, BuildOutcome, DispatchResult, LuaWorld, WorldEvents } from '../lua/types.ts';
import { type BuiltInAction, fallbackKeys } from './fallback-keys.ts';
import { fallbackTree } from './fallback-tree.ts';

const NOTHING: DispatchResult = { ok: true, dirty: false };
const BUILT: BuildOutcome = { ok: true, generation: 0, errors: [], warnings: [], registered: {} };
const UNIT = 'built in';

/** Never rejects, never fails. `keys` is what its views' terminals were last told, to begin with. */
export function createFallbackWorld(
  events: Pick<WorldEvents, 'onEffect' | 'onViewUpdate'>,
  keys: KeyTable = fallbackKeys(),
): LuaWorld {
  let state: AppState | undefined;
  const agents = (): readonly Agent[] => state?.agents ?? [];
  const viewOf = (id: string) => state?.views.find((view) => view.id === id);

  const show = (view: string, agent: Agent | undefined): DispatchResult => {
    if (!agent) return NOTHING;
    events.onViewUpdate({ view, change: { focus: agent.id, selected: agent.id, mode: 'terminal' } });
    return { ok: true, dirty: true };
  };
  const effect = (view: string, name: string, params: Record<string, unknown>): DispatchResult => {
    events.onEffect({ name, params, view, unit: UNIT });
    return NOTHING;
  };
  const step = (view: string, by: number): DispatchResult => {
    const all = agents();
    const at = all.findIndex(({ id }) => id === viewOf(view)?.focus);
    return show(view, all[(at + by + all.length) % all.length]);
  };
  const actions: Record<BuiltInAction, (view: string, keys: readonly string[]) => DispatchResult> = {
    'agent.new': (view) => effect(view, 'agents.spawn', { focus: true, cwd: focused(view)?.cwd }),
    'agent.next': (view) => step(view, 1),
    'agent.previous': (view) => step(view, -1),
    'agent.go': (view, typed) => show(view, agents()[Number(typed.at(-1)) - 1]),
    'agent.close': (view) => {
      const agent = focused(view);
      return agent ? effect(view, 'agents.kill', { id: agent.id }) : NOTHING;
    },
  };
  const focused = (view: string): Agent | undefined => agents().find(({ id }) => id === viewOf(view)?.focus);

  return {
    build: async () => BUILT,
    check: async () => BUILT,
    sync(next) {
      state = next;
    },
    async render(view, size) {
      const shown = viewOf(view) ?? {
        focus: null,
        selected: null,
        mode: 'normal',
        size: { columns: 80, rows: 24 },
      };
      return JSON.stringify(fallbackTree(agents(), { ...shown, size: size ?? shown.size }, keys.prefix));
    },
    async key(view, mode, typed) {
      const name = fallbackKeys().bindings.find(
        (binding) => binding.mode === mode && binding.keys.join(' ') === typed.join(' '),
      )?.action;
      return name && name in actions ? actions[name as BuiltInAction](view, typed) : NOTHING;
    },
    async event(view, _path, event, args) {
      const index = typeof args === 'number' ? args : (args as { index?: unknown } | null)?.index;
      return event === 'select' && typeof index === 'number' ? show(view, agents()[index - 1]) : NOTHING;
    },
    emit: async () => NOTHING,
    answer: async () => NOTHING,
    eval: async () => ({ ok: false }),
    text: () => null,
    keys: () => keys,
    errors: () => [],
    units: () => [],
    generation: () => 0,
    close: async () => {},
  };
}
