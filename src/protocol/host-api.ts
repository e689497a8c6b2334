// What the host offers over host.sock, besides the binary frames (architecture.md 3).
//
// The version is a range: a host serves every client whose range meets its own. What is only added (a
// method, a parameter that may be left out, a field of an answer) raises nothing. A new type of journal
// entry, and whatever changes what is there, raises max; what is taken away raises min. `hello`,
// `handoff` and `shutdown` mean the same in every version, so that any client can replace or end any host.
import * as v from 'valibot';
import type { CopyResult, CopyState } from '../core/copy-mode.ts';
import { copyRequest } from './host-copy.ts';
import type { Methods } from './rpc.ts';

export const HOST_PROTOCOL = { min: 1, max: 1 } as const;

/** For clients that call nothing but what every version has. */
export const ANY_HOST_PROTOCOL = { min: 1, max: Number.MAX_SAFE_INTEGER } as const;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const dimension = v.pipe(v.number(), v.integer());
const nothing = v.object({});
const done = v.nullish(v.unknown());
const shape = <T>() => v.custom<T>((value) => typeof value === 'object' && value !== null);

export const SessionInfo = v.object({
  id,
  pid: v.number(),
  argv: v.array(v.string()),
  cwd: v.string(),
  columns: v.number(),
  rows: v.number(),
  title: v.string(),
  /** Milliseconds since the epoch; last_* are 0 when it never happened. */
  created_at: v.number(),
  last_output_at: v.number(),
  last_input_at: v.number(),
  status: v.picklist(['running', 'exited']),
  exit_code: v.nullish(v.number()),
  signal: v.nullish(v.string()),
  /** It has ended, and nobody can tell how: an earlier host had started it. */
  exit_unknown: v.optional(v.boolean()),
  /** Opaque to the host: what the hub wants to find again. At most 64 KB. */
  meta: v.string(),
});
export type SessionInfo = v.InferOutput<typeof SessionInfo>;

export const JournalEntry = v.object({
  seq: v.number(),
  at: v.number(),
  session: id,
  type: v.picklist([
    'started',
    'exited',
    'bell',
    'title',
    'notification',
    'mark',
    'cwd',
    'progress',
    'clipboard',
    'rebuilt',
  ]),
  /** Depends on the type: {title} · {exit_code, signal, exit_unknown?} · {text, title?} · {bytes, base64?} · {mark, exit_code?} · {cwd} · {state, value} */
  data: v.record(v.string(), v.unknown()),
});
export type JournalEntry = v.InferOutput<typeof JournalEntry>;

/** What a session shows, and what its program has told its terminal of what it does. Times as in SessionInfo. */
export const SessionLook = v.object({
  session: id,
  pid: v.number(),
  /** The live screen, trailing blanks trimmed; the last rows where all would be too much. */
  lines: v.array(v.string()),
  cursor: v.object({ x: v.number(), y: v.number(), visible: v.boolean() }),
  columns: v.number(),
  rows: v.number(),
  title: v.string(),
  alternate: v.boolean(),
  /** OSC 9;4. */
  progress: v.nullable(v.object({ state: v.number(), value: v.number() })),
  /** OSC 133. */
  mark: v.nullable(v.object({ mark: v.string(), exit_code: v.optional(v.number()) })),
  last_output_at: v.number(),
  last_input_at: v.number(),
  /** The program that has the terminal's keyboard; null where that cannot be told. */
  foreground: v.nullable(v.object({ pid: v.number(), argv: v.array(v.string()) })),
});
export type SessionLook = v.InferOutput<typeof SessionLook>;

/** As many screens as fit into one answer. */
export const MAX_LOOKS = 16;

const Rgb = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i));

export const hostMethods = {
  hello: {
    params: v.object({
      protocol: v.object({ min: v.number(), max: v.number() }),
      client: v.picklist(['hub', 'tui', 'cli']),
    }),
    result: v.object({
      protocol: v.number(),
      pid: v.number(),
      boot: v.string(),
      version: v.string(),
      started_at: v.number(),
    }),
  },
  spawn: {
    params: v.object({
      id: v.optional(id),
      argv: v.pipe(v.array(v.string()), v.minLength(1)),
      cwd: v.string(),
      env: v.record(v.string(), v.string()),
      columns: dimension,
      rows: dimension,
      meta: v.optional(v.pipe(v.string(), v.maxLength(65_536)), ''),
      scrollback: v.optional(count),
    }),
    result: SessionInfo,
  },
  list: { params: nothing, result: v.object({ sessions: v.array(SessionInfo), seq: v.number() }) },
  /** Forgets an exited session; `not_found` if it is unknown, `running` if it still runs. */
  acknowledge: { params: v.object({ session: id }), result: done },
  resize: { params: v.object({ session: id, columns: dimension, rows: dimension }), result: done },
  /** SIGHUP to the process group, SIGKILL two seconds later or at once with `force`. */
  kill: { params: v.object({ session: id, force: v.optional(v.boolean(), false) }), result: done },
  meta: { params: v.object({ session: id, meta: v.pipe(v.string(), v.maxLength(65_536)) }), result: done },
  /** Input from programs: text is written as it is, keys are encoded for the session, paste is bracketed if it asked. */
  input: {
    params: v.object({
      session: id,
      text: v.optional(v.string()),
      keys: v.optional(v.array(v.string())),
      paste: v.optional(v.string()),
    }),
    result: done,
  },
  /** Rows as text. `screen` is the live screen, `all` the scrollback before it too. */
  read: {
    params: v.object({
      session: id,
      what: v.picklist(['screen', 'all']),
      /** Only the last so many rows of what is asked. */
      lines: v.optional(count),
      /** Only these rows of what is asked, counted from 1. */
      from: v.optional(count),
      to: v.optional(count),
      ansi: v.optional(v.boolean(), false),
    }),
    result: v.object({
      lines: v.array(v.string()),
      /** Rows before these that were left out for want of room in one answer. */
      omitted: v.optional(count),
      cursor: v.object({ x: v.number(), y: v.number(), visible: v.boolean() }),
      columns: v.number(),
      rows: v.number(),
      title: v.string(),
      alternate: v.boolean(),
      modes: v.number(),
      /** Bytes ever taken from the program: equal numbers mean nothing new. */
      content_seq: v.number(),
    }),
  },
  /** Several live screens at once; unknown sessions are left out. */
  look: {
    params: v.object({ sessions: v.pipe(v.array(id), v.maxLength(MAX_LOOKS)) }),
    result: v.object({ looks: v.array(SessionLook) }),
  },
  /** `moved` notifications for these sessions and no others from now on; of each that is new there is one at once. */
  watch: { params: v.object({ sessions: v.array(id) }), result: done },
  /** Starts UPDATE frames for a viewer; `channel` names it in frames both ways. */
  subscribe: {
    params: v.object({ session: id, scroll: v.optional(count, 0) }),
    result: v.object({ channel: v.number(), session: SessionInfo }),
  },
  /** Lines above the live screen; clamped to the history. While over 0 the same lines stay in view. */
  scroll: {
    params: v.object({ channel: v.number(), scroll: count }),
    result: v.object({ scroll: v.number() }),
  },
  /** Copy mode of a viewer: begins with the first command, ends with `leave`. */
  copy: {
    params: copyRequest,
    result: shape<CopyResult>(),
  },
  /** Every match of a pattern in a session's history and screen, the latest `limit` of them. */
  search: {
    params: v.object({
      session: id,
      pattern: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
      limit: v.optional(v.pipe(count, v.minValue(1), v.maxValue(1000)), 100),
    }),
    result: v.object({
      /** `line` counts from 1 at the oldest row there is, as `read` of `all` returns them; columns likewise. */
      matches: v.array(v.object({ line: v.number(), column: v.number(), text: v.string(), row: v.string() })),
      more: v.boolean(),
      lines: v.number(),
    }),
  },
  /** Links in the last `lines` rows of history and screen, the newest first. */
  links: {
    params: v.object({
      session: id,
      lines: v.optional(count, 2000),
      limit: v.optional(v.pipe(count, v.minValue(1), v.maxValue(1000)), 200),
    }),
    /** `text` is what is written where it leads to `url`; `line` and `column` count as those of `search`. */
    result: v.object({
      links: v.array(v.object({ url: v.string(), text: v.string(), line: v.number(), column: v.number() })),
    }),
  },
  /** The link at a cell of what a channel shows. */
  link_at: {
    params: v.object({ channel: v.number(), x: count, y: count }),
    result: v.object({ link: v.nullable(v.object({ url: v.string(), text: v.string() })) }),
  },
  unsubscribe: { params: v.object({ channel: v.number() }), result: done },
  /** Journal entries after `after`, then `journal` notifications from there on. */
  journal: {
    params: v.object({ after: count }),
    result: v.object({ entries: v.array(JournalEntry), seq: v.number() }),
  },
  /** TAIL frames of raw output from byte `after` on (or from now, without it). */
  tail: {
    params: v.object({ session: id, after: v.optional(count) }),
    result: v.object({ channel: v.number(), at: v.number() }),
  },
  /** `typed` notifications of what is typed into a session, from now on, until the connection closes. */
  typed: { params: v.object({ session: id }), result: done },
  /** Colours of the outer terminal, for programs that ask (OSC 10, 11, 12). */
  colors: {
    params: v.object({ foreground: v.optional(Rgb), background: v.optional(Rgb), cursor: v.optional(Rgb) }),
    result: done,
  },
  /**
   * Replaces the host by a new one, which goes on with every session: programs, screens and journal. The
   * caller is answered when the new one is in place, and then loses its connection, as do all. `failed`
   * with the cause when no new one came up within 5 s: then nothing has happened.
   */
  handoff: {
    params: v.object({
      /** Directory of the program's files; without it that of the running host, as it is on disk now. */
      entries: v.optional(v.string()),
      /** Node, likewise. */
      executable: v.optional(v.string()),
    }),
    result: v.object({ pid: v.number(), version: v.string(), sessions: v.number() }),
  },
  /** Ends every session and the host. */
  shutdown: { params: nothing, result: done },
} satisfies Methods;
export type HostMethods = typeof hostMethods;

/** What the host tells its clients. */
export const hostEvents = {
  journal: { params: v.object({ entries: v.array(JournalEntry) }), result: done },
  /** Copy mode of a viewer is at another place, since the session was resized. */
  copy: { params: v.object({ channel: v.number(), state: shape<CopyState>() }), result: done },
  /** Watched sessions whose screens may show something else: every 100 ms at most, never while all is still. */
  moved: { params: v.object({ sessions: v.array(id) }), result: done },
  /** What was typed into a session, byte for byte as its program gets it. */
  typed: { params: v.object({ session: id, base64: v.string() }), result: done },
} satisfies Methods;
export type HostEvents = typeof hostEvents;
