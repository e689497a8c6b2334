// What of a prompt the tui keeps while it is answered, and which choices it shows.
import { fuzzyFilter } from '../../core/fuzzy.ts';
import type { Prompt } from '../../core/overlay.ts';
import type { Completing } from '../input/completing.ts';
import type { EditorState } from '../widgets/contexts.ts';
import { type FormState, startForm } from './form-state.ts';

export interface PromptState {
  /** The answer (`input`) or the filter (`select`) being typed. */
  readonly editor: EditorState;
  /** For `select`: the chosen one of the choices shown, from 0. For `confirm`: 0 is yes, 1 is no. */
  readonly selected: number;
  /** For `input`: words that Tab has found. */
  readonly completing?: Completing | null;
  /** Of a `form`. */
  readonly form?: FormState;
}

/** How a prompt starts. */
export function initialPromptState(prompt: Prompt): PromptState {
  const value = prompt.kind === 'input' ? (prompt.value ?? '') : '';
  const start = prompt.kind === 'select' ? Math.max(0, prompt.items?.indexOf(prompt.value ?? '') ?? 0) : 0;
  return {
    editor: { value, cursor: value.length },
    selected: prompt.kind === 'confirm' ? (prompt.default === true ? 0 : 1) : start,
    ...(prompt.kind === 'form' ? { form: startForm(prompt) } : {}),
  };
}

/** A choice, its place (from 0) among the prompt's items, and the places of the letters found in it. */
export interface Choice {
  readonly index: number;
  readonly text: string;
  readonly at: readonly number[];
}

/** The items that hold the letters of every word of the filter, the best first; all of them for an empty one. */
export function matchingChoices(items: readonly string[], filter: string): readonly Choice[] {
  const choices = items.map((text, index) => ({ index, text }));
  return fuzzyFilter(filter, choices, ({ text }) => text).map(({ item, at }) => ({ ...item, at }));
}
