// What of a form the tui keeps while it is filled in: every edit is made here, whoever asked hears of it when it
// is submitted, and of single fields where others depend on them.
import type { FormField, FormValues } from '../../core/form.ts';
import { fuzzyFilter } from '../../core/fuzzy.ts';
import type { Prompt } from '../../core/overlay.ts';
import { type Completing, takeCompletion } from '../input/completing.ts';
import { createLine, type LineState } from '../input/line-editor.ts';

/** The button stands for a field with this name. */
export const SUBMIT = '';

export interface FormState {
  /** Name of the field that has the keys; SUBMIT for the button. */
  readonly focus: string;
  /** By name: texts being edited; for a `select` the filter over its choices. */
  readonly lines: Readonly<Record<string, LineState>>;
  /** By name: what a `select` or a `toggle` is set to. */
  readonly picked: Readonly<Record<string, string | boolean>>;
  /** The choices of the `select` in focus are shown, this one (from 0) of those that fit is marked. */
  readonly choice: number | null;
  /** Revision of the prompt that this is in line with. */
  readonly revision: number;
  /** What was submitted and waits for its answer, by its revision. */
  readonly sent: number | null;
  /** The field in focus was changed since whoever asked heard of it. */
  readonly isChanged: boolean;
  /** Words that Tab has found for the field in focus. */
  readonly completing?: Completing | null;
  /** A text that Tab has found nothing for: then it goes on to the next field. */
  readonly exhausted?: string;
  /** Names of all fields that were changed: the others follow what the prompt says. */
  readonly changed: readonly string[];
}

/** How a form starts. */
export function startForm(prompt: Prompt): FormState {
  const fields = prompt.fields ?? [];
  const shown = fields.filter(({ hidden }) => !hidden);
  return {
    focus: (shown.find(({ error }) => error) ?? shown[0])?.name ?? SUBMIT,
    lines: Object.fromEntries(fields.map((field) => [field.name, lineFor(field)])),
    picked: Object.fromEntries(fields.filter(isPicked).map(({ name, value }) => [name, value])),
    choice: null,
    revision: prompt.revision ?? 0,
    sent: null,
    isChanged: false,
    changed: [],
  };
}

/** The form as it was filled in, with what the prompt now says: fields that came and went, choices, errors. */
export function takeForm(prompt: Prompt, state: FormState): FormState {
  const revision = prompt.revision ?? 0;
  if (revision === state.revision) return state;
  const fresh = startForm(prompt);
  const fields = shownFields(prompt);
  const wrong = state.sent === null ? undefined : fields.find(({ error }) => error);
  const isThere = state.focus === SUBMIT || fields.some(({ name }) => name === state.focus);
  const picked = (prompt.fields ?? []).filter(isPicked).map(({ name, value, items, free }) => {
    const before = state.picked[name];
    const holds = typeof before === 'boolean' || (before !== undefined && (free || items?.includes(before)));
    return [name, holds && state.changed.includes(name) ? before : value] as const;
  });
  const lines = (prompt.fields ?? []).map((field) => {
    const before = state.lines[field.name];
    const follows = !isPicked(field) && !state.changed.includes(field.name) && before?.value !== field.value;
    return [field.name, before && !follows ? before : fresh.lines[field.name]!] as const;
  });
  const asked = fields.find(({ name, completion }) => completion && name === state.focus);
  const line = asked && state.lines[asked.name];
  const taken = asked?.completion && line ? takeCompletion(line, asked.completion) : null;
  const texts = Object.fromEntries(lines);
  return {
    ...state,
    completing: taken?.completing ?? null,
    ...(asked?.completion?.items.length === 0 ? { exhausted: asked.completion.value } : {}),
    focus: wrong?.name ?? (isThere ? state.focus : fresh.focus),
    lines: taken && asked ? { ...texts, [asked.name]: taken.line } : texts,
    picked: Object.fromEntries(picked),
    choice: wrong || !isThere ? null : state.choice,
    revision,
    sent: null,
  };
}

export function shownFields({ fields = [] }: Prompt): readonly FormField[] {
  return fields.filter(({ hidden }) => !hidden);
}

export function valuesOf({ fields = [] }: Prompt, { lines, picked }: FormState): FormValues {
  return Object.fromEntries(
    fields.map((field) => [field.name, isPicked(field) ? picked[field.name]! : lines[field.name]!.value]),
  );
}

/**
 * The choices of a `select` that fit its filter, with the places of the letters found. What was typed is one of a free
 * select's: the first where it begins as a path does, else the last.
 */
export function choicesOf(
  field: FormField,
  { lines }: FormState,
): readonly { item: string; at: readonly number[] }[] {
  const typed = lines[field.name]?.value ?? '';
  const items = field.items ?? [];
  const found = fuzzyFilter(typed, items, (item) => item);
  if (!field.free || typed.trim() === '' || items.includes(typed)) return found;
  const own = { item: typed, at: [] };
  return /^[/~.]/.test(typed) ? [own, ...found] : [...found, own];
}

function lineFor({ type, value, items }: FormField): LineState {
  if (type === 'select' || type === 'toggle') return createLine();
  return createLine(String(value), items ?? [], type === 'multiline');
}

function isPicked({ type }: FormField): boolean {
  return type === 'select' || type === 'toggle';
}

/** Cells that the box and its labels leave for a field, on a screen of so many columns. */
export function formSize(prompt: Prompt, columns: number): { width: number; label: number; value: number } {
  const width = Math.min(80, columns);
  const longest = Math.max(0, ...(prompt.fields ?? []).map(({ label }) => [...label].length));
  const label = Math.min(longest, Math.floor(width / 3)) + 2;
  return { width, label, value: Math.max(1, width - 4 - label - 2) };
}

/** The choice, as `formRow` numbers it, that is what was typed itself. */
export const TYPED = 999;

/** Rows of a form by number, as clicks name them: a field, one of its choices (from 1), or the button. */
export const CHOICES = 1000;
export function formRow(field: number, choice = 0): number {
  return field * CHOICES + choice + 1;
}
