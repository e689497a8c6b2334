// The Lua world as the hub sees it: files in, trees and effects out. Everything that crosses is plain
// data; nothing here ever runs Lua on the main thread.
import type { Agent } from '../core/agent.ts';
import type { KeyTable } from '../core/key-table.ts';
import type { Launch } from '../core/launch.ts';
import type { LuaError } from '../core/lua-error.ts';
import type { Notification } from '../core/notification.ts';
import type { ViewChange, ViewState } from '../core/view.ts';

export type Layer = 'core' | 'default' | 'plugins' | 'project' | 'user' | 'improvements';

/** One Lua file as it was read. `unit` names it in every message: `user/layout.lua`. */
export interface SourceFile {
  readonly unit: string;
  readonly layer: Layer;
  /** Absolute path on disk. */
  readonly path: string;
  readonly text: string;
  /** SHA-256 of the text, hex. */
  readonly hash: string;
}

/** What Lua reads as application state; pushed whenever it changed, before the next dispatch. */
export interface AppState {
  readonly agents: readonly Agent[];
  readonly views: readonly ViewState[];
  /** Views whose terminal is attached. */
  readonly attached: readonly string[];
  /** Agents that somebody can see. */
  readonly in_sight?: readonly string[];
  /** The history of notifications, oldest first. */
  readonly notifications?: readonly Notification[];
  readonly home: string;
  /** The user's home directory. */
  readonly user_home?: string;
  readonly version: string;
  readonly safe: boolean;
  /** The programs that files hold open and that run, by file and key, with their sessions. */
  readonly ptys?: readonly { readonly unit: string; readonly key: string; readonly session: string }[];
  /** Agents in the making. */
  readonly launches?: readonly Launch[];
  /** Globs on the names of events that somebody traces. */
  readonly traces?: readonly string[];
  /** The repository of each directory that agents work in, where files of projects are loaded. */
  readonly projects?: Readonly<Record<string, string>> | undefined;
  /** Capabilities granted to files of the improvements layer, by unit. */
  readonly grants?: Readonly<Record<string, readonly string[]>>;
}

/** Something Lua asked the hub to do, in order. `name` is the API function: `agents.kill`, `notify`, … */
export interface Effect {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The view the dispatch ran for, if any. */
  readonly view: string | null;
  readonly unit: string;
}

/** A view as Lua left it after a dispatch. */
export interface ViewUpdate {
  readonly view: string;
  readonly change: ViewChange;
}

/** What a dispatch came to. The supervisor has already handed on its effects, states and errors. */
export interface DispatchResult {
  readonly ok: boolean;
  /** Plain data; depends on what was dispatched. */
  readonly value?: unknown;
  /** Some view may look different now. */
  readonly dirty: boolean;
  /**
   * The code waits for the hub: settles when it has gone on, as far as it waits for no person, program or clock.
   * Absent where it does not.
   */
  readonly rest?: Promise<unknown>;
}

export interface BuildOutcome {
  readonly ok: boolean;
  readonly generation: number;
  /** Every file that is not live as it stands on disk, with its reason. */
  readonly errors: readonly LuaError[];
  readonly warnings: readonly string[];
  /** Units now live, with counts of what each registered: {hooks: 1, keymaps: 2}. */
  readonly registered: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What keeps the world's plain data over reloads, workers and restarts. All synchronous and cheap. */
export interface WorldStore {
  loadState(): Readonly<Record<string, string>>;
  /** `key` is `unit\0name` or `shared\0name`; `json` null removes it. */
  saveState(key: string, json: string | null): void;
  loadManifest(): readonly SourceFile[] | null;
  saveManifest(files: readonly SourceFile[]): void;
}

/** An event as the log of the program tells it: what became of it, and who was told. */
export interface ToldEvent {
  readonly name: string;
  /** Its main fields, one line: `shell code=1`. */
  readonly text: string;
  /** The handlers that were called, as `file:line`, in order; the first of them where they are many. */
  readonly told: readonly string[];
  readonly told_count: number;
  /** Those of them that threw. */
  readonly failed?: readonly string[];
  /** A handler has refused it: which, and why. */
  readonly cancelled_by?: string;
  readonly reason?: string;
}

/** An event that somebody traces: what it carried, and what its handlers did, in order. Times are milliseconds. */
export interface TracedEvent {
  readonly event: string;
  /** Epoch seconds. */
  readonly at: number;
  /** Handlers can refuse or change what is to happen. */
  readonly before: boolean;
  readonly ms: number;
  readonly about?: string;
  readonly agent?: { readonly id: string; readonly name: string };
  readonly payload?: unknown;
  readonly handlers: readonly TracedHandler[];
  /** What a handler made of the payload. */
  readonly changed?: unknown;
  readonly cancelled?: boolean;
  readonly reason?: string;
  /** A handler took the place of the default action, with this result. */
  readonly handled?: boolean;
  readonly result?: unknown;
}

export interface TracedHandler {
  /** `file:line`. */
  readonly owner: string;
  readonly name?: string;
  readonly priority: number;
  readonly ms?: number;
  /** As Lua writes it; absent for nothing. */
  readonly returned?: string;
  readonly threw?: string;
  /** It waits for something, and goes on later. */
  readonly waits?: boolean;
  /** Why it was not called. */
  readonly skipped?: string;
}

/** Something a file keeps open: `kind` says what (`watch`, `pty`), unit and key name it over reloads. */
export interface HandleSpec {
  readonly unit: string;
  readonly key: string;
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What an open handle says to its file. */
export interface HandleVoice {
  /** Resolves when the file has dealt with it. */
  tell(event: string, value: unknown): Promise<void>;
  /** Its last word: it is closed by itself. */
  end(event: string, value: unknown): void;
}

export interface OpenHandle {
  /** Another world has opened the same: it goes on as it is. */
  adopted?(): void;
  /** Throws, or rejects, with why it could not be done. */
  act(action: string, params: Readonly<Record<string, unknown>>): unknown;
  close(): void;
  /** The program ends, and the next one may find it again. By default it is closed. */
  leave?(): void;
}

export interface WorldEvents {
  /** Called in order, after the dispatch that made them. */
  onEffect(effect: Effect): void;
  onViewUpdate(update: ViewUpdate): void;
  /**
   * A coroutine waits for this; the value or error resumes it. `signal` aborts when it no longer does,
   * since its world is gone; `rested` settles when it has gone on with the answer.
   */
  onRequest(request: Effect, signal: AbortSignal, rested?: Promise<void>): Promise<unknown>;
  /** Opens something for a file. Never throws: what cannot be opened says so through `voice`. */
  onOpen?(spec: HandleSpec, voice: HandleVoice): OpenHandle;
  /** The list of unresolved errors changed. */
  onErrors(errors: readonly LuaError[]): void;
  /** Another world runs now, or the same one (and generation) with other keys or listeners. */
  onSwap(summary: {
    readonly generation: number;
    readonly keys: KeyTable;
    readonly listensToOutput: boolean;
    /** Other events that are to be told of only while somebody listens, and somebody does. */
    readonly hears?: readonly string[];
  }): void;
  /** Something outside a dispatch asks for a redraw (timers, resumed coroutines). */
  onDirty(): void;
  /** `isDrawn`: while a view was drawn, which happens again whenever it is drawn again. */
  onLog(level: 'debug' | 'info' | 'warn' | 'error', unit: string, message: string, isDrawn?: boolean): void;
  /** Events that the live world has told of, in order; `dropped` more than it kept. */
  onTold?(events: readonly ToldEvent[], dropped: number, isDrawn: boolean): void;
  /** Events that somebody traces, in order. */
  onTraced?(events: readonly TracedEvent[]): void;
}

/** A live screen, and what is known beside it, for a detector. Times are seconds ago. */
export interface ScreenForDetector {
  readonly id: string;
  /** The detector that was set for the agent. */
  readonly detector?: string;
  readonly lines: readonly string[];
  readonly title: string;
  readonly progress: { readonly state: number; readonly value: number } | null;
  readonly mark?: string;
  readonly exit_code?: number | undefined;
  readonly cursor: { readonly x: number; readonly y: number; readonly visible: boolean };
  readonly alt: boolean;
  readonly columns: number;
  readonly rows: number;
  readonly content_seq: number;
  readonly quiet?: number | undefined;
  readonly typed?: number | undefined;
  readonly foreground?: readonly string[] | undefined;
  /** The program in the foreground is the agent's own. */
  readonly is_leader?: boolean | undefined;
  readonly report?: {
    readonly state: string;
    readonly reason?: string | undefined;
    readonly age?: number | undefined;
  };
  readonly prev?: { readonly state: string; readonly rule: string; readonly age?: number | undefined };
}

export interface LuaWorld {
  /**
   * Builds a candidate of `files` (every layer, in any order), smoke-renders every view of the last
   * pushed state, and swaps it in. On failure what ran before stays (last good + the saved file is
   * tried too); never throws for what Lua did.
   */
  build(files: readonly SourceFile[], changed?: readonly string[]): Promise<BuildOutcome>;
  /** As build, but nothing is swapped. */
  check(files: readonly SourceFile[]): Promise<BuildOutcome>;
  /** Pushes application state. Cheap; sent with the next dispatch. */
  sync(state: AppState): void;
  /** JSON text of the view's tree (core/tree.ts), at its size. Falls back layer by layer; always answers. */
  render(view: string, size?: { readonly columns: number; readonly rows: number }): Promise<string>;
  key(view: string, mode: string, keys: readonly string[]): Promise<DispatchResult>;
  event(view: string, path: string, event: string, args: unknown): Promise<DispatchResult>;
  /** Emits on the bus. Resolves with {cancelled?, reason?, payload} for `before` events. */
  emit(event: string, payload: unknown, identifier?: string): Promise<DispatchResult>;
  /**
   * Asks the detectors about screens. The value is a list in their order, each what its detector says
   * (lua/core/detector.lua); with `all` also which rules were looked at. Undefined where there are no detectors.
   */
  detect?(
    screens: readonly ScreenForDetector[],
    options?: { readonly all?: boolean },
  ): Promise<DispatchResult>;
  /** Whether a `before` event is refused when nothing answers it (`fail = "closed"`). */
  mustAnswer?(event: string): boolean;
  /** Answers a prompt that Lua opened, with null when it was left. */
  answer(prompt: string, value: unknown): Promise<DispatchResult>;
  /**
   * Runs code in the live world, for a view where one is named, and waits for its end: it may ask the hub. Resolves
   * even where the world is lost.
   */
  eval(
    code: string,
    view?: string,
  ): Promise<{ readonly ok: boolean; readonly value?: string; readonly error?: LuaError }>;
  /** The text of a file as it is live; null for one that is not. */
  text(unit: string): string | null;
  keys(): KeyTable;
  errors(): readonly LuaError[];
  units(): readonly {
    readonly path: string;
    readonly layer: Layer;
    readonly status: 'live' | 'refused' | 'disabled' | 'quarantined';
    readonly generation: number;
    readonly live_since: string | null;
    readonly registered: Readonly<Record<string, number>>;
    readonly error?: LuaError;
  }[];
  generation(): number;
  /** Bytes that the world in stock holds, which has no files of the person's yet; null where there is none. */
  stockMemory?(): number | null;
  close(): Promise<void>;
}
