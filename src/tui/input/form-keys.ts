// Filling in a form by keys, pastes and clicks: each gives a new state, what whoever asked is to be told, or that
// the form was left. Pure.
import type { FormAnswer, FormField } from '../../core/form.ts';
import type { Prompt } from '../../core/overlay.ts';
import {
  CHOICES,
  choicesOf,
  type FormState,
  formSize,
  SUBMIT,
  shownFields,
  TYPED,
  valuesOf,
} from '../overlays/form-state.ts';
import { askCompletion, nextWord } from './completing.ts';
import { createLine, editLine, insertText, type LineState } from './line-editor.ts';
import { editText } from './text-editor.ts';

export type FormStep =
  | { readonly form: FormState; readonly told?: FormAnswer }
  /** It was left. */
  | null;

const PAGE = 10;
const leaving = new Set(['escape', 'ctrl+c', 'ctrl+g']);

/** What `key` comes to on a screen of so many columns. A key that means nothing changes nothing. */
export function formKey(prompt: Prompt, form: FormState, key: string, columns: number): FormStep {
  if (leaving.has(key)) return form.choice !== null && key === 'escape' ? { form: closed(form) } : null;
  if (form.sent !== null) return { form };
  const tabbed = key === 'tab' || key === 'shift+tab' ? atTab(prompt, form, key) : null;
  if (tabbed) return tabbed;
  if (key === 'tab') return go(prompt, form, 1);
  if (key === 'shift+tab') return go(prompt, form, -1);
  const field = focused(prompt, form);
  if (!field) return atButton(prompt, form, key);
  if (field.type === 'select') return atSelect(prompt, form, field, key);
  if (field.type === 'toggle') return atToggle(prompt, form, field, key);
  return atText(prompt, form, field, key, columns);
}

/** Text pasted into the field in focus. */
export function formPaste(prompt: Prompt, form: FormState, text: string): FormState {
  const field = focused(prompt, form);
  if (!field || field.type === 'toggle' || form.sent !== null) return form;
  const line = insertText(form.lines[field.name]!, text);
  const choice = field.type === 'select' ? 0 : null;
  return {
    ...form,
    completing: null,
    lines: { ...form.lines, [field.name]: line },
    choice,
    isChanged: field.type !== 'select',
    changed: field.type === 'select' ? form.changed : changed(form, field.name),
  };
}

/** A click on a row, as formRow numbers them. */
export function formClick(prompt: Prompt, form: FormState, row: number): FormStep {
  if (form.sent !== null) return { form };
  const fields = prompt.fields ?? [];
  const field = fields[Math.floor((row - 1) / CHOICES)];
  if (!field) return submit(prompt, form);
  const choice = (row - 1) % CHOICES;
  const picked = choice === TYPED ? form.lines[field.name]!.value : field.items?.[choice - 1];
  if (picked !== undefined) return pick(prompt, form, field, picked);
  if (field.name !== form.focus) return focus(prompt, form, field.name);
  if (field.type === 'toggle') return atToggle(prompt, form, field, 'space');
  if (field.type !== 'select') return { form };
  return { form: form.choice === null ? opened(form, field) : closed(form) };
}

/** A turn of the wheel: over the choices that are open. */
export function formWheel(prompt: Prompt, form: FormState, lines: number): FormState {
  const field = focused(prompt, form);
  return field && form.choice !== null ? marked(form, field, lines) : form;
}

/** Tab makes something of a text that was begun here; null where there is nothing that it could, and it goes on. */
function atTab(prompt: Prompt, form: FormState, key: string): FormStep {
  const field = focused(prompt, form);
  const line = field && form.lines[field.name];
  if (!field?.completes || !line) return null;
  if (form.completing) {
    const next = nextWord(line, form.completing, key === 'tab' ? 1 : -1);
    return { form: { ...withLine(form, field.name, next.line), completing: next.completing } };
  }
  const isBegun = field.type === 'select' ? form.choice !== null && isPath(line.value) : form.isChanged;
  if (key !== 'tab' || !isBegun || line.value === '' || line.value === form.exhausted) return null;
  const { before, after } = askCompletion(line);
  const asked = { complete: field.name, before, after, changed: form.changed };
  return { form, told: { submitted: false, values: valuesOf(prompt, form), ...asked } };
}

function isPath(text: string): boolean {
  return /^[/~.]/.test(text);
}

function withLine(form: FormState, name: string, line: LineState): FormState {
  return { ...form, lines: { ...form.lines, [name]: line } };
}

function focused(prompt: Prompt, { focus: name }: FormState): FormField | undefined {
  return shownFields(prompt).find((field) => field.name === name);
}

/** The names of what was changed, and this one. */
function changed(form: FormState, name: string): readonly string[] {
  return form.changed.includes(name) ? form.changed : [...form.changed, name];
}

function isEnter(key: string): boolean {
  return key === 'enter' || key === 'kpenter';
}

function submit(prompt: Prompt, form: FormState): FormStep {
  const values = valuesOf(prompt, form);
  return {
    form: { ...closed(form), sent: form.revision, isChanged: false },
    told: { submitted: true, values, changed: form.changed },
  };
}

/** The field in focus is left for another. */
function focus(prompt: Prompt, form: FormState, name: string): FormStep {
  return told(prompt, form, { ...closed(form), focus: name, completing: null });
}

function go(prompt: Prompt, form: FormState, by: number): FormStep {
  const names = [...shownFields(prompt).map(({ name }) => name), SUBMIT];
  const at = Math.max(0, names.indexOf(form.focus));
  const choosing = form.choice === null ? form : chosen(prompt, form);
  return focus(prompt, choosing, names[(at + by + names.length) % names.length]!);
}

/** Whoever asked hears of a change that is complete, if they want to. */
function told(prompt: Prompt, before: FormState, next: FormState): FormStep {
  if (!before.isChanged || !prompt.asks) return { form: { ...next, isChanged: false } };
  const answer = {
    submitted: false,
    values: valuesOf(prompt, next),
    left: before.focus,
    changed: next.changed,
  };
  return { form: { ...next, isChanged: false }, told: answer };
}

function atButton(prompt: Prompt, form: FormState, key: string): FormStep {
  if (isEnter(key) || key === 'space') return submit(prompt, form);
  if (key === 'up' || key === 'left') return go(prompt, form, -1);
  return key === 'down' || key === 'right' ? go(prompt, form, 1) : { form };
}

function atText(prompt: Prompt, form: FormState, field: FormField, key: string, columns: number): FormStep {
  if (isEnter(key)) return submit(prompt, form);
  const line = form.lines[field.name]!;
  const isText = field.type === 'multiline';
  const edited = isText ? editText(line, key, formSize(prompt, columns).value) : editLine(line, key);
  const isVertical = key === 'up' || key === 'down';
  if (isVertical && (edited === null || (isText && edited === line)))
    return go(prompt, form, key === 'up' ? -1 : 1);
  if (!edited) return { form };
  const next = { ...withLine(form, field.name, edited), completing: null };
  if (edited.value === line.value) return { form: next };
  return { form: { ...next, isChanged: true, changed: changed(form, field.name) } };
}

function atToggle(prompt: Prompt, form: FormState, field: FormField, key: string): FormStep {
  if (isEnter(key)) return submit(prompt, form);
  if (key === 'up' || key === 'down') return go(prompt, form, key === 'up' ? -1 : 1);
  const now = form.picked[field.name] === true;
  const next =
    key === 'y' ? true : key === 'n' ? false : ['space', 'left', 'right'].includes(key) ? !now : now;
  return next === now ? { form } : pick(prompt, form, field, next);
}

function atSelect(prompt: Prompt, form: FormState, field: FormField, key: string): FormStep {
  if (form.choice === null) {
    if (isEnter(key)) return submit(prompt, form);
    if (key === 'up' || key === 'down') return go(prompt, form, key === 'up' ? -1 : 1);
    if (key === 'left' || key === 'right') return turn(prompt, form, field, key === 'left' ? -1 : 1);
    if (key === 'space') return { form: opened(form, field) };
  } else {
    if (isEnter(key)) return told(prompt, { ...form, isChanged: true }, chosen(prompt, form));
    const by = { up: -1, 'ctrl+p': -1, down: 1, 'ctrl+n': 1, pageup: -PAGE, pagedown: PAGE }[key];
    if (by !== undefined) return { form: marked(form, field, by) };
  }
  const line = form.lines[field.name]!;
  const edited = editLine(line, key);
  if (!edited || edited.value === line.value) return { form };
  return { form: { ...withLine(form, field.name, edited), choice: 0, completing: null } };
}

/** The choice before or after the one that is set. */
function turn(prompt: Prompt, form: FormState, field: FormField, by: number): FormStep {
  const items = field.items ?? [];
  const at = items.indexOf(String(form.picked[field.name]));
  const next = items[(at + by + items.length) % items.length];
  return next === undefined ? { form } : pick(prompt, form, field, next);
}

function pick(prompt: Prompt, form: FormState, { name }: FormField, value: string | boolean): FormStep {
  const before = { ...form, focus: name, isChanged: true, changed: changed(form, name) };
  return told(prompt, before, { ...closed(before), picked: { ...form.picked, [name]: value } });
}

/** The marked choice is taken; where none fits the one that was set stays. */
function chosen(prompt: Prompt, form: FormState): FormState {
  const field = focused(prompt, form);
  const found = field && choicesOf(field, form)[form.choice ?? 0];
  if (!found) return { ...closed(form), isChanged: true };
  const picked = { ...form.picked, [field.name]: found.item };
  return { ...closed(form), picked, isChanged: true, changed: changed(form, field.name) };
}

function opened(form: FormState, field: FormField): FormState {
  const at = field.items?.indexOf(String(form.picked[field.name])) ?? 0;
  return { ...form, choice: Math.max(0, at) };
}

/** The choices are put away, and what was typed to find one. */
function closed(form: FormState): FormState {
  if (form.choice === null) return form;
  return { ...form, choice: null, lines: { ...form.lines, [form.focus]: createLine() } };
}

function marked(form: FormState, field: FormField, by: number): FormState {
  const last = choicesOf(field, form).length - 1;
  return { ...form, choice: Math.max(0, Math.min(last, (form.choice ?? 0) + by)) };
}
