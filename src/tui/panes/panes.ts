// The sessions a terminal shows: one subscription each, its screen, and the input that goes to it.
// Survives a host connection that goes away: the same sessions are subscribed again on the next one, and
// what was typed meanwhile is sent in order.
import type { CopyRequest, CopyResult } from '../../core/copy-mode.ts';
import type { InputItem } from '../../protocol/input-codec.ts';
import type { RpcError } from '../../protocol/rpc.ts';
import type { ScreenUpdate } from '../../protocol/screen-codec.ts';
import type { Link } from '../links.ts';
import { scrollTarget } from '../scroll-target.ts';
import { applyUpdate, type PaneScreen } from './pane-grid.ts';

/** What panes need of a connection to the host. */
export interface PaneLink {
  subscribe(agent: string, scroll: number): Promise<number>;
  unsubscribe(channel: number): void;
  /** Resolves with where the host has scrolled to. */
  scroll(channel: number, lines: number): Promise<number>;
  copy(channel: number, request: CopyRequest): Promise<CopyResult>;
  linkAt(channel: number, x: number, y: number): Promise<Link | null>;
  resize(agent: string, columns: number, rows: number): void;
  input(channel: number, modes: number, items: readonly InputItem[]): void;
  acknowledge(channel: number, sequence: number): void;
}

interface Pane {
  readonly agent: string;
  channel: number | null;
  screen: PaneScreen | null;
  /** Lines above the live screen that the person asked for. */
  scroll: number;
  /** How often the host was asked to scroll there and has not answered. */
  unanswered: number;
  /** Where it said that it is, until an update shows it. */
  told: number | null;
  /** Update to acknowledge once it is painted. */
  unacknowledged: number | null;
  readonly queued: { readonly modes: number; readonly items: readonly InputItem[] }[];
  /** Commands of copy mode that wait for a channel; told false when there will be none. */
  readonly waiting: ((isUp: boolean) => void)[];
}

/** Input kept for a session that cannot be reached; beyond it the oldest is dropped. */
const MAX_QUEUED = 1000;

export interface Panes {
  /** A connection is up (or gone, with null): subscribes what is wanted on it. */
  connect(link: PaneLink | null): void;
  /** Exactly these sessions are wanted from now on. */
  want(agents: readonly string[]): void;
  /** These sessions are wanted too, until the next `want`. */
  need(agents: readonly string[]): void;
  screen(agent: string): PaneScreen | null;
  /** Another program runs under this id now: its session is subscribed in place of the old one. */
  renew(agent: string): void;
  input(agent: string, modes: number, items: readonly InputItem[]): void;
  /** Lines above the live screen by agent, of those that are not shown too; the others follow their output. */
  scroll(lines: Readonly<Record<string, number>>): void;
  /** Scrolls a session that is shown by a step (`scrollTarget`); where that leads, null where it is not shown. */
  scrollBy(agent: string, step: string): number | null;
  /**
   * A command of copy mode, in turn: while the host is being replaced it waits for the next one. Null where the
   * session is gone or the command was refused.
   */
  copy(agent: string, request: CopyRequest): Promise<CopyResult | null>;
  /** The link at a cell of what is shown of a session; null where there is none, or nobody can say. */
  linkAt(agent: string, x: number, y: number): Promise<Link | null>;
  /** Where copy mode has scrolled to by itself. */
  scrolledTo(agent: string, lines: number): void;
  /** The session of a channel of the host's. */
  agentOf(channel: number): string | null;
  resize(agent: string, columns: number, rows: number): void;
  receive(update: ScreenUpdate): void;
  /** All that was received is on the screen: the host may send more. */
  painted(): void;
}

/**
 * `onChange` is called for every screen that changed, `onSubscribed` when a session can be reached, before anything
 * that waited for it is sent.
 */
export function createPanes(
  onChange: (agent: string, screen: PaneScreen) => void,
  onSubscribed: (agent: string) => void = () => {},
): Panes {
  const panes = new Map<string, Pane>();
  const byChannel = new Map<number, Pane>();
  /** Updates can overtake the answer that names their channel. */
  const early = new Map<number, ScreenUpdate[]>();
  let link: PaneLink | null = null;
  let scrolled: Readonly<Record<string, number>> = {};

  const subscribe = async (pane: Pane): Promise<void> => {
    const used = link;
    if (!used) return;
    const asked = pane.scroll;
    let channel: number;
    try {
      channel = await used.subscribe(pane.agent, asked);
    } catch {
      // The session is gone, or the connection: either way the next want() or connect() decides.
      return;
    }
    if (link !== used) return;
    if (panes.get(pane.agent) !== pane) {
      used.unsubscribe(channel);
      return;
    }
    pane.channel = channel;
    byChannel.set(channel, pane);
    if (pane.scroll !== asked) scrollTo(pane, pane.scroll);
    onSubscribed(pane.agent);
    for (const { modes, items } of pane.queued.splice(0)) used.input(channel, modes, items);
    for (const wake of pane.waiting.splice(0)) wake(true);
    for (const update of early.get(channel) ?? []) take(pane, update);
    early.delete(channel);
  };

  const take = (pane: Pane, update: ScreenUpdate): void => {
    pane.screen = applyUpdate(pane.screen, update);
    pane.told = null;
    pane.unacknowledged = update.sequence;
    onChange(pane.agent, pane.screen);
  };

  const scrollTo = (pane: Pane, lines: number): void => {
    pane.scroll = lines;
    const used = link;
    if (!used || pane.channel === null) return;
    pane.unanswered++;
    const answered = (at: number | null): void => {
      if (link !== used) return;
      pane.unanswered--;
      pane.told = at;
    };
    used.scroll(pane.channel, lines).then(answered, () => answered(null));
  };
  /** Where it will be once all that was asked for is done: turns of a wheel come faster than pictures. */
  const placeOf = (pane: Pane, { scroll }: PaneScreen): number =>
    pane.unanswered > 0 ? pane.scroll : (pane.told ?? scroll);

  const drop = (pane: Pane): void => {
    panes.delete(pane.agent);
    for (const wake of pane.waiting.splice(0)) wake(false);
    if (pane.channel === null) return;
    byChannel.delete(pane.channel);
    link?.unsubscribe(pane.channel);
  };

  const add = (agent: string): void => {
    const scroll = scrolled[agent] ?? 0;
    const nothing = { channel: null, screen: null, unanswered: 0, told: null, unacknowledged: null };
    const pane: Pane = { agent, scroll, ...nothing, queued: [], waiting: [] };
    panes.set(agent, pane);
    void subscribe(pane);
  };

  const need = (agents: Iterable<string>): void => {
    for (const agent of agents) if (!panes.has(agent)) add(agent);
  };

  return {
    connect(next) {
      link = next;
      byChannel.clear();
      early.clear();
      for (const pane of panes.values()) {
        Object.assign(pane, { channel: null, unanswered: 0, told: null, unacknowledged: null });
        if (link) void subscribe(pane);
      }
    },
    want(agents) {
      const wanted = new Set(agents);
      for (const pane of [...panes.values()]) if (!wanted.has(pane.agent)) drop(pane);
      need(wanted);
    },
    need,
    screen: (agent) => panes.get(agent)?.screen ?? null,
    renew(agent) {
      const pane = panes.get(agent);
      if (!pane) return;
      drop(pane);
      add(agent);
    },
    input(agent, modes, items) {
      const pane = panes.get(agent);
      if (!pane) return;
      if (link && pane.channel !== null) {
        link.input(pane.channel, modes, items);
        return;
      }
      pane.queued.push({ modes, items });
      if (pane.queued.length > MAX_QUEUED) pane.queued.shift();
    },
    scroll(lines) {
      scrolled = lines;
      for (const pane of panes.values()) {
        const wanted = scrolled[pane.agent] ?? 0;
        if (pane.scroll !== wanted) scrollTo(pane, wanted);
      }
    },
    scrollBy(agent, step) {
      const pane = panes.get(agent);
      if (!pane?.screen) return null;
      const at = placeOf(pane, pane.screen);
      const lines = scrollTarget(step, { ...pane.screen, scroll: at });
      if (lines !== at) scrollTo(pane, lines);
      return lines;
    },
    async copy(agent, request) {
      const pane = panes.get(agent);
      if (!pane) return null;
      const isUp = (): Promise<boolean> => new Promise((resolve) => pane.waiting.push(resolve));
      if ((!link || pane.channel === null) && !(await isUp())) return null;
      for (;;) {
        try {
          return await link!.copy(pane.channel!, request);
        } catch (error) {
          // The host has gone while it was asked: the next one is.
          if (!isClosed(error) || !(await isUp())) return null;
        }
      }
    },
    async linkAt(agent, x, y) {
      const channel = panes.get(agent)?.channel ?? null;
      if (!link || channel === null || x < 0 || y < 0) return null;
      return link.linkAt(channel, x, y).catch(() => null);
    },
    scrolledTo(agent, lines) {
      const pane = panes.get(agent);
      if (pane) pane.scroll = lines;
    },
    agentOf: (channel) => byChannel.get(channel)?.agent ?? null,
    resize(agent, columns, rows) {
      link?.resize(agent, columns, rows);
    },
    receive(update) {
      const pane = byChannel.get(update.channel);
      if (pane) take(pane, update);
      else early.set(update.channel, [...(early.get(update.channel) ?? []), update]);
    },
    painted() {
      for (const pane of byChannel.values()) {
        if (pane.unacknowledged === null) continue;
        link?.acknowledge(pane.channel!, pane.unacknowledged);
        pane.unacknowledged = null;
      }
    },
  };
}

function isClosed(error: unknown): boolean {
  return ((error as Partial<RpcError>).data as { kind?: string } | undefined)?.kind === 'closed';
}
