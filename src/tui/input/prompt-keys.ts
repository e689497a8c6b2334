// Answering a prompt by keys: each key gives a new state, or the answer. Pure.
import type { Prompt } from '../../core/overlay.ts';
import { initialPromptState, matchingChoices, type PromptState } from '../overlays/prompt-state.ts';
import { createLine, editLine, insertText, type LineState } from './line-editor.ts';

export interface PromptEditing extends PromptState {
  /** The prompt being answered. */
  readonly id: string;
  readonly editor: LineState;
}

export type Answer = string | boolean | null;

export type PromptStep =
  | { readonly state: PromptEditing }
  /** Null when the prompt was left. */
  | { readonly answer: Answer };

/** How a prompt starts. */
export function startPrompt(prompt: Prompt): PromptEditing {
  const { editor, selected } = initialPromptState(prompt);
  const history = prompt.kind === 'input' ? (prompt.items ?? []) : [];
  return { id: prompt.id, editor: createLine(editor.value, history), selected };
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
export function promptKey(prompt: Prompt, state: PromptEditing, key: string): PromptStep {
  if (leaving.has(key)) return { answer: null };
  if (prompt.kind === 'confirm') return confirmKey(state, key);
  if (prompt.kind === 'select') return selectKey(prompt, state, key);
  if (isEnter(key)) return { answer: state.editor.value };
  return { state: { ...state, editor: editLine(state.editor, key) ?? state.editor } };
}

/** Text pasted at a prompt. */
export function promptPaste(prompt: Prompt, state: PromptEditing, text: string): PromptEditing {
  if (prompt.kind === 'confirm') return state;
  const editor = insertText(state.editor, text);
  return { ...state, editor, selected: prompt.kind === 'select' ? 0 : state.selected };
}

/** A click on choice `row` (from 1): for a confirmation 1 is yes. */
export function promptClick(prompt: Prompt, row: number): Answer | undefined {
  if (prompt.kind === 'confirm') return row === 1 || row === 2 ? row === 1 : undefined;
  return prompt.kind === 'select' ? prompt.items?.[row - 1] : undefined;
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
