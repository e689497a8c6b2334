// The control plane: what the hub offers over hub.sock and every session's own socket, JSON-RPC 2.0, one
// message a line (contract.md 2-4). A caller on a session's socket *is* that session; on hub.sock it is
// the user.
import * as v from 'valibot';
import type { Agent } from '../core/agent.ts';
import type { CompletionAsk } from '../core/completion.ts';
import type { FormAnswer } from '../core/form.ts';
import type { Frame } from '../core/frame.ts';
import { type KeyTable, localActions } from '../core/key-table.ts';
import { outerWays } from '../core/notification.ts';
import type { Overlays } from '../core/overlay.ts';
import type { ViewCopyMode, ViewState } from '../core/view.ts';
import { exchangeMethods } from './hub-exchange-api.ts';
import { launchMethods } from './hub-launch-api.ts';
import { luaMethods } from './hub-lua-api.ts';
import { count, dimension, done, nothing, receipt, ref, seconds, shape, text } from './hub-schemas.ts';
import { stateMethods } from './hub-state-api.ts';
import type { Methods } from './rpc.ts';

export const HUB_PROTOCOL = { min: 1, max: 1 } as const;

/** A line longer than this closes the connection. */
export const MAX_LINE_BYTES = 1 << 20;

/** Lines of history of one agent: some 230 MB where they are 200 columns wide. */
export const MAX_SCROLLBACK = 100_000;

/** Characters of one copy. */
export const MAX_COPY = 250_000;

const viewResult = v.object({ state: shape<ViewState>(), table_version: v.number() });

export const hubMethods = {
  hello: {
    params: v.object({
      protocol: v.object({ min: v.number(), max: v.number() }),
      client: v.picklist(['tui', 'cli']),
    }),
    result: v.object({
      protocol: v.number(),
      version: text,
      pid: v.number(),
      home: text,
      /** Changes with every start of the hub. */
      boot: text,
      /** The session whose socket this is; null for the user. */
      agent: v.nullable(text),
    }),
  },

  // Agents. `id` is an id, a unique prefix of one, or a name.
  'agent.new': {
    params: v.object({
      argv: v.pipe(v.array(text), v.minLength(1)),
      name: v.optional(text),
      cwd: text,
      env: v.record(text, text),
      columns: v.optional(dimension),
      rows: v.optional(dimension),
      /** Lines of history. */
      scrollback: v.optional(v.pipe(count, v.maxValue(MAX_SCROLLBACK))),
      focus: v.optional(v.boolean(), false),
      view: v.optional(text),
    }),
    result: shape<Agent>(),
  },
  'agent.list': { params: nothing, result: v.object({ agents: v.array(shape<Agent>()) }) },
  'agent.read': {
    params: v.object({
      id: ref,
      lines: v.optional(count),
      scrollback: v.optional(v.boolean(), false),
      ansi: v.optional(v.boolean(), false),
    }),
    result: v.object({
      lines: v.array(text),
      cursor: v.object({ x: v.number(), y: v.number(), visible: v.boolean() }),
      columns: v.number(),
      rows: v.number(),
    }),
  },
  /** Straight from the user and into the caller itself; from one agent into another as `agent.deliver`. */
  'agent.send': {
    params: v.object({ id: ref, text, enter: v.optional(v.boolean(), false) }),
    result: v.nullish(receipt),
  },
  'agent.keys': { params: v.object({ id: ref, keys: v.array(text) }), result: done },
  'agent.wait': {
    params: v.object({ id: ref, until: text, timeout: v.optional(seconds) }),
    result: v.object({ met: v.boolean(), text: v.optional(text) }),
  },
  'agent.kill': {
    params: v.object({ id: ref, force: v.optional(v.boolean(), false) }),
    result: shape<Agent>(),
  },
  'agent.rename': { params: v.object({ id: ref, name: text }), result: shape<Agent>() },
  'agent.focus': { params: v.object({ id: ref, view: v.optional(text) }), result: shape<Agent>() },
  'agent.restart': { params: v.object({ id: ref }), result: shape<Agent>() },

  ...exchangeMethods,
  ...launchMethods,
  ...luaMethods,
  ...stateMethods,

  // Views. A tui calls these for the view it attached.
  'view.attach': {
    params: v.object({
      columns: dimension,
      rows: dimension,
      /** A view to take up again, after a reconnect. */
      view: v.optional(text),
      safe: v.optional(v.boolean(), false),
    }),
    result: v.object({
      state: shape<ViewState>(),
      keys: shape<KeyTable>(),
      overlays: shape<Overlays>(),
      agents: v.array(shape<Agent>()),
    }),
  },
  'view.detach': { params: nothing, result: done },
  /** What the outer terminal looks like and can do, as far as it said (core/view.ts). */
  'view.colors': {
    params: v.object({
      foreground: v.optional(text),
      background: v.optional(text),
      none: v.optional(v.boolean()),
      depth: v.optional(text),
      kitty: v.optional(v.boolean()),
      synchronized: v.optional(v.boolean()),
      name: v.optional(text),
    }),
    result: done,
  },
  'view.resize': { params: v.object({ columns: dimension, rows: dimension }), result: done },
  /** Changes that the tui has already made on its own. */
  'view.set': {
    params: v.object({
      mode: v.optional(text),
      focus: v.optional(v.nullable(text)),
      selected: v.optional(v.nullable(text)),
      scroll: v.optional(v.record(text, v.number())),
      copy: v.optional(v.nullable(shape<ViewCopyMode>())),
      drafts: v.optional(v.record(text, text)),
    }),
    result: done,
  },
  /** A binding that runs Lua. The answer is the state to go on with, and ends the input barrier. */
  'view.key': { params: v.object({ boot: text, mode: text, keys: v.array(text) }), result: viewResult },
  /** Something happened to a widget: `click`, `select`, `change`, `submit`, `close`, … */
  'view.event': {
    params: v.object({ boot: text, path: text, event: text, args: v.optional(v.unknown()) }),
    result: viewResult,
  },
  /** The answer to a prompt; null when it was left. */
  'view.answer': {
    params: v.object({
      prompt: text,
      value: v.nullable(v.union([text, v.boolean(), v.number(), shape<FormAnswer | CompletionAsk>()])),
    }),
    result: viewResult,
  },
  /** The terminal got the focus, or lost it. */
  'view.focused': { params: v.object({ focused: v.boolean() }), result: done },
  /** Text that was copied in this terminal, which has its own clipboard already. */
  'view.copied': {
    params: v.object({
      text: v.pipe(text, v.maxLength(MAX_COPY)),
      agent: text,
      /** There was more of it. */
      cut: v.optional(v.boolean(), false),
      /** Bytes that the outer terminal was sent, where that is not all. */
      sent: v.optional(count),
    }),
    result: done,
  },
  'view.dismiss': { params: v.object({ id: text }), result: done },
  'view.safe': { params: v.object({ on: v.optional(v.boolean()) }), result: v.object({ on: v.boolean() }) },

  frame: {
    params: v.object({ view: v.optional(text), columns: v.optional(dimension), rows: v.optional(dimension) }),
    /** `frame` from a client's screen, else the `tree` text to draw at that size by the caller. */
    result: v.object({
      frame: v.optional(shape<Frame>()),
      tree: v.optional(text),
      state: v.optional(shape<ViewState>()),
      overlays: v.optional(shape<Overlays>()),
      keys: v.optional(shape<KeyTable>()),
    }),
  },

  /** Tells Lua of something that happened elsewhere. `tool:before` and other `before` events can be refused. */
  'event.emit': {
    params: v.object({
      type: v.pipe(text, v.minLength(3), v.maxLength(100)),
      payload: v.optional(v.record(text, v.unknown()), {}),
    }),
    result: shape<EventOutcome>(),
  },

  /**
   * Events after number `after`, as soon as there are some, an empty list after `timeout` seconds (25 unless said).
   * Without `after` at once, where the numbers stand now.
   */
  'event.next': {
    params: v.object({
      after: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
      timeout: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(60))),
    }),
    result: v.object({
      events: v.array(v.object({ seq: v.number(), at: v.number(), type: text, payload: v.unknown() })),
      last: v.number(),
      missed: v.number(),
    }),
  },

  status: {
    params: nothing,
    result: v.object({
      pid: v.number(),
      version: text,
      boot: text,
      home: text,
      safe: v.boolean(),
      host: v.nullable(v.object({ pid: v.number(), version: text })),
      clients: v.number(),
      agents: v.number(),
      generation: v.number(),
    }),
  },
  /** Ends hub and clients; with `all` the agents and the host too. */
  stop: { params: v.object({ all: v.optional(v.boolean(), false) }), result: done },
} satisfies Methods;
export type HubMethods = typeof hubMethods;

/** What became of an event. */
export interface EventOutcome {
  readonly cancelled: boolean;
  readonly reason?: string;
  /** A handler took the place of what would have happened, with `result`. */
  readonly handled: boolean;
  readonly result?: unknown;
  /** As the last handler left it. */
  readonly payload?: unknown;
}

/** What the hub tells, and asks of, an attached tui. */
export const viewEvents = {
  /** The tree for the view at `columns` x `rows`, numbered; sent unparsed. */
  'view.tree': {
    params: v.object({ number: v.number(), columns: v.number(), rows: v.number(), tree: v.unknown() }),
    result: done,
  },
  'view.state': { params: v.object({ state: shape<ViewState>() }), result: done },
  'view.keys': { params: v.object({ keys: shape<KeyTable>() }), result: done },
  'view.overlays': { params: v.object({ overlays: shape<Overlays>() }), result: done },
  'view.agents': { params: v.object({ agents: v.array(shape<Agent>()) }), result: done },
  /** An action of the terminal side (core/key-table.ts) that Lua ran. */
  'view.local': {
    params: v.object({ action: v.picklist(localActions), argument: v.optional(text) }),
    result: done,
  },
  /** Text for the outer terminal's clipboard. */
  'view.clipboard': { params: v.object({ text }), result: done },
  /** Answered with what is selected in copy mode; null where nothing is. */
  'view.selection': { params: nothing, result: v.object({ text: v.nullable(text) }) },
  /** To be written to the terminal as it takes notifications; `way` as in core/notification.ts. */
  'view.notify': {
    params: v.object({ way: v.picklist(outerWays), title: text, message: text }),
    result: done,
  },
  /** Answered with the screen as last painted. */
  'view.capture': { params: nothing, result: shape<Frame>() },
  /** The client is to leave with exit 0 and start nothing again. */
  'view.leave': { params: v.object({ reason: text }), result: done },
} satisfies Methods;
export type ViewEvents = typeof viewEvents;
