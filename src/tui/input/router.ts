// The one place that decides what an event means. Pure: state and event in, state and effects out. In
// this order, the first that takes an event has it:
//
//   replies > focus > mouse > what is open (prompt, details, help) > a list's filter > text inputs > the mode's keys > the program
//
// The prefix and a reserved chord after it come before everything that takes keys.

import { copyNeedsKey } from '../../core/copy-mode.ts';
import type { Binding, LocalAction } from '../../core/key-table.ts';
import { KEY_MODE_BITS, unpackModes } from '../../core/modes.ts';
import type { InputItem } from '../../protocol/input-codec.ts';
import { type InputEvent, splitKey } from './event.ts';
import { fieldKey, fieldPaste, reconcileFields } from './fields.ts';
import { leaveHovered } from './hover.ts';
import type { Effect, InputContext, InputState, Step, Typed } from './input-state.ts';
import { lookUp, modeChain, reserved } from './keymap.ts';
import { textOf } from './line-editor.ts';
import { filterKey, filterPaste, openFilter, reconcileFilter } from './list-filter.ts';
import { routeMouse } from './mouse.ts';
import { hasOverlay, overlayKey, overlayPaste, reconcileOverlays } from './overlay-keys.ts';

const KITTY_EVENT_TYPES = 2;
/** Releases follow their presses closely; what is older is forgotten. */
const MAX_CONSUMED = 16;
const NO_BYTES = Buffer.alloc(0);

/** The state as it must be before anything is typed: what has gone from the screen has no keys. */
export function reconcile(state: InputState, context: InputContext): InputState {
  return reconcileFields(reconcileFilter(reconcileOverlays(state, context), context), context);
}

/** What `event` comes to. */
export function route(before: InputState, context: InputContext, event: InputEvent): Step {
  const state = reconcile(before, context);
  switch (event.type) {
    case 'reply':
      return { state, effects: [{ type: 'reply', raw: event.raw }] };
    case 'focus':
      return focus(state, context, event);
    case 'mouse':
      return routeMouse(state, context, event.mouse);
    case 'paste':
      return paste({ ...state, chords: [] }, context, event.text);
    case 'raw':
      return { state, effects: isForProgram(state, context) ? raw(context, event.raw) : [] };
    case 'key':
      return key(state, context, event);
  }
}

/** Where the mouse is while another window has the focus, nobody says. */
function focus(
  before: InputState,
  context: InputContext,
  event: Extract<InputEvent, { type: 'focus' }>,
): Step {
  const { state, effects } = event.focused ? { state: before, effects: [] } : leaveHovered(before);
  const told: Effect = { type: 'terminal-focus', focused: event.focused };
  return { state, effects: [...effects, ...toFocus(context, [event]), told] };
}

/** One of the tui's own actions, whoever asks for it. */
export function runLocal(
  state: InputState,
  context: InputContext,
  action: LocalAction,
  argument?: string,
): Step {
  const newest = context.overlays.banners.at(-1);
  switch (action) {
    case 'help':
      return { state: { ...state, help: { filter: '', offset: 0 } }, effects: [] };
    case 'filter':
      return { state: openFilter(state, context), effects: [] };
    case 'banner.details':
      return { state: newest ? { ...state, details: { banner: newest.id, offset: 0 } } : state, effects: [] };
    case 'banner.dismiss':
      return { state, effects: newest ? [{ type: 'dismiss', id: newest.id }] : [] };
    case 'copy':
      if (argument !== undefined && copyNeedsKey.includes(argument))
        return { state: { ...state, awaiting: argument }, effects: [] };
      return { state, effects: argument === undefined ? [] : [{ type: 'local', action, argument }] };
    case 'send-prefix':
      return {
        state,
        effects: toProgram(context, [{ type: 'key', key: context.keymap.prefix, raw: NO_BYTES }]),
      };
    default:
      return { state, effects: [{ type: 'local', action, ...(argument === undefined ? {} : { argument }) }] };
  }
}

/** Whether keys go to the program as they come: nothing is open, nothing begun. */
export function isForProgram(state: InputState, { keymap, mode, entered }: InputContext): boolean {
  return (
    !hasOverlay(state) &&
    state.filter === null &&
    state.field === null &&
    state.chords.length === 0 &&
    modeChain(keymap, mode, entered).fallback === 'pty'
  );
}

function paste(state: InputState, context: InputContext, text: string): Step {
  if (hasOverlay(state)) return { state: overlayPaste(state, context, text), effects: [] };
  if (state.filter) return { state: filterPaste(state, text), effects: [] };
  const inField = fieldPaste(state, context, text);
  if (inField) return inField;
  return {
    state,
    effects: isForProgram(state, context) ? toProgram(context, [{ type: 'paste', text }]) : [],
  };
}

/** Bytes that nobody knows are only for a program whose keyboard the outer terminal has. */
function raw(context: InputContext, bytes: Buffer): Effect[] {
  const pane = context.regions.find((one) => one.kind === 'pane' && one.agent === context.focus);
  const fits = pane?.kind === 'pane' && ((pane.modes ^ context.outerModes) & KEY_MODE_BITS) === 0;
  if (bytes[0] !== 0x1b) return toProgram(context, [{ type: 'raw', raw: bytes }]);
  return fits ? toFocus(context, [{ type: 'raw', raw: bytes }]) : [];
}

type KeyPressed = Extract<InputEvent, { type: 'key' }>;

function key(state: InputState, context: InputContext, event: KeyPressed): Step {
  const { chord, event: what } = splitKey(event.key);
  if (what === 'release') return release(state, context, event, chord);
  const step = press(state, context, { chord, raw: event.raw }, event);
  const isSeen = step.effects.some(({ type }) => type === 'input');
  if (isSeen || !(unpackModes(context.outerModes).kitty & KITTY_EVENT_TYPES)) return step;
  const consumed = [...step.state.consumed, baseKey(chord)].slice(-MAX_CONSUMED);
  return { ...step, state: { ...step.state, consumed } };
}

function release(state: InputState, context: InputContext, event: KeyPressed, chord: string): Step {
  const base = baseKey(chord);
  if (state.consumed.includes(base))
    return { state: { ...state, consumed: state.consumed.filter((one) => one !== base) }, effects: [] };
  return { state, effects: isForProgram(state, context) ? toProgram(context, [event]) : [] };
}

/** The key without modifiers, which may be let go before it. */
function baseKey(chord: string): string {
  return chord.replace(/^(?:(?:ctrl|alt|shift|super)\+)+/, '').toLowerCase();
}

function press(state: InputState, context: InputContext, typed: Typed, event: KeyPressed): Step {
  if (state.awaiting !== null) return awaited(state, typed.chord, state.awaiting);
  const isFirst = state.chords.length === 0;
  if (isFirst && typed.chord !== context.keymap.prefix) {
    if (hasOverlay(state)) return overlayKey(state, context, typed.chord);
    if (state.filter) return filterKey(state, context, typed.chord);
    const inField = fieldKey(state, context, typed.chord);
    if (inField) return inField;
    if (closesModal(state, context, typed.chord))
      return { state, effects: [{ type: 'widget', path: context.modal!, event: 'close' }] };
  }
  const chords = [...state.chords, typed];
  return hasOverlay(state) ? overlayChords(state, context, chords) : tableKey(state, context, chords, event);
}

/** The key that a command of copy mode waited for; one that is no character ends the wait. */
function awaited(state: InputState, chord: string, command: string): Step {
  const char = textOf(chord);
  const effects: Effect[] =
    char === null ? [] : [{ type: 'local', action: 'copy', argument: `${command} ${char}` }];
  return { state: { ...state, awaiting: null }, effects };
}

function closesModal(state: InputState, context: InputContext, chord: string): boolean {
  return chord === 'escape' && context.modal !== null && !isForProgram(state, context);
}

/** Something is open: only reserved chords are looked for. The prefix is held back until it is clear. */
function overlayChords(state: InputState, context: InputContext, chords: readonly Typed[]): Step {
  const [, second] = chords;
  if (!second) return { state: { ...state, chords }, effects: [] };
  const cleared = { ...state, chords: [] };
  const action = reserved.get(second.chord);
  if (action) return { state: cleared, effects: [{ type: 'reserved', action }] };
  const first = overlayKey(cleared, context, chords[0]!.chord);
  if (!hasOverlay(first.state)) return first;
  const next = overlayKey(first.state, context, second.chord);
  return { state: next.state, effects: [...first.effects, ...next.effects] };
}

function tableKey(
  state: InputState,
  context: InputContext,
  chords: readonly Typed[],
  event: KeyPressed,
): Step {
  const names = chords.map(({ chord }) => chord);
  const found = lookUp(context.keymap, context.mode, names, context.facts, context.entered);
  if (found.outcome === 'pending') return { state: { ...state, chords }, effects: [] };
  const cleared = { ...state, chords: [] };
  switch (found.outcome) {
    case 'reserved':
      return { state: cleared, effects: [{ type: 'reserved', action: found.action }] };
    case 'matched':
      return run(cleared, context, found.binding, chords);
    case 'cancelled':
      return { state: cleared, effects: unbound(context, names) };
    case 'not-found': {
      if (state.field !== null) return { state: cleared, effects: [] };
      const isTyped = found.fallback === 'pty';
      return { state: cleared, effects: isTyped ? typedOn(context, event) : unbound(context, names) };
    }
  }
}

/** Keys that mean nothing here: they leave a table that they are unknown to, and Lua may have asked for them. */
function unbound(context: InputContext, keys: readonly string[]): Effect[] {
  const { keymap, mode } = context;
  const left = leave(context, null);
  return keymap.table.unbound ? [...left, { type: 'lua-key', mode, keys }] : left;
}

function typedOn(context: InputContext, event: KeyPressed): Effect[] {
  return [...leave(context, null), ...toProgram(context, [event])];
}

/** Leaves the table entered last, if it is left with a key that was found in mode `foundIn`, null for nowhere. */
function leave({ entered = [] }: InputContext, foundIn: string | null): Effect[] {
  const top = entered.at(-1);
  if (!top) return [];
  const isLeft = foundIn === top.name ? top.one_shot : top.until_unknown;
  return isLeft ? [{ type: 'local', action: 'mode.set', argument: top.from }] : [];
}

function run(state: InputState, context: InputContext, binding: Binding, chords: readonly Typed[]): Step {
  const { target, mode, keys } = binding;
  // A table with a time limit counts from its last key: Lua must hear of it.
  if (target.kind === 'lua' || context.entered?.at(-1)?.timeout)
    return { state, effects: [{ type: 'lua-key', mode, keys }] };
  if (target.action !== 'send-prefix') {
    const step = runLocal(state, context, target.action, target.argument);
    return { ...step, effects: [...leave(context, mode), ...step.effects] };
  }
  // The bytes of the prefix as it was typed, where it was: they may fit the program as they are.
  const { prefix } = context.keymap;
  const raw = chords.find(({ chord }) => chord === prefix)?.raw ?? NO_BYTES;
  return { state, effects: toProgram(context, [{ type: 'key', key: prefix, raw }]) };
}

/** Every receiver gets the same, and has it written for the modes that it is in. */
function toProgram(context: InputContext, items: readonly InputItem[]): Effect[] {
  const { receivers, outerModes } = context;
  if (!receivers) return toFocus(context, items);
  return receivers.map((agent) => ({ type: 'input', agent, modes: outerModes, items }));
}

function toFocus({ focus, outerModes }: InputContext, items: readonly InputItem[]): Effect[] {
  return focus === null ? [] : [{ type: 'input', agent: focus, modes: outerModes, items }];
}
