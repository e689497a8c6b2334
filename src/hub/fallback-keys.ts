// The key table without Lua: what a person needs to get along until their layout is mended.
import type { Binding, BindingTarget, KeyTable } from '../core/key-table.ts';

const PREFIX = 'ctrl+b';
const OWNER = 'built in';

/** Bindings that the hub itself carries out, by the name of the action. */
export const builtInActions = [
  'agent.new',
  'agent.next',
  'agent.previous',
  'agent.go',
  'agent.close',
] as const;
export type BuiltInAction = (typeof builtInActions)[number];

/** The table; every `lua` target in it is a built-in action. */
export function fallbackKeys(): KeyTable {
  const local = (action: 'detach' | 'send-prefix' | 'scroll', argument?: string): BindingTarget =>
    argument === undefined ? { kind: 'local', action } : { kind: 'local', action, argument };
  const rows: readonly (readonly [string, BindingTarget, string, BuiltInAction?])[] = [
    [PREFIX, local('send-prefix'), 'send the prefix to the program'],
    ['d', local('detach'), 'detach'],
    ['pageup', local('scroll', 'page-up'), 'scroll up'],
    ['pagedown', local('scroll', 'page-down'), 'scroll down'],
    ['n', { kind: 'lua' }, 'start a shell', 'agent.new'],
    ['c', { kind: 'lua' }, 'start a shell', 'agent.new'],
    ['tab', { kind: 'lua' }, 'next agent', 'agent.next'],
    ['shift+tab', { kind: 'lua' }, 'previous agent', 'agent.previous'],
    ['x', { kind: 'lua' }, 'close the agent', 'agent.close'],
    ...Array.from(
      { length: 9 },
      (_, i) => [String(i + 1), { kind: 'lua' }, `agent ${i + 1}`, 'agent.go'] as const,
    ),
  ];
  const bindings = rows.map(
    ([key, target, desc, action]): Binding => ({
      mode: 'terminal',
      keys: [PREFIX, key],
      target,
      desc,
      owner: OWNER,
      ...(action ? { action } : {}),
    }),
  );
  return {
    version: 0,
    prefix: PREFIX,
    modes: [
      { name: 'terminal', desc: 'keys go to the program', fallback: 'pty' },
      { name: 'normal', desc: 'single keys are commands', fallback: 'swallow' },
    ],
    bindings: [
      ...bindings,
      ...bindings
        .filter(({ keys }) => keys[1] !== PREFIX)
        .map((binding) => ({ ...binding, mode: 'normal', keys: binding.keys.slice(1) })),
    ],
  };
}
