// Keys while something that the tui itself draws is open: a prompt, banner details, help. They have every
// key, but the reserved chords.
import type { InputContext, InputState, Step } from './input-state.ts';
import { textOf } from './line-editor.ts';
import {
  type Answer,
  type PromptStep,
  promptClick,
  promptHover,
  promptKey,
  promptPaste,
  promptWheel,
  reopened,
  startPrompt,
  takePrompt,
} from './prompt-keys.ts';

/** Brings what is open in line with the overlays that the hub holds. */
export function reconcileOverlays(state: InputState, { overlays }: InputContext): InputState {
  const { prompt, banners } = overlays;
  const isAnswered = prompt !== null && prompt.id === state.answered;
  const open = prompt === null || isAnswered ? null : prompt;
  const editing =
    open === null ? null : state.prompt?.id === open.id ? takePrompt(open, state.prompt) : startPrompt(open);
  const details = banners.some(({ id }) => id === state.details?.banner) ? state.details : null;
  const answered = isAnswered ? state.answered : null;
  const isSame = editing === state.prompt && answered === state.answered && details === state.details;
  return isSame ? state : { ...state, prompt: editing, answered, details };
}

/** Whether something is open that has all keys. */
export function hasOverlay({ prompt, details, help }: InputState): boolean {
  return prompt !== null || details !== null || help !== null;
}

/** What a key does to what is open and on top. */
export function overlayKey(state: InputState, context: InputContext, key: string): Step {
  if (state.prompt) return atPrompt(state, context, key);
  return state.details ? atDetails(state, context, key) : atHelp(state, context, key);
}

/** Text pasted into what is open. */
export function overlayPaste(state: InputState, { overlays }: InputContext, text: string): InputState {
  const { prompt } = overlays;
  if (state.prompt && prompt) return { ...state, prompt: promptPaste(prompt, state.prompt, text) };
  if (state.details || !state.help) return state;
  return { ...state, help: { filter: state.help.filter + text.replace(/\p{Cc}+/gu, ' '), offset: 0 } };
}

/** An answer did not get through: what was asked is open again. */
export function reopenPrompt(state: InputState): InputState {
  return { ...state, answered: null, prompt: state.prompt && reopened(state.prompt) };
}

/** A click on a row of the open prompt. */
export function clickPrompt(state: InputState, { overlays }: InputContext, row: number): Step {
  if (!overlays.prompt || !state.prompt) return { state, effects: [] };
  return afterPrompt(state, promptClick(overlays.prompt, state.prompt, row));
}

/** The mouse is over a row of the open prompt. */
export function hoverPrompt(state: InputState, { overlays }: InputContext, row: number): InputState {
  if (!overlays.prompt || !state.prompt) return state;
  const prompt = promptHover(overlays.prompt, state.prompt, row);
  return prompt === state.prompt ? state : { ...state, prompt };
}

function afterPrompt(state: InputState, step: PromptStep): Step {
  if ('answer' in step) return answerPrompt(state, step.answer);
  const { told } = step;
  const effects = told ? [{ type: 'prompt', id: step.state.id, value: told } as const] : [];
  return { state: { ...state, prompt: step.state }, effects };
}

/** Ends the open prompt with an answer; null leaves it. */
function answerPrompt(state: InputState, value: Answer): Step {
  const id = state.prompt!.id;
  return { state: { ...state, prompt: null, answered: id }, effects: [{ type: 'prompt', id, value }] };
}

function atPrompt(state: InputState, { overlays, columns }: InputContext, key: string): Step {
  if (!overlays.prompt || !state.prompt) return { state, effects: [] };
  return afterPrompt(state, promptKey(overlays.prompt, state.prompt, key, columns));
}

const closing = new Set(['escape', 'enter', 'ctrl+c', 'ctrl+g']);

function atDetails(state: InputState, context: InputContext, key: string): Step {
  const details = state.details!;
  if (key === 'x') {
    return {
      state: { ...state, details: null },
      effects: [{ type: 'dismiss', id: details.banner }],
    };
  }
  if (closing.has(key) || key === 'q') return { state: { ...state, details: null }, effects: [] };
  const offset = scrolled(details.offset, context, { j: 'down', k: 'up', space: 'pagedown' }[key] ?? key);
  return { state: { ...state, details: { ...details, offset } }, effects: [] };
}

function atHelp(state: InputState, context: InputContext, key: string): Step {
  const help = state.help!;
  if (closing.has(key)) return { state: { ...state, help: null }, effects: [] };
  if (key === 'backspace' || key === 'ctrl+h')
    return { state: { ...state, help: { filter: help.filter.slice(0, -1), offset: 0 } }, effects: [] };
  if (key === 'ctrl+u') return { state: { ...state, help: { filter: '', offset: 0 } }, effects: [] };
  const text = textOf(key);
  const next =
    text === null
      ? { ...help, offset: scrolled(help.offset, context, key) }
      : { filter: help.filter + text, offset: 0 };
  return { state: { ...state, help: next }, effects: [] };
}

function scrolled(offset: number, { pageRows, lastOffset }: InputContext, key: string): number {
  const steps: Readonly<Record<string, number>> = {
    up: -1,
    down: 1,
    pageup: -pageRows,
    pagedown: pageRows,
    home: -lastOffset,
    end: lastOffset,
  };
  return clamp(offset + (Object.hasOwn(steps, key) ? steps[key]! : 0), lastOffset);
}

/** A turn of the wheel over a page; `lines` down if positive. */
export function scrollPage(
  state: InputState,
  { lastOffset, overlays }: InputContext,
  lines: number,
): InputState {
  if (state.prompt)
    return overlays.prompt
      ? { ...state, prompt: promptWheel(overlays.prompt, state.prompt, Math.sign(lines)) }
      : state;
  if (state.details)
    return {
      ...state,
      details: { ...state.details, offset: clamp(state.details.offset + lines, lastOffset) },
    };
  if (!state.help) return state;
  return { ...state, help: { ...state.help, offset: clamp(state.help.offset + lines, lastOffset) } };
}

function clamp(offset: number, last: number): number {
  return Math.max(0, Math.min(last, offset));
}
