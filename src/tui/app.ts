// Joins the parts of one terminal: device, input, connections, picture.
import type { Agent } from '../core/agent.ts';
import type { TreeNode } from '../core/tree.ts';
import type { ViewState } from '../core/view.ts';
import type { HubClient } from '../protocol/hub-client.ts';
import { createCopying } from './copying.ts';
import { frameOf } from './frame-of.ts';
import { linkHost } from './host-link.ts';
import { type Attached, linkHub } from './hub-link.ts';
import { leaveHovered } from './input/hover.ts';
import { createInput } from './input/input.ts';
import { compileKeymap } from './input/keymap.ts';
import { copyingIn, createInputContext, hasKeys } from './input-context.ts';
import { keyTaker } from './key-taker.ts';
import { createPaintScheduler } from './paint-scheduler.ts';
import { createPaneSizes } from './pane-sizes.ts';
import { clearTouched } from './panes/pane-grid.ts';
import { createPanes } from './panes/panes.ts';
import { createPerformer } from './perform.ts';
import { createPicture } from './picture.ts';
import { propsOf } from './picture-props.ts';
import { createStageLoader } from './stage-loader.ts';
import { focusOf, initialState, receiversOf, type UiState } from './state.ts';
import { tellColors } from './tell-colors.ts';
import { createModeMirror } from './terminal/mirror.ts';
import { openOuterTerminal } from './terminal/outer-terminal.ts';
import { createProbe, PROBE, PROBE_MS } from './terminal/probe.ts';
import { createTreeKeeper } from './tree-keeper.ts';
import { begun, createTyping } from './typing.ts';
import { createViewCopy, type LocalChange, tellHub } from './view-copy.ts';
import { boundTree } from './widgets/bounds.ts';

export interface AppOptions {
  readonly home: string;
  readonly safe: boolean;
  readonly onLeave: (code: number) => void;
  /** After every attach; a rejection ends the program with its message. */
  readonly onAttached: (attached: Attached, client: HubClient) => Promise<void>;
}

/** Takes over the terminal. Throws NoTerminalError where there is none. */
export function createApp(options: AppOptions): void {
  let state: UiState = initialState;
  let ended = false;
  let isTerminalFocused = true;
  let wantsMotion = false;
  const startedAt = performance.now();

  const set = (change: Partial<UiState>): void => {
    const before = receiversOf(state);
    state = { ...state, ...change };
    const now = receiversOf(state);
    if (now.join() !== before.join()) typing.changed(before, now);
    input.refresh();
    show();
  };
  const show = (): void => {
    wantsMotion = context().wantsMotion === true;
    if (!ended) picture.show(propsOf(state, input.state(), input.showsWhichKey(), focusedScreen()));
  };
  const focus = (): string | null => focusOf(state);
  const focusedScreen = () => {
    const agent = focus();
    return agent === null ? null : panes.screen(agent);
  };

  const panes = createPanes(
    (agent, screen) => {
      picture.update(agent, screen);
      clearTouched(screen);
      scheduler.dirty();
    },
    (agent) => copyMode.resubscribed(agent),
  );
  const typing = createTyping(panes, () => (isTerminalFocused ? mirror.now() : null));
  const sizes = createPaneSizes(
    (agent, size) => host.resize(agent, size),
    () => input.state().drag !== null,
  );
  const probe = createProbe(process.env);
  const mirror = createModeMirror({ kitty: () => probe.capabilities().kitty, mouse: () => true });
  const scheduler = createPaintScheduler({ busy: () => terminal.busy(), paint });

  function paint(): void {
    const focused = focus();
    const screen = focusedScreen();
    const { bytes, panes: laidOut } = picture.paint(focused, panes.screen);
    if (laidOut) {
      panes.want([...laidOut.map(({ agent }) => agent), ...begun(receiversOf(state))]);
      // Not those of the bare session that is shown until the widgets are laid out.
      if (picture.shown().tree) sizes.set(laidOut);
    }
    if (screen) loader.load();
    const keys = screen && hasKeys(state, input.state()) ? screen.modes : 0;
    const out = mirror.set(keys, wantsMotion) + bytes;
    if (out) terminal.write(out);
    // After the write: the host has time, the eye has not.
    panes.painted();
  }

  const terminal = openOuterTerminal({
    onData: (bytes) => input.feed(bytes),
    onResize(size) {
      picture.resize(size);
      const link = hub.client();
      void link?.peer.call('view.resize', { ...size }).catch(ignore);
    },
    onDrain: () => scheduler.drained(),
    onHangup: () => end(129),
    onResume() {
      mirror.reset();
      redraw();
    },
  });
  terminal.write(PROBE);
  const context = createInputContext({
    state: () => state,
    page: () => picture.page(),
    columns: () => terminal.size().columns,
    painted: () => picture.shown(),
    screen: panes.screen,
    outerModes: mirror.now,
  });
  const input = createInput({
    context,
    perform(effect) {
      if (effect.type === 'terminal-focus') isTerminalFocused = effect.focused;
      return performer.perform(effect);
    },
    onChange: show,
    isProbing: () => !probe.isDone() && performance.now() - startedAt < PROBE_MS,
  });
  const picture = createPicture({
    size: terminal.size(),
    traits: probe.capabilities(),
    onDirty: () => scheduler.dirty(),
    props: propsOf(state, input.state(), false, null),
  });

  const loader = createStageLoader({
    onLoaded: picture.enter,
    onFailed: (error) => end(1, `the user interface cannot be loaded: ${error.message}`),
    context,
    quietMs: scheduler.quietMs,
  });

  const { copyMode, copyMouse, copyText } = createCopying({
    panes,
    view: () => state.view,
    change: (given) => change(given),
    keymap: () => state.keymap,
    paint(agent, copying) {
      picture.copyMode(agent, copying, panes.screen(agent));
      scheduler.typed();
      scheduler.dirty();
    },
    write: (text) => terminal.write(text),
    hub: () => hub.client(),
  });
  const view = createViewCopy((change) => tellHub(hub.client(), change), takeView);
  /** Who goes on typing does so in the program in front, where there is one. */
  const change = (given: LocalChange): void =>
    view.change(given.mode === 'terminal' && state.taker !== null ? { ...given, mode: 'popup' } : given);
  const performer = createPerformer({
    view: () => state.view,
    front: focus,
    fields: () => context().fields,
    change,
    client: () => hub.client(),
    reached: () => hub.reached(),
    send(agent, modes, items) {
      scheduler.typed();
      typing.send(agent, modes, items);
      const shown = panes.screen(agent);
      if (shown) sizes.used(agent, shown.grid);
    },
    copy: (argument) => void copyMode.run(argument),
    copyMouse,
    linkAt: panes.linkAt,
    hover(node) {
      picture.hover(node);
      scheduler.dirty();
    },
    scrollBy: panes.scrollBy,
    onReply(raw) {
      if (probe.take(raw)) applyCapabilities();
    },
    redraw,
    leave: () => end(0),
  });

  let isTelling = false;
  function applyCapabilities(): void {
    picture.setTraits(probe.capabilities());
    scheduler.dirty();
    // All that a terminal answers at once is told at once.
    if (isTelling) return;
    isTelling = true;
    setImmediate(() => {
      isTelling = false;
      tellColors(probe.capabilities(), host.client(), hub.client());
    });
  }

  function redraw(): void {
    picture.invalidate();
    scheduler.dirty();
  }

  function takeView(view: ViewState): void {
    const before = state.view?.focus ?? null;
    set({ view });
    copyMode.follow(copyingIn(state));
    panes.scroll(view.scroll);
    if (view.focus !== before && view.focus !== null) sizes.assert();
  }

  function takeAgents(agents: readonly Agent[]): void {
    const before = new Map(state.agents.map(({ id, pid }) => [id, pid]));
    for (const { id, pid } of agents) if (before.has(id) && before.get(id) !== pid) panes.renew(id);
    set({ agents });
  }

  const trees = createTreeKeeper((tree, isFirst) => {
    set({ tree, taker: keyTaker(tree) });
    if (isFirst) input.restore(state.view?.drafts ?? {});
  });
  const hub = linkHub({
    home: options.home,
    safe: options.safe,
    size: () => terminal.size(),
    view: () => state.view?.id,
    handlers: {
      'view.tree': ({ columns, rows, tree }) => {
        const size = terminal.size();
        if (columns !== size.columns || rows !== size.rows) return null;
        trees.take(boundTree(tree as TreeNode).tree);
        return null;
      },
      'view.state': ({ state: said }) => done(() => view.take(said)),
      'view.keys': ({ keys }) => done(() => set({ keymap: compileKeymap(keys) })),
      'view.overlays': ({ overlays }) => done(() => set({ overlays })),
      'view.agents': ({ agents }) => done(() => takeAgents(agents)),
      'view.local': ({ action, argument }) => done(() => input.local(action, argument)),
      'view.clipboard': ({ text }) => done(() => copyText(text)),
      'view.selection': async () => ({ text: await copyMode.selected() }),
      'view.notify': (told) => done(() => terminal.notify(told)),
      'view.capture': () => frameOf(picture.grid(), picture.cursor(), picture.nodes()),
      'view.leave': () => done(() => end(0)),
    },
    onAttached(attached, client) {
      const { keys, overlays, agents } = attached;
      set({ keymap: compileKeymap(keys), overlays, agents, hubIsUp: true });
      view.attached(attached.state);
      trees.attached();
      applyCapabilities();
      if (!isTerminalFocused) void client.peer.call('view.focused', { focused: false }).catch(ignore);
      options.onAttached(attached, client).catch((error: Error) => end(1, error.message));
    },
    onDown: () => set({ hubIsUp: false }),
    onFailed: failed,
  });

  const host = linkHost({
    home: options.home,
    panes,
    onCopy: (channel, copying) => copyMode.moved(panes.agentOf(channel), copying),
    onUp() {
      set({ hostIsUp: true });
      applyCapabilities();
    },
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
    // Nobody is to see where the mouse was when somebody comes back.
    for (const effect of leaveHovered(input.state()).effects) void performer.perform(effect);
    for (const part of [loader, input, scheduler, sizes, trees, host, hub, terminal]) part.close();
    if (message) process.stderr.write(`botster-tui: ${message}\n`);
    options.onLeave(code);
  }
}

function ignore(): void {}

function done(act: () => void): null {
  act();
  return null;
}
