// Answering a prompt by keys: each key gives a new state, or the answer. Pure.
import type { CompletionAsk } from '../../core/completion.ts';
import type { FormAnswer } from '../../core/form.ts';
import type { Prompt } from '../../core/overlay.ts';
import { type FormState, takeForm } from '../overlays/form-state.ts';
import { initialPromptState, matchingChoices, type PromptState } from '../overlays/prompt-state.ts';
import { askCompletion, nextWord, pickWord, takeCompletion } from './completing.ts';
import { type FormStep, formClick, formKey, formPaste, formWheel } from './form-keys.ts';
import { createLine, editLine, insertText, type LineState } from './line-editor.ts';

export interface PromptEditing extends PromptState {
  /** Revision of the prompt that this is in line with. */
  readonly revision: number;
  /** The prompt being answered. */
  readonly id: string;
  readonly editor: LineState;
}

export type Answer = string | boolean | FormAnswer | CompletionAsk | null;

export type PromptStep =
  /** `told` goes to whoever asked, and the prompt stays. */
  | { readonly state: PromptEditing; readonly told?: FormAnswer | CompletionAsk }
  /** Null when the prompt was left. */
  | { readonly answer: Answer };

/** How a prompt starts. */
export function startPrompt(prompt: Prompt): PromptEditing {
  const { editor, ...rest } = initialPromptState(prompt);
  const history = prompt.kind === 'input' ? (prompt.items ?? []) : [];
  return {
    ...rest,
    id: prompt.id,
    revision: prompt.revision ?? 0,
    editor: createLine(editor.value, history),
  };
}

/** The prompt as it was answered so far, with what it now says; the same object where that is nothing new. */
export function takePrompt(prompt: Prompt, state: PromptEditing): PromptEditing {
  const { revision = 0, completion } = prompt;
  if (state.form) {
    const form = takeForm(prompt, state.form);
    return form === state.form ? state : { ...state, form };
  }
  if (revision === state.revision) return state;
  const { line, completing } = completion
    ? takeCompletion(state.editor, completion)
    : { line: state.editor, completing: null };
  return { ...state, revision, editor: line, completing };
}

/** An answer did not get through: it can be given again. */
export function reopened(state: PromptEditing): PromptEditing {
  return state.form ? { ...state, form: { ...state.form, sent: null } } : state;
}

const PAGE = 10;
const leaving = new Set(['escape', 'ctrl+c', 'ctrl+g']);
const steps: Readonly<Record<string, number>> = {
  up: -1,
  'ctrl+p': -1,
  'shift+tab': -1,
  down: 1,
  'ctrl+n': 1,
  tab: 1,
  pageup: -PAGE,
  pagedown: PAGE,
};

/** What `key`, pressed at `prompt`, comes to. A key that means nothing changes nothing. */
export function promptKey(prompt: Prompt, state: PromptEditing, key: string, columns = 80): PromptStep {
  if (state.form) return stepOf(state, formKey(prompt, state.form, key, columns));
  if (leaving.has(key)) return { answer: null };
  if (prompt.kind === 'confirm') return confirmKey(state, key);
  if (prompt.kind === 'select') return selectKey(prompt, state, key);
  return inputKey(prompt, state, key);
}

function inputKey(prompt: Prompt, state: PromptEditing, key: string): PromptStep {
  const { editor, completing } = state;
  if (isEnter(key)) return { answer: editor.value };
  if (key === 'tab' || key === 'shift+tab') {
    if (!prompt.completes) return { state };
    if (!completing) return { state, told: askCompletion(editor) };
    const next = nextWord(editor, completing, key === 'tab' ? 1 : -1);
    return { state: { ...state, editor: next.line, completing: next.completing } };
  }
  const edited = editLine(editor, key);
  return { state: edited ? { ...state, editor: edited, completing: null } : state };
}

/** Text pasted at a prompt. */
export function promptPaste(prompt: Prompt, state: PromptEditing, text: string): PromptEditing {
  if (state.form) return { ...state, form: formPaste(prompt, state.form, text) };
  if (prompt.kind === 'confirm') return state;
  const editor = insertText(state.editor, text);
  return { ...state, editor, completing: null, selected: prompt.kind === 'select' ? 0 : state.selected };
}

/** A turn of the wheel: `by` choices down if positive. */
export function promptWheel(prompt: Prompt, state: PromptEditing, by: number): PromptEditing {
  if (state.form) return { ...state, form: formWheel(prompt, state.form, by) };
  if (prompt.kind !== 'select') return state;
  const last = matchingChoices(prompt.items ?? [], state.editor.value).length - 1;
  return { ...state, selected: Math.max(0, Math.min(last, state.selected + by)) };
}

/** What is as high as this does not scroll: choosing a row by the mouse leaves all rows where they are. */
const STILL_ROWS = 12;

/** The mouse is over choice `row` (from 1): it is the chosen one. */
export function promptHover(prompt: Prompt, state: PromptEditing, row: number): PromptEditing {
  if (state.form || prompt.kind === 'input') return state;
  const choices = prompt.kind === 'select' ? matchingChoices(prompt.items ?? [], state.editor.value) : null;
  const selected = choices ? choices.findIndex(({ index }) => index === row - 1) : row - 1;
  const isStill = choices === null || choices.length <= STILL_ROWS;
  return isStill && selected >= 0 && selected !== state.selected ? { ...state, selected } : state;
}

/** A click on choice `row` (from 1): for a confirmation 1 is yes. */
export function promptClick(prompt: Prompt, state: PromptEditing, row: number): PromptStep {
  if (state.form) return stepOf(state, formClick(prompt, state.form, row));
  if (prompt.kind === 'confirm') return row === 1 || row === 2 ? { answer: row === 1 } : { state };
  if (prompt.kind === 'input') {
    if (!state.completing) return { state };
    const { line, completing } = pickWord(state.editor, state.completing.completion, row - 1);
    return { state: { ...state, editor: line, completing } };
  }
  const item = prompt.kind === 'select' ? prompt.items?.[row - 1] : undefined;
  return item === undefined ? { state } : { answer: item };
}

function stepOf(state: PromptEditing, step: FormStep): PromptStep {
  if (step === null) return { answer: null };
  const form: FormState = step.form;
  return { state: { ...state, form }, ...(step.told ? { told: step.told } : {}) };
}

function isEnter(key: string): boolean {
  return key === 'enter' || key === 'kpenter' || key === 'ctrl+j';
}

function confirmKey(state: PromptEditing, key: string): PromptStep {
  if (key === 'y' || key === 'Y') return { answer: true };
  if (key === 'n' || key === 'N') return { answer: false };
  if (isEnter(key)) return { answer: state.selected === 0 };
  const turns = key === 'left' || key === 'right' || key in steps;
  return { state: turns ? { ...state, selected: state.selected === 0 ? 1 : 0 } : state };
}

function selectKey(prompt: Prompt, state: PromptEditing, key: string): PromptStep {
  const choices = matchingChoices(prompt.items ?? [], state.editor.value);
  if (isEnter(key)) {
    const chosen = choices[state.selected];
    return chosen ? { answer: chosen.text } : { state };
  }
  const by = Object.hasOwn(steps, key) ? steps[key] : undefined;
  if (by !== undefined) {
    const selected = Math.max(0, Math.min(choices.length - 1, state.selected + by));
    return { state: { ...state, selected } };
  }
  const editor = editLine(state.editor, key);
  if (!editor) return { state };
  return { state: { ...state, editor, selected: editor.value === state.editor.value ? state.selected : 0 } };
}
