// Text inputs of the layout: which has the keys, and what they do to its text. A field is edited here; Lua
// is told, and a value of Lua's is taken only where it is not just what it was told.
import type { Effect, Field, FieldState, InputContext, InputState, Step } from './input-state.ts';
import { createLine, editLine, insertText, type LineState } from './line-editor.ts';

/** Values told to Lua that are remembered, to know them again when they come back. */
const MAX_TOLD = 50;

/** Brings the fields in line with the tree: gone ones lose the keys, a modal's first one gets them. */
export function reconcileFields(state: InputState, context: InputContext): InputState {
  const { fields } = context;
  const has = (path: string | null): boolean => fields.some((field) => field.path === path);
  const offered = has(state.offered) ? state.offered : null;
  const kept = has(state.field) ? state.field : null;
  const appeared = offered === null ? (fields.find(({ isInModal }) => isInModal)?.path ?? null) : null;
  const field = appeared ?? kept;
  const next = { fields: takeValues(state.fields, fields), field, offered: offered ?? appeared };
  const isSame = next.fields === state.fields && field === state.field && next.offered === state.offered;
  return isSame ? state : { ...state, ...next };
}

/** Puts drafts into fields that nothing was typed into, and that Lua gives no text. */
export function restoreFields(
  state: InputState,
  { fields }: InputContext,
  drafts: Readonly<Record<string, string>>,
): InputState {
  const restored = fields.flatMap(({ path, value }) => {
    const draft = drafts[path];
    if (draft === undefined || value !== '' || state.fields[path]) return [];
    return [[path, { line: createLine(draft), seen: value, told: [] }] as const];
  });
  if (restored.length === 0) return state;
  return { ...state, fields: { ...state.fields, ...Object.fromEntries(restored) } };
}

/** What is being edited, with what the tree says of it; the same object where that is nothing new. */
function takeValues(edited: InputState['fields'], fields: readonly Field[]): InputState['fields'] {
  const next = fields.flatMap(({ path, value }) => {
    const known = edited[path];
    return known ? [[path, takeValue(known, value)] as const] : [];
  });
  const isSame =
    next.length === Object.keys(edited).length && next.every(([path, entry]) => entry === edited[path]);
  return isSame ? edited : Object.fromEntries(next);
}

function takeValue(known: FieldState, value: string): FieldState {
  if (value === known.seen) return known;
  const place = known.told.indexOf(value);
  if (place >= 0) return { ...known, seen: value, told: known.told.slice(place) };
  return { line: createLine(value), seen: value, told: [] };
}

/** Gives the keys to the field at `path`, or to none. */
export function focusField(state: InputState, context: InputContext, path: string | null): Step {
  if (path === state.field) return { state, effects: [] };
  const tell = (at: string | null, event: 'focus' | 'blur'): Effect[] =>
    at !== null && fieldAt(context, at)?.on.includes(event) ? [{ type: 'widget', path: at, event }] : [];
  return {
    state: { ...state, field: path },
    effects: [...tell(state.field, 'blur'), ...tell(path, 'focus')],
  };
}

/** What a key does while a field has the keys; null where none has, or where the key means nothing to it. */
export function fieldKey(state: InputState, context: InputContext, key: string): Step | null {
  const field = state.field === null ? undefined : fieldAt(context, state.field);
  if (!field) return null;
  const line = lineOf(state, field);
  if (key === 'escape') {
    if (context.modal === null) return focusField(state, context, null);
    return { state, effects: [{ type: 'widget', path: context.modal, event: 'close' }] };
  }
  if (key === 'enter' || key === 'kpenter') {
    if (!field.on.includes('submit')) return null;
    const submit: Effect = { type: 'widget', path: field.path, event: 'submit', args: line.value };
    return { state: remember(state, field, line), effects: [submit] };
  }
  if ((key === 'tab' || key === 'shift+tab') && context.fields.length > 1) {
    const { fields } = context;
    const at = fields.indexOf(field) + (key === 'tab' ? 1 : -1);
    return focusField(state, context, fields[(at + fields.length) % fields.length]!.path);
  }
  const edited = editLine(line, key);
  return edited && changed(state, field, edited);
}

/** Text pasted into the field that has the keys; null where none has. */
export function fieldPaste(state: InputState, context: InputContext, text: string): Step | null {
  const field = state.field === null ? undefined : fieldAt(context, state.field);
  return field ? changed(state, field, insertText(lineOf(state, field), text)) : null;
}

function changed(state: InputState, field: Field, line: LineState): Step {
  const before = lineOf(state, field).value;
  const next = remember(state, field, line);
  if (line.value === before) return { state: next, effects: [] };
  const { path, on } = field;
  return {
    state: next,
    effects: [{ type: 'draft', path, value: line.value, isReported: on.includes('change') }],
  };
}

function remember(state: InputState, field: Field, line: LineState): InputState {
  const known = state.fields[field.path];
  const told = [...(known?.told ?? []), line.value].slice(-MAX_TOLD);
  const entry = { line, seen: known?.seen ?? field.value, told };
  return { ...state, fields: { ...state.fields, [field.path]: entry } };
}

function lineOf(state: InputState, field: Field): LineState {
  return state.fields[field.path]?.line ?? createLine(field.value);
}

function fieldAt({ fields }: InputContext, path: string): Field | undefined {
  return fields.find((field) => field.path === path);
}
