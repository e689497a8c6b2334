// Which binding a sequence of chords has, by the hub's key table. Pure.
import type { Binding, KeyTable } from '../../core/key-table.ts';

export type Lookup =
  | { readonly outcome: 'matched'; readonly binding: Binding }
  /** These chords begin a longer binding. */
  | { readonly outcome: 'pending' }
  /** The first chord has no binding: it goes where the mode's fallback says. */
  | { readonly outcome: 'not-found' }
  /** Chords that began a binding, and then one that does not go on with it: nothing happens. */
  | { readonly outcome: 'cancelled' }
  /** Reserved: no table can take these. */
  | { readonly outcome: 'reserved'; readonly action: 'detach' | 'safe-mode' };

const reserved = { 'ctrl+d': 'detach', 'ctrl+s': 'safe-mode' } as const;

export function lookUp(table: KeyTable, mode: string, chords: readonly string[]): Lookup {
  if (chords.length === 2 && chords[0] === table.prefix) {
    const action = reserved[chords[1] as keyof typeof reserved];
    if (action) return { outcome: 'reserved', action };
  }
  const own = table.bindings.filter((binding) => binding.mode === mode);
  const exact = own.find((binding) => equal(binding.keys, chords));
  if (exact) return { outcome: 'matched', binding: exact };
  const begins = own.some(
    (binding) => binding.keys.length > chords.length && equal(binding.keys.slice(0, chords.length), chords),
  );
  if (begins || (chords.length === 1 && chords[0] === table.prefix)) return { outcome: 'pending' };
  return { outcome: chords.length > 1 ? 'cancelled' : 'not-found' };
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((chord, i) => chord === b[i]);
}
