// A terminal without a device: keys go through the program's own router to what they mean, and the screen is
// drawn by its own widgets and painter, afresh each time.
import type { CopyState } from '../../core/copy-mode.ts';
import type { Frame } from '../../core/frame.ts';
import { formatChord, parseKeys } from '../../core/key.ts';
import type { LocalAction } from '../../core/key-table.ts';
import type { Size } from '../../core/size.ts';
import type { HubClient } from '../../protocol/hub-client.ts';
import { createCopyMode } from '../../tui/copy-mode.ts';
import { frameOf } from '../../tui/frame-of.ts';
import type { InputEvent } from '../../tui/input/event.ts';
import { type InputState, initialInput, type Step } from '../../tui/input/input-state.ts';
import { hasOverlay } from '../../tui/input/overlay-keys.ts';
import { reconcile, route, runLocal } from '../../tui/input/router.ts';
import { copyingIn, createInputContext } from '../../tui/input-context.ts';
import { keyTaker } from '../../tui/key-taker.ts';
import type { PaneScreen } from '../../tui/panes/pane-grid.ts';
import { createPerformer } from '../../tui/perform.ts';
import { createPicture, type Picture } from '../../tui/picture.ts';
import { propsOf } from '../../tui/picture-props.ts';
import { scrollTarget } from '../../tui/scroll-target.ts';
import { focusOf, initialState, type UiState } from '../../tui/state.ts';
import type { FakeSession } from './fake-session.ts';

export interface FakeTerminal {
  /** Presses keys, as keymaps name them. Rejects with KeyError. */
  keys(text: string): Promise<void>;
  type(text: string): Promise<void>;
  paste(text: string): Promise<void>;
  /** Presses and lets go the left button; on a cell, or on the widget with that id. */
  click(target: { readonly x: number; readonly y: number } | { readonly id: string }): Promise<void>;
  /** One of the terminal's own actions, asked for by Lua. Does not wait for what it leads to. */
  local(action: LocalAction, argument: string | undefined): Promise<void>;
  draw(size: Size): Promise<Frame>;
}

export interface FakeTerminalParts {
  /** What the hub would have told it by now; `size` for another than the view's. */
  readonly state: (size: Size) => Promise<Pick<UiState, 'view' | 'keymap' | 'agents' | 'overlays' | 'tree'>>;
  readonly size: () => Size;
  /** The methods of an attached terminal (protocol/hub-api.ts), called by name. */
  readonly call: (method: string, params: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly session: (agent: string) => FakeSession | null;
  /** Seconds. */
  readonly now: () => number;
  /** Resolves when all that was begun has happened. */
  readonly settle: () => Promise<void>;
}

/** After so long the keys that may follow a prefix are shown; src/tui/input/input.ts has the same. */
const WHICH_KEY_S = 0.4;
const NO_BYTES = Buffer.alloc(0);

export function createFakeTerminal(parts: FakeTerminalParts): FakeTerminal {
  let input: InputState = initialInput;
  let pendingSince: number | null = null;

  const look = async (size: Size): Promise<UiState> => {
    const state = await parts.state(size);
    shown = { ...initialState, ...state, taker: keyTaker(state.tree) };
    copyMode.follow(copyingIn(shown));
    return shown;
  };
  const screenOf =
    (ui: UiState) =>
    (agent: string): PaneScreen | null =>
      parts.session(agent)?.pane(ui.view?.scroll[agent] ?? 0) ?? null;
  let shown: UiState = initialState;
  let copied: Promise<void> = Promise.resolve();
  let copying: { readonly agent: string; readonly state: CopyState } | null = null;
  const copyMode = createCopyMode({
    panes: {
      copy: async (agent, request) =>
        (await parts.session(agent)?.copy(request, shown.view?.scroll[agent] ?? 0)) ?? null,
      scrolledTo() {},
    },
    view: () => shown.view,
    change(change) {
      if (!shown.view) return;
      shown = { ...shown, view: { ...shown.view, ...change } };
      void parts.call('view.set', { ...change });
      copyMode.follow(copyingIn(shown));
    },
    onState(agent, state) {
      copying = state && { agent, state };
    },
    onCopied() {},
  });
  const showsWhichKey = (): boolean =>
    pendingSince !== null && !hasOverlay(input) && parts.now() - pendingSince >= WHICH_KEY_S;

  const contextOf = (ui: UiState, picture: Picture | null) =>
    createInputContext({
      state: () => ui,
      page: () => picture?.page() ?? { pageRows: 1, lastOffset: 0 },
      columns: () => parts.size().columns,
      painted: () => picture?.shown() ?? { painted: { panes: [], hits: [] }, tree: ui.tree },
      screen: screenOf(ui),
      outerModes: () => 0,
    })();

  const performer = (ui: UiState) =>
    createPerformer({
      view: () => ui.view,
      front: () => focusOf(ui),
      fields: () => contextOf(ui, null).fields,
      change: (change) => void parts.call('view.set', { ...change }),
      client: () =>
        ({
          boot: 'test',
          agent: null,
          peer: { call: (method: string, params: Record<string, unknown>) => parts.call(method, params) },
          close() {},
        }) as unknown as HubClient,
      send: (agent, _modes, items) => parts.session(agent)?.type(items),
      copy(argument) {
        copied = copyMode.run(argument);
      },
      // Selecting with the mouse takes a hand.
      copyMouse: () => {},
      linkAt: async () => null,
      // What is under the mouse is painted with the next picture.
      hover: () => {},
      scrollBy(agent, step) {
        const screen = screenOf(ui)(agent);
        return screen && scrollTarget(step, screen);
      },
      onReply: () => {},
      redraw: () => {},
      leave: () => {},
    });

  const become = (next: InputState): void => {
    if (next.chords.length === 0) pendingSince = null;
    else if (input.chords.length === 0) pendingSince = parts.now();
    input = next;
  };
  const apply = async (ui: UiState, step: Step): Promise<void> => {
    become(step.state);
    const { perform } = performer(ui);
    for (const effect of step.effects) {
      await perform(effect);
      await copied;
    }
  };
  /** Paints into a picture that `use` gets, twice: what a session shows depends on where its pane is. */
  const withPicture = async <T>(
    ui: UiState,
    size: Size,
    use: (picture: Picture) => Promise<T> | T,
  ): Promise<T> => {
    const stage = await import('../../tui/stage.tsx');
    become(reconcile(input, contextOf(ui, null)));
    const focus = focusOf(ui);
    const focused = focus === null ? null : screenOf(ui)(focus);
    const picture = createPicture({
      size,
      traits: { colors: 'truecolor', bce: true, synchronized: false },
      onDirty: () => {},
      props: propsOf(ui, input, showsWhichKey(), focused),
    });
    try {
      picture.enter(stage);
      for (const { agent, rect } of picture.paint(focus, () => null).panes ?? []) {
        parts.session(agent)?.resize({ columns: rect.width, rows: rect.height });
        const screen = screenOf(ui)(agent);
        if (screen) picture.update(agent, screen);
      }
      if (copying) picture.copyMode(copying.agent, copying.state, screenOf(ui)(copying.agent));
      picture.paint(focus, screenOf(ui));
      if (input.hovered?.kind === 'node') picture.hover(input.hovered);
      return await use(picture);
    } finally {
      picture.close();
    }
  };
  const happen = async (event: InputEvent): Promise<void> => {
    const ui = await look(parts.size());
    const act = (picture: Picture | null) => apply(ui, route(input, contextOf(ui, picture), event));
    // Pages and the mouse need to know what is where.
    const needsPicture = event.type === 'mouse' || input.help !== null || input.details !== null;
    await (needsPicture ? withPicture(ui, parts.size(), act) : act(null));
    await parts.settle();
  };
  const press = (key: string): Promise<void> => happen({ type: 'key', key, raw: NO_BYTES });

  return {
    async keys(text) {
      for (const chord of parseKeys(text)) await press(formatChord(chord));
    },
    async type(text) {
      for (const char of text) await press(nameOf(char));
    },
    paste: (text) => happen({ type: 'paste', text }),
    async click(target) {
      const cell = 'id' in target ? await cellOf(target.id) : target;
      const mouse = { button: 0, shift: false, alt: false, ctrl: false, ...cell } as const;
      for (const action of ['press', 'release'] as const)
        await happen({ type: 'mouse', mouse: { ...mouse, action } });
    },
    async local(action, argument) {
      const ui = await look(parts.size());
      await apply(ui, runLocal(input, contextOf(ui, null), action, argument));
    },
    async draw(size) {
      const ui = await look(size);
      return withPicture(ui, size, (picture) => frameOf(picture.grid(), picture.cursor(), picture.nodes()));
    },
  };

  async function cellOf(id: string): Promise<{ x: number; y: number }> {
    const size = parts.size();
    const ui = await look(size);
    const nodes = await withPicture(ui, size, (picture) => picture.nodes());
    const found = nodes.find((node) => node.id === id);
    if (!found) throw new Error(`there is no widget with the id "${id}" on the screen`);
    return { x: found.rect.x, y: found.rect.y };
  }
}

function nameOf(char: string): string {
  if (char === ' ') return 'space';
  if (char === '\n' || char === '\r') return 'enter';
  if (char === '\t') return 'tab';
  return char === '+' ? 'plus' : char;
}
