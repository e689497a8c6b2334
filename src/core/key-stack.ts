// Key tables that a view has entered and will leave again (`keymap.push`): plain data that lua/core/key_stack.lua
// keeps with the view. They change what keys mean in that view alone.
import type { ViewState } from './view.ts';

export interface EnteredTable {
  /** The mode that was entered. */
  readonly name: string;
  /** The mode to go back to. */
  readonly from: string;
  /** Left with the first key it binds. */
  readonly one_shot?: boolean;
  /** A key that it does not bind is looked up in `from`, and leaves it. */
  readonly until_unknown?: boolean;
  /** A key that it does not bind does nothing. */
  readonly prevent_fallback?: boolean;
  /** Seconds without a key, after which it is left. */
  readonly timeout?: number;
}

/** The tables in force, the newest last; none where the view has gone to another mode since. */
export function enteredTables({ mode, fields }: Pick<ViewState, 'mode' | 'fields'>): readonly EnteredTable[] {
  const list: unknown = fields['key_stack'];
  if (!Array.isArray(list)) return [];
  const entries = list.filter(isEntered);
  return entries.at(-1)?.name === mode ? entries : [];
}

function isEntered(value: unknown): value is EnteredTable {
  const { name, from } = (value ?? {}) as Partial<EnteredTable>;
  return typeof name === 'string' && typeof from === 'string';
}
