// What the router is told and what it decides, as short text: tables of (state, context, keys) to effects.
import { packModes, type TerminalModes, unpackModes } from '../../../src/core/modes.ts';
import type { Overlays } from '../../../src/core/overlay.ts';
import type { InputItem, MouseInput } from '../../../src/protocol/input-codec.ts';
import type { InputEvent } from '../../../src/tui/input/event.ts';
import {
  type Effect,
  type InputContext,
  type InputState,
  initialInput,
  type Step,
} from '../../../src/tui/input/input-state.ts';
import { compileKeymap } from '../../../src/tui/input/keymap.ts';
import { route } from '../../../src/tui/input/router.ts';
import { nothing, table, usual } from './tables.ts';

export const noOverlays: Overlays = { banners: [], toasts: [], prompt: null };

/** Terminal mode, agent `a` has the keys, nothing is open. */
export function contextOf(change: Partial<InputContext> = {}): InputContext {
  return {
    keymap: compileKeymap(table(usual)),
    mode: 'terminal',
    focus: 'a',
    facts: nothing,
    outerModes: 0,
    overlays: noOverlays,
    fields: [],
    modal: null,
    regions: [],
    pageRows: 5,
    lastOffset: 20,
    ...change,
  };
}

/** Packed modes: none but those named. */
export function modesOf(change: Partial<TerminalModes>): number {
  return packModes({ ...unpackModes(0), ...change });
}

/** An event of a key by its name; the name stands for its bytes. */
export function key(name: string): InputEvent {
  return { type: 'key', key: name, raw: Buffer.from(name) };
}

/** A press of the left button; `change` for anything else. */
export function mouse(x: number, y: number, change: Partial<MouseInput> = {}): InputEvent {
  const held = { shift: false, alt: false, ctrl: false };
  return { type: 'mouse', mouse: { action: 'press', button: 0, x, y, ...held, ...change } };
}

/** What `events` (keys by name, separated by spaces) come to, one after another. */
export function typed(
  context: InputContext,
  events: string | readonly InputEvent[],
  from: InputState = initialInput,
): Step {
  const list = typeof events === 'string' ? events.split(' ').map(key) : events;
  let state = from;
  const effects: Effect[] = [];
  for (const event of list) {
    const step = route(state, context, event);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

/** The effects of `typed` as text. */
export function effectsOf(
  context: InputContext,
  events: string | readonly InputEvent[],
  from?: InputState,
): string[] {
  return typed(context, events, from).effects.map(showEffect);
}

/** `a < x`, `lua normal c`, `local mode.set normal`, `widget 0.1 select 3`, `prompt p "yes"`, … */
export function showEffect(effect: Effect): string {
  switch (effect.type) {
    case 'input':
      return `${effect.agent} < ${effect.items.map(showItem).join(' ')}`;
    case 'lua-key':
      return `lua ${effect.mode} ${effect.keys.join(' ')}`;
    case 'local':
      return words('local', effect.action, effect.argument);
    case 'reserved':
      return `reserved ${effect.action}`;
    case 'widget':
      return words('widget', effect.path, effect.event, text(effect.args));
    case 'drag':
      return words('drag', effect.path, effect.event, text(effect.args));
    case 'tell':
      return words('tell', effect.path, effect.event, text(effect.args));
    case 'hover':
      return words('hover', effect.node?.path ?? 'nothing', text(effect.node?.row));
    case 'link':
      return words('link', effect.phase, effect.agent, `${effect.x},${effect.y}`);
    case 'draft':
      return words('draft', effect.path, text(effect.value), effect.isReported ? 'reported' : undefined);
    case 'prompt':
      return words('prompt', effect.id, text(effect.value));
    case 'dismiss':
      return `dismiss ${effect.id}`;
    case 'scroll':
      return `scroll ${effect.agent} ${effect.lines}`;
    case 'copy-mouse':
      return words(
        'copy',
        effect.phase,
        effect.agent,
        `${effect.x},${effect.y}`,
        effect.isBlock ? 'block' : undefined,
      );
    case 'focus-pane':
      return `focus ${effect.agent}`;
    case 'terminal-focus':
      return `terminal ${effect.focused ? 'focused' : 'blurred'}`;
    case 'reply':
      return `reply ${effect.raw.toString('latin1')}`;
  }
}

function showItem(item: InputItem): string {
  switch (item.type) {
    case 'key':
      return item.key;
    case 'paste':
      return `paste:${item.text}`;
    case 'mouse':
      return `${item.mouse.action}:${item.mouse.button}@${item.mouse.x},${item.mouse.y}`;
    case 'focus':
      return item.focused ? 'focus-in' : 'focus-out';
    case 'raw':
      return `raw:${item.raw.toString('latin1')}`;
  }
}

function text(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function words(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}
