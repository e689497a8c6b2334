// Which keys may follow what was typed. Pure.
import type { Binding } from '../../core/key-table.ts';
import {
  type Facts,
  holds,
  type Keymap,
  type KeyNode,
  modeChain,
  nodeAt,
  reserved,
  reservedDescs,
} from './keymap.ts';

export interface KeyRow {
  /** The chords still to be typed: `c`, `ctrl+w s`. */
  readonly keys: string;
  /** `+3 keys` for a chord that several bindings go on from. */
  readonly desc: string;
  readonly group: string;
  /** `file:line`; empty where there are several. */
  readonly owner: string;
}

const BUILT_IN = 'built in';

/** A row for each chord that may follow `pending` in `mode`, own bindings before those of modes it falls back to. */
export function followingRows(
  keymap: Keymap,
  mode: string,
  pending: readonly string[],
  facts: Facts,
): readonly KeyRow[] {
  const rows = new Map<string, KeyRow>();
  const add = (row: KeyRow): void => void (rows.has(row.keys) || rows.set(row.keys, row));
  if (pending.length === 1 && pending[0] === keymap.prefix) for (const row of reservedRows()) add(row);
  for (const name of modeChain(keymap, mode).modes) {
    const node = nodeAt(keymap.roots.get(name), pending);
    for (const [chord, next] of node?.next ?? []) {
      const row = rowOf(chord, next, facts);
      if (row) add(row);
    }
  }
  if (pending.length === 1 && pending[0] === keymap.prefix)
    add({ keys: keymap.prefix, desc: 'send the prefix', group: '', owner: BUILT_IN });
  // The reserved ones stand last, wherever they came from.
  return [...rows.values()].sort((a, b) => Number(reserved.has(a.keys)) - Number(reserved.has(b.keys)));
}

function rowOf(chord: string, node: KeyNode, facts: Facts): KeyRow | null {
  const binding = node.bindings.findLast(({ when }) => holds(when, facts));
  if (binding) return { keys: chord, ...described(binding) };
  const beyond = bindingsBelow(node).filter(({ when }) => holds(when, facts));
  if (beyond.length === 0) return null;
  const groups = new Set(beyond.map(({ group = '' }) => group));
  const [group = ''] = groups;
  if (beyond.length === 1) return { keys: chord, ...described(beyond[0]!) };
  return { keys: chord, desc: `+${beyond.length} keys`, group: groups.size === 1 ? group : '', owner: '' };
}

function described({ desc, group = '', owner, action = '' }: Binding): Omit<KeyRow, 'keys'> {
  return { desc: desc || action, group, owner };
}

function bindingsBelow(node: KeyNode): readonly Binding[] {
  return [...node.next.values()].flatMap((next) => [...next.bindings, ...bindingsBelow(next)]);
}

function reservedRows(): KeyRow[] {
  return [...reserved].map(([keys, action]) => ({
    keys,
    desc: reservedDescs[action],
    group: '',
    owner: BUILT_IN,
  }));
}
