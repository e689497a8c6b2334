// Finding a row of a list by typing: `/` opens a line over the list, letters leave the rows that fit, enter takes
// the marked one as a click would, escape leaves everything as it was. Lua hears only of what was taken.
import type { TreeNode } from '../../core/tree.ts';
import { filteredRows } from '../widgets/filtered.ts';
import type { InputContext, InputState, Step } from './input-state.ts';
import { createLine, editLine, insertText, type LineState } from './line-editor.ts';

export interface ListFilter {
  /** Of the list. */
  readonly path: string;
  readonly line: LineState;
  /** The marked one of the rows that fit, from 0. */
  readonly at: number;
}

/** A list or table that can be filtered. */
export interface FilterList {
  readonly path: string;
  readonly node: TreeNode;
  readonly isInModal: boolean;
}

const PAGE = 10;
const leaving = new Set(['escape', 'ctrl+c', 'ctrl+g']);
const steps: Readonly<Record<string, number>> = {
  up: -1,
  'ctrl+p': -1,
  down: 1,
  'ctrl+n': 1,
  pageup: -PAGE,
  pagedown: PAGE,
};

/** Opens the line over a list of the topmost modal, else over the first there is. Without any nothing happens. */
export function openFilter(state: InputState, { lists }: InputContext): InputState {
  const list = lists?.findLast(({ isInModal }) => isInModal) ?? lists?.[0];
  return list ? { ...state, filter: { path: list.path, line: createLine(), at: 0 } } : state;
}

/** A filter goes with its list. */
export function reconcileFilter(state: InputState, context: InputContext): InputState {
  return state.filter && !listOf(state.filter, context) ? { ...state, filter: null } : state;
}

/** What a key does while a row is looked for. */
export function filterKey(state: InputState, context: InputContext, key: string): Step {
  const filter = state.filter!;
  const closed = { ...state, filter: null };
  if (leaving.has(key)) return { state: closed, effects: [] };
  const found = filteredRows(listOf(filter, context)!.node, filter.line.value);
  if (key === 'enter' || key === 'kpenter') {
    const row = found[filter.at];
    if (!row) return { state, effects: [] };
    const { path } = filter;
    return { state: closed, effects: [{ type: 'widget', path, event: 'select', args: row.index + 1 }] };
  }
  const by = Object.hasOwn(steps, key) ? steps[key]! : 0;
  if (by !== 0) {
    const at = Math.max(0, Math.min(found.length - 1, filter.at + by));
    return { state: { ...state, filter: { ...filter, at } }, effects: [] };
  }
  if (key === 'backspace' && filter.line.value === '') return { state: closed, effects: [] };
  const line = editLine(filter.line, key);
  return { state: line ? edited(state, filter, line) : state, effects: [] };
}

/** Text pasted while a row is looked for. */
export function filterPaste(state: InputState, text: string): InputState {
  const filter = state.filter!;
  return edited(state, filter, insertText(filter.line, text));
}

function edited(state: InputState, filter: ListFilter, line: LineState): InputState {
  const at = line.value === filter.line.value ? filter.at : 0;
  return { ...state, filter: { ...filter, line, at } };
}

function listOf({ path }: ListFilter, { lists }: InputContext): FilterList | undefined {
  return lists?.find((list) => list.path === path);
}
