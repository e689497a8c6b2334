// The terminals and what they have been shown: agents, the state of their view, overlays, keys, trees. Each
// is sent what it does not have; many changes at once are sent together.
import type { KeyTable, LocalAction } from '../core/key-table.ts';
import type { Size } from '../core/size.ts';
import type { Agents } from './agents.ts';
import type { Client } from './client.ts';
import type { OverlayStore } from './overlays.ts';
import { createRenderer } from './render.ts';
import { createThrottle } from './throttle.ts';
import { agentsInTree } from './unread.ts';
import type { Views } from './views.ts';

export interface Audience {
  readonly clients: Set<Client>;
  /** Something that can be seen is different; `urgent` where somebody waits to see it. */
  changed(urgent: boolean): void;
  /** As `changed`, for what no layout shows: nothing is drawn anew. */
  show(): void;
  /** Sends one terminal, now, what it does not have but for its tree. */
  tell(client: Client): void;
  /** A view may look different now; without a view, every one. */
  redraw(view?: string): void;
  /** As `redraw`; resolves when the view's terminals have been sent what it looks like from now on. */
  drawn(view: string): Promise<void>;
  attach(client: Client, view: string): void;
  detach(client: Client): void;
  /** Its terminal got the focus, or lost it. */
  focused(client: Client, isFocused: boolean): void;
  /** A terminal of each attached view of which none has the focus; with `all` also of the others. */
  voices(all: boolean): Client[];
  /** The agents that somebody can see: shown in a terminal that has the focus. The same list while it holds. */
  inSight(): readonly string[];
  /** Some attached terminal has the focus. */
  isWatched(): boolean;
  keysAre(keys: KeyTable): void;
  /** Has the terminals of a view do something that only they can. */
  local(view: string | undefined, action: LocalAction, argument: string | undefined): void;
  leave(reason: string): void;
  close(): void;
}

/** Changes that nobody waits for are shown this often at most. */
const CALM_MS = 100;

export function createAudience(options: {
  readonly agents: Agents;
  readonly views: Views;
  readonly overlays: OverlayStore;
  /** JSON text of a view's tree. */
  readonly render: (view: string, size: Size) => Promise<string>;
  /**
   * Which agents attached terminals show, after every change; those of them are in sight whose terminal has the
   * focus.
   */
  readonly onSeen: (shown: ReadonlySet<string>, inSight: ReadonlySet<string>) => void;
  /** Others are in sight. */
  readonly onSight: () => void;
  readonly onError: (message: string) => void;
}): Audience {
  const { agents, views, overlays } = options;
  const clients = new Set<Client>();
  /** Agents whose terminals a view shows, besides the focused one. */
  const shown = new Map<string, readonly string[]>();
  let inSight: readonly string[] = [];

  const renderer = createRenderer({
    target: (view) => (views.isAttached(view) ? views.get(view) : undefined),
    render: options.render,
    send(view, number, { columns, rows }, tree) {
      shown.set(view, agentsInTree(tree));
      const params = `{"number":${number},"columns":${columns},"rows":${rows},"tree":${tree}}`;
      for (const client of clients) {
        if (client.view !== view) continue;
        // What a tree shows as focused has the keys before it can be seen.
        tell(client);
        client.push('view.tree', params);
      }
      look();
    },
    onError: (view, error) => options.onError(`render of ${view}: ${error.message}`),
  });
  const hasFocus = (view: string): boolean =>
    [...clients].some((client) => client.view === view && client.isFocused);
  const look = (): void => {
    const of = (ids: readonly string[]): Set<string> =>
      new Set(ids.flatMap((view) => [views.get(view)?.focus ?? '', ...(shown.get(view) ?? [])]));
    const attached = views.attached();
    const seen = of(attached.filter(hasFocus));
    const ids = [...seen].filter((id) => id !== '').sort();
    if (ids.join() !== inSight.join()) {
      inSight = ids;
      options.onSight();
    }
    options.onSeen(of(attached), seen);
  };
  const show = (): void => {
    const agentsText = JSON.stringify({ agents: agents.list() });
    for (const client of clients) tell(client, agentsText);
  };
  const tell = (client: Client, agentsText = JSON.stringify({ agents: agents.list() })): void => {
    const state = client.view === null ? undefined : views.get(client.view);
    if (!state) return;
    client.push('view.agents', agentsText);
    client.push('view.state', JSON.stringify({ state }));
    client.push('view.overlays', JSON.stringify({ overlays: overlays.of(state.id) }));
  };
  const soon = createThrottle(0, () => {
    look();
    show();
  });
  const calm = createThrottle(CALM_MS, () => {
    look();
    show();
    renderer.dirty();
  });

  return {
    clients,
    changed: (urgent) => calm.call(urgent),
    show: () => soon.call(),
    tell: (client) => tell(client),
    redraw: (view) => renderer.dirty(view),
    drawn: (view) => renderer.drawn(view),
    attach(client, view) {
      client.view = view;
      renderer.attached(view);
    },
    detach(client) {
      const { view } = client;
      client.view = null;
      if (view === null) return;
      views.release(view);
      if (views.isAttached(view)) return;
      renderer.detached(view);
      shown.delete(view);
    },
    focused(client, isFocused) {
      if (client.isFocused === isFocused) return;
      client.isFocused = isFocused;
      look();
    },
    inSight: () => inSight,
    isWatched: () => views.attached().some(hasFocus),
    voices: (all) =>
      views
        .attached()
        .filter((view) => all || !hasFocus(view))
        .flatMap((view) => [...clients].findLast((client) => client.view === view) ?? []),
    keysAre(keys) {
      const text = JSON.stringify({ keys });
      for (const client of clients) client.push('view.keys', text);
    },
    local(view, action, argument) {
      const params = { action, ...(argument === undefined ? {} : { argument }) };
      for (const client of clients) if (client.view === view) client.peer.notify('view.local', params);
    },
    leave(reason) {
      for (const client of clients) client.leave(reason);
    },
    close() {
      calm.close();
      soon.close();
    },
  };
}
