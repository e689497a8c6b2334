// Key tables for tests, written shortly.
import type { Binding, BindingTarget, KeyTable, When } from '../../../src/core/key-table.ts';
import type { Facts } from '../../../src/tui/input/keymap.ts';

export const nothing: Facts = { focused: false, selected: false, alternate: false, scrolled: false };

/** `['terminal', 'ctrl+b c', 'agent.new']`; a target starting with `local:` is `local:ACTION ARGUMENT`. */
export type BindingRow = readonly [mode: string, keys: string, target: string, when?: When];

export function binding([mode, keys, to, when]: BindingRow): Binding {
  return {
    mode,
    keys: keys.split(' '),
    target: targetOf(to),
    desc: `does ${to}`,
    owner: 'test.lua:1',
    ...(when ? { when } : {}),
  };
}

function targetOf(to: string): BindingTarget {
  if (!to.startsWith('local:')) return { kind: 'lua' };
  const [action, argument] = to.slice(6).split(' ');
  return {
    kind: 'local',
    action: action as (BindingTarget & { kind: 'local' })['action'],
    ...(argument === undefined ? {} : { argument }),
  };
}

export function table(rows: readonly BindingRow[], change: Partial<KeyTable> = {}): KeyTable {
  return {
    version: 1,
    prefix: 'ctrl+b',
    modes: [
      { name: 'terminal', desc: 'keys go to the program', fallback: 'pty' },
      { name: 'normal', desc: 'keys are commands', fallback: 'swallow' },
      { name: 'scroll', desc: 'scrolling back', fallback: { mode: 'normal' } },
    ],
    bindings: rows.map(binding),
    ...change,
  };
}

export const usual: readonly BindingRow[] = [
  ['terminal', 'ctrl+b c', 'agent.new'],
  ['terminal', 'ctrl+b d', 'local:detach'],
  ['terminal', 'ctrl+b escape', 'local:mode.set normal'],
  ['terminal', 'ctrl+b w s', 'split'],
  ['terminal', 'ctrl+b w v', 'split'],
  ['terminal', 'ctrl+b ?', 'local:help'],
  ['terminal', 'alt+enter', 'agent.next'],
  ['normal', 'c', 'agent.new'],
  ['normal', 'i', 'local:mode.set terminal'],
  ['normal', 'e', 'local:banner.details'],
  ['normal', 'g g', 'local:scroll top'],
  ['normal', 'x', 'agent.kill', { selected: true }],
  ['scroll', 'q', 'local:mode.set terminal'],
  ['scroll', 'pageup', 'local:scroll page-up'],
];
