// Joins the parts of one terminal: device, keys, connections, picture.
import type { Binding } from '../core/key-table.ts';
import type { ViewState } from '../core/view.ts';
import type { HubClient } from '../protocol/hub-client.ts';
import { colorDepth } from './color-depth.ts';
import { frameOf } from './frame-of.ts';
import { linkHost } from './host-link.ts';
import { type Attached, linkHub } from './hub-link.ts';
import { createInputParser } from './input/parser.ts';
import { createKeyHandler } from './key-handler.ts';
import { createPaintScheduler } from './paint-scheduler.ts';
import { createPaneSizes } from './pane-sizes.ts';
import { clearTouched } from './panes/pane-grid.ts';
import { createPanes } from './panes/panes.ts';
import { createPicture } from './picture.tsx';
import { propsOf } from './picture-props.ts';
import { scrollTarget } from './scroll-target.ts';
import { initialState, type UiState } from './state.ts';
import { createModeMirror } from './terminal/mirror.ts';
import { ENTER, LEAVE, restoreOnExit } from './terminal/restore.ts';
import { openTty } from './terminal/tty.ts';

export interface AppOptions {
  readonly home: string;
  readonly safe: boolean;
  readonly onLeave: (code: number) => void;
  /** After every attach; a rejection ends the program with its message. */
  readonly onAttached: (attached: Attached, client: HubClient) => Promise<void>;
}

/** After so long the keys that may follow a prefix are shown. */
const WHICH_KEY_MS = 400;
/** A lone escape byte is the escape key when nothing follows for so long. */
const ESCAPE_MS = 25;

/** Takes over the terminal. Throws NoTerminalError where there is none. */
export function createApp(options: AppOptions): void {
  let state: UiState = initialState;
  let whichKeyTimer: NodeJS.Timeout | undefined;
  let escapeTimer: NodeJS.Timeout | undefined;
  let ended = false;

  const set = (change: Partial<UiState>): void => {
    state = { ...state, ...change };
    if (!ended) picture.show(propsOf(state));
  };
  const focus = (): string | null => state.view?.focus ?? null;
  const mode = (): string => state.view?.mode ?? 'terminal';
  const hasKeys = (): boolean => state.keys.modes.find(({ name }) => name === mode())?.fallback === 'pty';

  const panes = createPanes((agent, screen) => {
    picture.update(agent, screen);
    scheduler.dirty();
  });
  const sizes = createPaneSizes((agent, size) => host.resize(agent, size));
  const mirror = createModeMirror({ kitty: () => false });
  const scheduler = createPaintScheduler({ busy: () => tty.busy(), paint });

  function paint(): void {
    const focused = focus();
    const screen = focused === null ? null : panes.screen(focused);
    const { bytes, panes: laidOut } = picture.paint(focused, panes.screen);
    if (laidOut) {
      panes.want([...laidOut.map(({ agent }) => agent), ...(focused === null ? [] : [focused])]);
      if (state.tree) sizes.set(laidOut);
    }
    for (const { agent } of laidOut ?? []) {
      const shown = panes.screen(agent);
      if (shown) clearTouched(shown);
    }
    if (screen) clearTouched(screen);
    panes.painted();
    const out = mirror.set(screen && hasKeys() ? screen.modes : 0) + bytes;
    if (out) tty.write(out);
  }

  const tty = openTty({
    onData(bytes) {
      clearTimeout(escapeTimer);
      keys.take(parser.feed(bytes));
      if (parser.pending())
        escapeTimer = setTimeout(() => keys.take(parser.flush()), hasKeys() ? 1 : ESCAPE_MS);
    },
    onResize(size) {
      picture.resize(size);
      void hub
        .client()
        ?.peer.call('view.resize', { ...size })
        .catch(ignore);
    },
    onDrain: () => scheduler.drained(),
    onHangup: () => end(129),
  });
  const stopRestoring = restoreOnExit(() => tty.writeNow(LEAVE));
  tty.write(ENTER);
  const picture = createPicture({
    size: tty.size(),
    colors: colorDepth(process.env),
    onDirty: () => scheduler.dirty(),
    props: propsOf(state),
  });
  const parser = createInputParser();

  const keys = createKeyHandler({
    table: () => state.keys,
    mode,
    send(items) {
      const agent = focus();
      if (agent === null) return;
      scheduler.typed();
      panes.input(agent, mirror.now(), items);
    },
    runLocal,
    async runRemote(inMode, typed) {
      const client = hub.client();
      if (!client) return;
      const { state: view } = await client.peer.call('view.key', {
        boot: client.boot,
        mode: inMode,
        keys: [...typed],
      });
      takeView(view);
    },
    reserved: (action) =>
      action === 'detach' ? end(0) : void hub.client()?.peer.call('view.safe', {}).catch(ignore),
    pending(chords) {
      clearTimeout(whichKeyTimer);
      if (chords.length > 0) whichKeyTimer = setTimeout(() => set({ showsWhichKey: true }), WHICH_KEY_MS);
      if (chords.length > 0 || state.showsWhichKey) set({ pending: chords, showsWhichKey: false });
      else state = { ...state, pending: chords };
    },
  });

  function runLocal({ target }: Pick<Binding, 'target'>): void {
    if (target.kind !== 'local' || !state.view) return;
    if (target.action === 'detach') end(0);
    else if (target.action === 'mode.set' && target.argument) changeView({ mode: target.argument });
    else if (target.action === 'scroll') scrollBy(target.argument ?? 'up');
    else if (target.action === 'redraw') {
      picture.invalidate();
      scheduler.dirty();
    }
  }

  function scrollBy(step: string): void {
    const agent = focus();
    const screen = agent === null ? null : panes.screen(agent);
    if (agent === null || !screen) return;
    const lines = scrollTarget(step, screen);
    panes.scroll(agent, lines);
    changeView({ scroll: { ...state.view!.scroll, [agent]: lines } });
  }

  /** Changes the view here at once, and tells the hub. */
  function changeView(change: Partial<Pick<ViewState, 'mode' | 'scroll'>>): void {
    if (!state.view) return;
    set({ view: { ...state.view, ...change } });
    void hub
      .client()
      ?.peer.call('view.set', { ...change })
      .catch(ignore);
  }

  function takeView(view: ViewState): void {
    const focusMoved = view.focus !== focus();
    set({ view });
    for (const [agent, lines] of Object.entries(view.scroll)) panes.scroll(agent, lines);
    if (focusMoved && view.focus !== null) sizes.assert();
  }

  const hub = linkHub({
    home: options.home,
    safe: options.safe,
    size: () => tty.size(),
    view: () => state.view?.id,
    handlers: {
      'view.tree': ({ columns, rows, tree }) => {
        const size = tty.size();
        if (columns === size.columns && rows === size.rows) set({ tree: tree as UiState['tree'] });
        return null;
      },
      'view.state': ({ state: view }) => done(() => takeView(view)),
      'view.keys': ({ keys: table }) => done(() => set({ keys: table })),
      'view.overlays': ({ overlays }) => done(() => set({ overlays })),
      'view.agents': ({ agents }) => done(() => set({ agents })),
      'view.local': ({ action, argument }) =>
        done(() =>
          runLocal({ target: { kind: 'local', action, ...(argument === undefined ? {} : { argument }) } }),
        ),
      'view.capture': () => frameOf(picture.grid(), picture.cursor(), picture.nodes()),
      'view.leave': () => done(() => end(0)),
    },
    onAttached(attached, client) {
      set({ keys: attached.keys, overlays: attached.overlays, agents: attached.agents, hubIsUp: true });
      takeView(attached.state);
      options.onAttached(attached, client).catch((error: Error) => end(1, error.message));
    },
    onDown: () => set({ hubIsUp: false }),
    onFailed: failed,
  });

  const host = linkHost({
    home: options.home,
    panes,
    onUp: () => set({ hostIsUp: true }),
    onDown: () => set({ hostIsUp: false }),
    onFailed: failed,
  });

  /** Before the first attach there is nothing to fall back on; later it is tried again for ever. */
  function failed(error: Error): void {
    if (!state.view) end(1, error.message);
  }

  function end(code: number, message?: string): void {
    if (ended) return;
    ended = true;
    for (const timer of [whichKeyTimer, escapeTimer]) clearTimeout(timer);
    stopRestoring();
    scheduler.close();
    sizes.close();
    host.close();
    hub.close();
    tty.writeNow(LEAVE);
    tty.close();
    if (message) process.stderr.write(`botster-tui: ${message}\n`);
    options.onLeave(code);
  }
}

function ignore(): void {}

function done(act: () => void): null {
  act();
  return null;
}
