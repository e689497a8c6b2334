// What the mouse comes to: a pane gets the focus, a row is chosen, history scrolls, or the program under
// the pointer gets the event, if it asked for such.
import { type TerminalModes, unpackModes } from '../../core/modes.ts';
import type { InputItem, MouseInput } from '../../protocol/input-codec.ts';
import { dragTo, takeHold } from './drag.ts';
import { focusField } from './fields.ts';
import { hoverTo, linkEffect } from './hover.ts';
import type { Effect, InputContext, InputState, Step } from './input-state.ts';
import { clickPrompt, hasOverlay, scrollPage } from './overlay-keys.ts';
import { chainAt, type NodeRegion, type PaneRegion, type Region, regionAt } from './region.ts';

/** Lines for a turn of the wheel, as terminals have it. */
const WHEEL_LINES = 3;
const RIGHT = 2;
/** In a report of a motion: none is down. */
const NO_BUTTON = 3;
const WHEEL_UP = 4;
const WHEEL_DOWN = 5;
const NO_BYTES = Buffer.alloc(0);

export function routeMouse(before: InputState, context: InputContext, mouse: MouseInput): Step {
  const isWheel = mouse.button >= WHEEL_UP;
  // A click is meant for what is seen, and ends the looking.
  const isDone = before.filter !== null && mouse.action === 'press' && !isWheel;
  const state = isDone ? { ...before, filter: null } : before;
  if (mouse.action !== 'press') return follow(state, context, mouse);
  const regions = isWheel ? context.regions.filter(isTurnable) : context.regions;
  const region = regionAt(regions, mouse.x, mouse.y);
  if (hasOverlay(state) && region?.kind !== 'overlay') return { state, effects: [] };
  if (region === null) return { state, effects: unhandled(context, mouse) };
  switch (region.kind) {
    case 'pane':
      return isWheel
        ? { state, effects: wheel(context, region, mouse) }
        : pressPane(state, context, region, mouse);
    case 'node':
      return isWheel
        ? { state, effects: wheelNode(context, region, mouse) }
        : pressNode(state, context, region, mouse);
    case 'overlay':
      return isWheel ? wheelOverlay(state, context, mouse) : pressOverlay(state, context, region, mouse);
  }
}

/** A toast or a banner has nothing to turn: a wheel is meant for what is under it. */
function isTurnable(region: Region): boolean {
  return region.kind !== 'overlay' || !/^(toast|banner):/.test(region.name);
}

/** A move or a release: it belongs to the pane that the button went down in, wherever the pointer is by now. */
function follow(state: InputState, context: InputContext, mouse: MouseInput): Step {
  const isRelease = mouse.action === 'release';
  const next = isRelease ? { ...state, pressed: null, drag: null, selecting: null } : state;
  if (state.drag) return { state: next, effects: [dragTo(state.drag, mouse)] };
  if (state.selecting !== null)
    return {
      state: next,
      effects: copyMouse(context, state.selecting, mouse, isRelease ? 'release' : 'drag'),
    };
  if (!isRelease && mouse.button === NO_BUTTON && state.pressed === null) return hover(state, context, mouse);
  const owner = state.pressed;
  const region = context.regions.findLast(
    (one): one is PaneRegion => one.kind === 'pane' && one.agent === owner,
  );
  if (!region) return { state: next, effects: [] };
  const { mouseTracking } = unpackModes(region.modes);
  const isAsked =
    mouseTracking === 'any' || mouseTracking === 'drag' || (isRelease && mouseTracking === 'vt200');
  return { state: next, effects: isAsked ? [toProgram(context, region, mouse)] : [] };
}

/** A move without a button: ours, and that of the program with the keys if it asked for every motion. */
function hover(state: InputState, context: InputContext, mouse: MouseInput): Step {
  const step = hoverTo(state, context, mouse);
  const region = hasOverlay(state) ? null : regionAt(context.regions, mouse.x, mouse.y);
  if (region?.kind !== 'pane' || region.agent !== context.focus) return step;
  const isAsked = unpackModes(region.modes).mouseTracking === 'any';
  return isAsked ? { ...step, effects: [...step.effects, toProgram(context, region, mouse)] } : step;
}

function pressPane(state: InputState, context: InputContext, region: PaneRegion, mouse: MouseInput): Step {
  const { agent } = region;
  const left = focusField(state, context, null);
  const isAsked = takesMouse(context, region, mouse);
  if (opensLink(region, mouse, isAsked)) return { state, effects: [linkEffect(region, mouse, 'open')] };
  const takesKeys = !region.isProgram && (agent !== context.focus || context.mode === 'normal');
  const selects = !isAsked && !region.isProgram && mouse.button === 0;
  return {
    state: { ...left.state, pressed: agent, selecting: selects ? agent : null },
    effects: [
      ...left.effects,
      ...(takesKeys ? [{ type: 'focus-pane', agent } as const] : []),
      ...(selects ? copyMouse(context, agent, mouse, 'press') : []),
      ...pressed(context, region, mouse),
    ],
  };
}

/** Ctrl opens what is clicked, with shift also where the program has the mouse. */
function opensLink({ hasLinks }: PaneRegion, { button, ctrl }: MouseInput, isAsked: boolean): boolean {
  return hasLinks === true && button === 0 && ctrl && !isAsked;
}

/** The program has what it asked for; with shift the right button is ours all the same, as terminals have it. */
function pressed(context: InputContext, region: PaneRegion, mouse: MouseInput): Effect[] {
  const isAsked = takesMouse(context, region, mouse);
  if (mouse.button === RIGHT && !isAsked) return menu(context, region, mouse);
  return isAsked ? [toProgram(context, region, mouse)] : unhandled(context, mouse, region);
}

/** Shift is how every terminal lets its person select what a program would take; in copy mode none is asked. */
function takesMouse({ copying }: InputContext, { agent, modes }: PaneRegion, { shift }: MouseInput): boolean {
  return unpackModes(modes).mouseTracking !== 'none' && !shift && copying !== agent;
}

/** The right button asks for what can be done here: Lua has the menu. */
function menu(context: InputContext, region: NodeRegion | PaneRegion, mouse: MouseInput): Effect[] {
  const type = region.kind === 'pane' ? 'pane' : (region.type ?? '');
  const { agent } = region;
  const target = { type, x: mouse.x, y: mouse.y, ...(agent === undefined ? {} : { agent }) };
  const args = { ...mouseArgs(context, mouse, region), target };
  return [{ type: 'widget', path: region.path ?? '', event: 'menu', args }];
}

function copyMouse(
  { regions }: InputContext,
  agent: string,
  { x, y, alt }: MouseInput,
  phase: 'press' | 'drag' | 'release',
): Effect[] {
  const region = regions.findLast((one): one is PaneRegion => one.kind === 'pane' && one.agent === agent);
  if (!region) return [];
  const { origin = region } = region;
  return [{ type: 'copy-mouse', phase, agent, x: x - origin.x, y: y - origin.y, isBlock: alt }];
}

function wheel(context: InputContext, region: PaneRegion, mouse: MouseInput): Effect[] {
  const { agent, modes: word, isScrolled = false } = region;
  const modes = unpackModes(word);
  if (context.copying === agent) {
    const argument = { [WHEEL_UP]: 'scroll-up', [WHEEL_DOWN]: 'scroll-down' }[mouse.button];
    return argument ? [{ type: 'local', action: 'copy', argument: `${argument} ${WHEEL_LINES}` }] : [];
  }
  if (!isScrolled && wantsWheel(modes)) return [toProgram(context, region, mouse)];
  if (mouse.button > WHEEL_DOWN) return [];
  const isUp = mouse.button === WHEEL_UP;
  if (isScrolled || !modes.alternateScreen)
    return [{ type: 'scroll', agent, lines: isUp ? WHEEL_LINES : -WHEEL_LINES }];
  // A pager has no history here: it gets arrow keys, as every terminal does it.
  const arrow: InputItem = { type: 'key', key: isUp ? 'up' : 'down', raw: NO_BYTES };
  return [
    {
      type: 'input',
      agent,
      modes: context.outerModes,
      items: Array.from({ length: WHEEL_LINES }, () => arrow),
    },
  ];
}

function wantsWheel({ mouseTracking }: TerminalModes): boolean {
  return mouseTracking !== 'none' && mouseTracking !== 'x10';
}

/** The nearest widget that wants to hear of the wheel has it. */
function wheelNode(context: InputContext, region: NodeRegion, mouse: MouseInput): Effect[] {
  const { regions } = context;
  const wanting = chainAt(regions, region, mouse.x, mouse.y).find(({ on }) => on.includes('wheel'));
  if (!wanting || mouse.button > WHEEL_DOWN) return unhandled(context, mouse, region);
  const whole = wholeOf(regions, wanting);
  const lines = mouse.button === WHEEL_UP ? -WHEEL_LINES : WHEEL_LINES;
  const args = { x: mouse.x - whole.x, y: mouse.y - whole.y, lines };
  return [{ type: 'widget', path: wanting.path, event: 'wheel', args }];
}

/** The event in the program's own cells; outside of its pane, at the nearest of them. */
function toProgram({ outerModes }: InputContext, region: PaneRegion, mouse: MouseInput): Effect {
  const { x, y, columns, rows, origin = region } = region;
  const column = Math.max(x, Math.min(x + columns - 1, mouse.x));
  const row = Math.max(y, Math.min(y + rows - 1, mouse.y));
  const within = { ...mouse, x: column - origin.x, y: row - origin.y };
  const items: InputItem[] = [{ type: 'mouse', mouse: within }];
  return { type: 'input', agent: region.agent, modes: outerModes, items };
}

const buttons = ['left', 'middle', 'right'] as const;
const wheels = ['up', 'down', 'left', 'right'] as const;

/**
 * What no widget or program takes, for Lua, if it asks for that. The cell is that of the node, of the program's
 * screen, else of the whole screen.
 */
function unhandled(context: InputContext, mouse: MouseInput, region?: NodeRegion | PaneRegion): Effect[] {
  if (!context.keymap.table.mouse) return [];
  const args = mouseArgs(context, mouse, region);
  return [{ type: 'widget', path: region?.path ?? '', event: 'mouse', args }];
}

function mouseArgs({ regions }: InputContext, mouse: MouseInput, region?: NodeRegion | PaneRegion) {
  const whole = region?.kind === 'pane' ? (region.origin ?? region) : region && wholeOf(regions, region);
  const isWheel = mouse.button >= WHEEL_UP;
  return {
    type: isWheel ? 'wheel' : 'click',
    x: mouse.x - (whole?.x ?? 0),
    y: mouse.y - (whole?.y ?? 0),
    button: (isWheel ? wheels[mouse.button - WHEEL_UP] : buttons[mouse.button]) ?? 'left',
    ...(region?.kind === 'node' && region.row !== undefined ? { index: region.row } : {}),
  };
}

/** The area of a node, of which `region` may be a row. */
function wholeOf(regions: readonly Region[], region: NodeRegion): Region {
  return (
    regions.find((one) => one.kind === 'node' && one.path === region.path && one.row === undefined) ?? region
  );
}

function pressNode(state: InputState, context: InputContext, region: NodeRegion, mouse: MouseInput): Step {
  const isField = context.fields.some(({ path }) => path === region.path);
  const moved = focusField(state, context, isField ? region.path : null);
  const chain = chainAt(context.regions, region, mouse.x, mouse.y);
  const effects: Effect[] = [...moved.effects];
  const { path, row } = region;
  const drag = mouse.button === 0 ? takeHold(context, region, chain, mouse) : null;
  const isSelected = mouse.button === 0 && row !== undefined && region.on.includes('select');
  if (isSelected) effects.push({ type: 'widget', path, event: 'select', args: row });
  const clicked = chain.find(({ on }) => on.includes('click'));
  if (clicked) {
    // A row is an area of its own; the cell told is that of the whole node.
    const whole = chain.find((one) => one.path === clicked.path && one.row === undefined) ?? clicked;
    const at = { x: mouse.x - whole.x, y: mouse.y - whole.y, button: buttons[mouse.button] ?? 'left' };
    const args = row !== undefined && clicked.path === path ? { ...at, index: row } : at;
    effects.push({ type: 'widget', path: clicked.path, event: 'click', args });
  } else if (mouse.button === RIGHT) effects.push(...menu(context, region, mouse));
  else if (!isSelected) effects.push(...unhandled(context, mouse, region));
  return { state: { ...moved.state, drag }, effects };
}

type OverlayRegion = Extract<Region, { kind: 'overlay' }>;

function pressOverlay(
  state: InputState,
  context: InputContext,
  { name, row }: OverlayRegion,
  { button }: MouseInput,
): Step {
  const none = { state, effects: [] };
  const [kind, id = ''] = splitName(name);
  if (button !== 0) return none;
  if (kind === 'toast') return { state, effects: [{ type: 'dismiss', id }] };
  if (kind === 'banner' && !state.prompt)
    return { state: { ...state, details: { banner: id, offset: 0 } }, effects: [] };
  return kind === 'prompt' && row !== undefined ? clickPrompt(state, context, row) : none;
}

/** Ids may hold anything: only the first colon parts them from what they are of. */
function splitName(name: string): readonly [kind: string, id?: string] {
  const mark = name.indexOf(':');
  return mark < 0 ? [name] : [name.slice(0, mark), name.slice(mark + 1)];
}

function wheelOverlay(state: InputState, context: InputContext, { button }: MouseInput): Step {
  if (button > WHEEL_DOWN) return { state, effects: [] };
  return {
    state: scrollPage(state, context, button === WHEEL_UP ? -WHEEL_LINES : WHEEL_LINES),
    effects: [],
  };
}
