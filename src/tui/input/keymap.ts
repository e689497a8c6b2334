// The hub's key table, ready to be looked up: a tree of chords for each mode. Pure. Invariant: whatever the
// table holds, the prefix followed by a reserved chord means what it always means.
import { KeyError, parseChord } from '../../core/key.ts';
import type { EnteredTable } from '../../core/key-stack.ts';
import type { Binding, KeyTable, ModeInfo, When } from '../../core/key-table.ts';

/** What the conditions of bindings are about. */
export type Facts = { readonly [fact in keyof When]-?: boolean };

export type Lookup =
  | { readonly outcome: 'matched'; readonly binding: Binding }
  /** These chords begin a longer binding. */
  | { readonly outcome: 'pending' }
  /** The chord has no binding: it goes where the mode says. */
  | { readonly outcome: 'not-found'; readonly fallback: 'pty' | 'swallow' }
  /** Chords that began a binding, and one that does not go on with it: nothing happens. */
  | { readonly outcome: 'cancelled' }
  /** No table can take these. */
  | { readonly outcome: 'reserved'; readonly action: ReservedAction };

export type ReservedAction = 'detach' | 'safe-mode';

export interface Keymap {
  readonly table: KeyTable;
  readonly prefix: string;
  readonly roots: ReadonlyMap<string, KeyNode>;
}

export interface KeyNode {
  readonly bindings: readonly Binding[];
  readonly next: ReadonlyMap<string, KeyNode>;
}

interface GrowingNode {
  readonly bindings: Binding[];
  readonly next: Map<string, GrowingNode>;
}

/** What the chords after the prefix mean, always. */
export const reserved: ReadonlyMap<string, ReservedAction> = new Map([
  ['ctrl+d', 'detach'],
  ['ctrl+s', 'safe-mode'],
]);

export const reservedDescs: Readonly<Record<ReservedAction, string>> = {
  detach: 'detach',
  'safe-mode': 'safe mode on/off',
};

const DEFAULT_PREFIX = 'ctrl+b';

/** A table's tree for each mode. A prefix that is no chord becomes `ctrl+b`. */
export function compileKeymap(table: KeyTable): Keymap {
  const prefix = isChord(table.prefix) ? table.prefix : DEFAULT_PREFIX;
  const roots = new Map<string, GrowingNode>();
  for (const binding of table.bindings) {
    // Alone the prefix would never wait for the chord after it.
    if (binding.keys.length === 0 || (binding.keys.length === 1 && binding.keys[0] === prefix)) continue;
    let node = child(roots, binding.mode);
    for (const chord of binding.keys) node = child(node.next, chord);
    node.bindings.push(binding);
  }
  return { table, prefix, roots };
}

function child(nodes: Map<string, GrowingNode>, key: string): GrowingNode {
  const node = nodes.get(key) ?? { bindings: [], next: new Map() };
  nodes.set(key, node);
  return node;
}

function isChord(text: string): boolean {
  try {
    parseChord(text);
    return true;
  } catch (error) {
    if (error instanceof KeyError) return false;
    throw error;
  }
}

/** What `chords`, typed one after another in `mode`, come to. A binding that is complete wins over longer ones. */
export function lookUp(
  keymap: Keymap,
  mode: string,
  chords: readonly string[],
  facts: Facts,
  entered: readonly EnteredTable[] = [],
): Lookup {
  const afterPrefix = chords.length === 2 && chords[0] === keymap.prefix ? chords[1]! : null;
  const action = afterPrefix === null ? undefined : reserved.get(afterPrefix);
  if (action) return { outcome: 'reserved', action };
  const { modes, fallback } = modeChain(keymap, mode, entered);
  for (const name of modes) {
    const node = nodeAt(keymap.roots.get(name), chords);
    const binding = node?.bindings.findLast(({ when }) => holds(when, facts));
    if (binding) return { outcome: 'matched', binding };
    if (node && leadsOn(node, facts)) return { outcome: 'pending' };
  }
  if (chords.length === 1 && chords[0] === keymap.prefix) return { outcome: 'pending' };
  if (afterPrefix === keymap.prefix) return { outcome: 'matched', binding: sendPrefix(keymap, mode) };
  return chords.length > 1 ? { outcome: 'cancelled' } : { outcome: 'not-found', fallback };
}

/** What the prefix typed twice does where no binding says otherwise. */
export function sendPrefix({ prefix }: Keymap, mode: string): Binding {
  return {
    mode,
    keys: [prefix, prefix],
    target: { kind: 'local', action: 'send-prefix' },
    desc: 'send the prefix',
    owner: 'built in',
  };
}

/** The table with the chords that no table can take, under a heading of their own: for people to read. */
export function withReserved({ table, prefix }: Keymap): KeyTable {
  const bindings = [...reserved].map(([chord, action]) => ({
    mode: 'always',
    keys: [prefix, chord],
    target: { kind: 'local' as const, action },
    desc: reservedDescs[action],
    owner: 'built in',
  }));
  return {
    ...table,
    modes: [...table.modes, { name: 'always', desc: 'no table can take these', fallback: 'swallow' }],
    bindings: [...table.bindings, ...bindings],
  };
}

/**
 * The modes whose tables are in force, the first before the others, and where keys go that none of them
 * has. `entered`: the tables of `keymap.push`, which say for their view where it goes on. A mode that nobody knows (any more) is the terminal mode: nobody is left with keys that do nothing.
 */
export function modeChain(
  { table }: Keymap,
  mode: string,
  entered: readonly EnteredTable[] = [],
): { readonly modes: readonly string[]; readonly fallback: 'pty' | 'swallow' } {
  const modes: string[] = [];
  let depth = entered.length;
  for (let name = mode; !modes.includes(name); ) {
    const info = table.modes.find((one) => one.name === name);
    if (!info && name !== 'terminal') return { modes: [...modes, name, 'terminal'], fallback: 'pty' };
    modes.push(name);
    if (!info) return { modes, fallback: 'pty' };
    const pushed = entered[depth - 1]?.name === name ? entered[--depth] : undefined;
    const fallback = fallbackIn(pushed) ?? info.fallback;
    if (typeof fallback === 'string') return { modes, fallback };
    name = fallback.mode;
  }
  return { modes, fallback: 'swallow' };
}

function fallbackIn(pushed: EnteredTable | undefined): ModeInfo['fallback'] | undefined {
  if (pushed?.prevent_fallback) return 'swallow';
  return pushed?.until_unknown ? { mode: pushed.from } : undefined;
}

export function nodeAt(root: KeyNode | undefined, chords: readonly string[]): KeyNode | undefined {
  let node = root;
  for (const chord of chords) node = node?.next.get(chord);
  return node;
}

/** Whether every condition of a binding is true. */
export function holds(when: When | undefined, facts: Facts): boolean {
  if (!when) return true;
  return (Object.keys(facts) as (keyof Facts)[]).every(
    (fact) => when[fact] === undefined || when[fact] === facts[fact],
  );
}

/** Whether a binding that can be had now lies beyond `node`. */
export function leadsOn(node: KeyNode, facts: Facts): boolean {
  return [...node.next.values()].some(
    (next) => next.bindings.some(({ when }) => holds(when, facts)) || leadsOn(next, facts),
  );
}
