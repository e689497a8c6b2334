// What of a prompt the tui keeps while it is answered, and which choices it shows.
import type { Prompt } from '../../core/overlay.ts';
import type { EditorState } from '../widgets/contexts.ts';

export interface PromptState {
  /** The answer (`input`) or the filter (`select`) being typed. */
  readonly editor: EditorState;
  /** For `select`: the chosen one of the choices shown, from 0. For `confirm`: 0 is yes, 1 is no. */
  readonly selected: number;
}

/** How a prompt starts. */
export function initialPromptState(prompt: Prompt): PromptState {
  const value = prompt.kind === 'input' ? (prompt.value ?? '') : '';
  const start = prompt.kind === 'select' ? Math.max(0, prompt.items?.indexOf(prompt.value ?? '') ?? 0) : 0;
  return {
    editor: { value, cursor: value.length },
    selected: prompt.kind === 'confirm' ? (prompt.default === true ? 0 : 1) : start,
  };
}

/** A choice and its place (from 0) among the prompt's items. */
export interface Choice {
  readonly index: number;
  readonly text: string;
}

/** The items that hold every word of the filter, whatever the case; all of them for an empty one. */
export function matchingChoices(items: readonly string[], filter: string): readonly Choice[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return items
    .map((text, index) => ({ index, text }))
    .filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)));
}
