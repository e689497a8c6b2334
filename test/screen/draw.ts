// The default screen as a person sees it: the shipped Lua in a real worker, drawn by the real widgets and
// painter. Nothing in it differs from run to run: agents, paths and screens are made up here.
import type { Agent } from '../../src/core/agent.ts';
import type { Frame } from '../../src/core/frame.ts';
import { createGrid } from '../../src/core/grid.ts';
import type { Overlays } from '../../src/core/overlay.ts';
import type { TreeNode } from '../../src/core/tree.ts';
import type { ViewState } from '../../src/core/view.ts';
import { frameOf } from '../../src/tui/frame-of.ts';
import { type InputState, initialInput } from '../../src/tui/input/input-state.ts';
import { compileKeymap } from '../../src/tui/input/keymap.ts';
import { reconcile } from '../../src/tui/input/router.ts';
import { createInputContext } from '../../src/tui/input-context.ts';
import type { PaneScreen } from '../../src/tui/panes/pane-grid.ts';
import { createPicture } from '../../src/tui/picture.ts';
import { propsOf } from '../../src/tui/picture-props.ts';
import * as stage from '../../src/tui/stage.tsx';
import { initialState, type UiState } from '../../src/tui/state.ts';
import { agent, type TestWorld, view } from '../lua/world-helper.ts';

/** What is on the screen. */
export interface Scene {
  readonly agents?: readonly Agent[];
  readonly view?: Partial<ViewState>;
  readonly overlays?: Partial<Overlays>;
  readonly input?: Partial<InputState>;
  readonly showsWhichKey?: boolean;
}

export async function drawScene(
  world: TestWorld,
  scene: Scene,
  columns: number,
  rows: number,
): Promise<Frame> {
  const shown = view('v1', { focus: null, selected: null, ...scene.view, size: { columns, rows } });
  world.sync({ agents: scene.agents ?? [], views: [shown] });
  const state: UiState = {
    ...initialState,
    view: shown,
    keymap: compileKeymap(world.world.keys()),
    agents: scene.agents ?? [],
    overlays: { ...initialState.overlays, ...scene.overlays },
    tree: JSON.parse(await world.world.render('v1')) as TreeNode,
  };
  const screen = (id: string): PaneScreen => screenOf(id, columns, rows, shown.scroll[id] ?? 0);
  const input = reconcile({ ...initialInput, ...scene.input }, contextOf(state));
  const focused = shown.focus === null ? null : screen(shown.focus);
  const picture = createPicture({
    size: { columns, rows },
    traits: { colors: 'truecolor', bce: true, synchronized: false },
    onDirty: () => {},
    props: propsOf(state, input, scene.showsWhichKey ?? false, focused),
  });
  try {
    picture.enter(stage);
    picture.paint(shown.focus, screen);
    return frameOf(picture.grid(), picture.cursor(), []);
  } finally {
    picture.close();
  }
}

/** Only what opens prompts and pages is asked for here. */
function contextOf(state: UiState) {
  return createInputContext({
    state: () => state,
    page: () => ({ pageRows: 10, lastOffset: 100 }),
    columns: () => 80,
    painted: () => ({ painted: { panes: [], hits: [] }, tree: state.tree }),
    screen: () => null,
    outerModes: () => 0,
  })();
}

/** A session that has just said its name. */
function screenOf(id: string, columns: number, rows: number, scroll: number): PaneScreen {
  const grid = createGrid(columns, rows);
  const line = `${id} $ `;
  for (const [x, char] of [...line].entries())
    grid.cells[x * (grid.cells.length / (columns * rows))] = char.codePointAt(0)!;
  return {
    grid,
    cursor: { x: line.length, y: 0, visible: scroll === 0, shape: 'block', blink: false },
    modes: 0,
    top: 0,
    history: 100,
    scroll,
    touched: new Uint8Array(rows).fill(1),
  };
}

/** One of each kind, in two directories, the first in use. */
export const five: readonly Agent[] = [
  agent('a1', { name: 'shell' }),
  agent('a2', { name: 'claude', title: 'writing tests', unread: true }),
  agent('a3', { name: 'make', status: 'exited', exit_code: 2, cwd: '/srv/services/payments/backend/api' }),
  agent('a4', { name: 'codex', status: 'failed', unread: true }),
  agent('a5', { name: 'ls', status: 'exited', exit_code: 0, cwd: '/srv/services/payments/backend/api' }),
];

/** One in each state, as of now. */
export const busy: readonly Agent[] = [
  doing('a1', 'shell', { state: 'idle' }, 0),
  doing(
    'a2',
    'claude',
    { state: 'blocked', question: 'Do you want to make this edit to parser.ts?' },
    3 * 60,
  ),
  doing('a3', 'codex', { state: 'working', title: 'fixing tests' }, 75 * 60),
  doing('a4', 'gemini', { state: 'done', unread: true }, 50 * 3600),
  doing('a5', 'make', { state: 'working', state_stale: 'user/detectors.lua:3: no idea', cwd: '/srv/api' }, 0),
];

function doing(id: string, name: string, more: Partial<Agent>, seconds: number): Agent {
  // Half a minute more: the test may take a moment, and ages are told in minutes.
  const since = Date.now() - (seconds === 0 ? 0 : seconds + 30) * 1000;
  return agent(id, { name, state_since: new Date(since).toISOString(), ...more });
}

/** The frame as text: its lines, then a letter for how each cell looks, then what the letters mean. */
export function goldenOf(
  { lines, spans, cursor }: Frame,
  looks: (style: object) => object = (style) => style,
): string {
  const letters = new Map<string, string>();
  const attributes = spans.map((row) => {
    let text = '';
    for (const { x, width, style } of row) {
      const name = JSON.stringify(looks(style));
      if (name === '{}') continue;
      if (!letters.has(name)) letters.set(name, letterAt(letters.size));
      text = text.padEnd(x, '.') + letters.get(name)!.repeat(width);
    }
    return text;
  });
  const where = cursor.visible ? `cursor at ${cursor.x},${cursor.y}` : 'no cursor';
  const legend = [...letters].map(([name, letter]) => `${letter} ${name}`);
  return `${[...lines, '-- looks', ...attributes, '--', where, ...legend].join('\n')}\n`;
}

function letterAt(index: number): string {
  return 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'[index] ?? '?';
}

/** What is left of a style where there is no colour. */
export function withoutColour(style: object): object {
  const { fg: _fg, bg: _bg, ...rest } = style as { fg?: unknown; bg?: unknown };
  return rest;
}
