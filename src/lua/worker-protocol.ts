// What the supervisor and a worker thread say to each other. Every dispatch is text, so that nothing but
// text ever reaches Lua.
import type { Layer, ToldEvent, TracedEvent } from './types.ts';

/** What the worker is started with. */
export interface WorkerData {
  readonly marks: SharedArrayBuffer;
  readonly origin: number;
}

/** A file for the worker: its text, and its compiled form where it is known. */
export interface WorkerFile {
  readonly unit: string;
  readonly layer: Layer;
  readonly path: string;
  readonly hash: string;
  /** Empty where `chunk` is there. */
  readonly text: string;
  readonly chunk?: Uint8Array;
}

/** What a worker compiled from the text with that hash. */
export interface CompiledFile {
  readonly unit: string;
  readonly hash: string;
  readonly dump: Uint8Array;
}

export type ToWorker =
  /** A fresh Lua state, with the files that need nothing of the person's. */
  | { readonly type: 'open'; readonly id: number; readonly files: readonly WorkerFile[] }
  /** Files to be had from now on; no answer. */
  | { readonly type: 'files'; readonly files: readonly WorkerFile[] }
  /** `text` is a Lua table; the answer is the dispatch's reply. */
  | { readonly type: 'call'; readonly id: number; readonly text: string };

export type FromWorker =
  | { readonly type: 'thread'; readonly name: string | null }
  | { readonly type: 'reply'; readonly id: number; readonly text: string; readonly memory: number }
  | { readonly type: 'chunks'; readonly chunks: readonly CompiledFile[] }
  /** The state is lost; the worker can only be ended. */
  | { readonly type: 'dead'; readonly message: string };

/** An error as Lua tells it; errors.ts makes the public shape of it. */
export interface RawError {
  readonly phase: string;
  readonly unit: string;
  readonly line: number;
  readonly message: string;
  readonly where?: string;
  readonly traceback?: readonly string[];
  /** What threw is disabled from now on. */
  readonly disabled?: boolean;
  /** The file whose loading failed. */
  readonly loading?: string;
  /** The file whose failure made this one fail. */
  readonly because?: string;
}

/** First line of a dispatch's reply; everything in it is absent where there is nothing to tell. */
export interface ReplyHeader {
  readonly failed?: boolean;
  /** Code of files ran. */
  readonly ran?: boolean;
  readonly dirty?: boolean;
  readonly effects?: readonly {
    readonly name: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly view: string | null;
    readonly unit: string;
  }[];
  readonly requests?: readonly {
    readonly co: number;
    readonly name: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly view: string | null;
    readonly unit: string;
  }[];
  /** Code from outside that has come to its end, with its results as text; why it failed is in `errors`. */
  readonly evaluated?: readonly { readonly id: number; readonly ok: boolean; readonly text?: string }[];
  readonly logs?: readonly { readonly level: string; readonly unit: string; readonly text: string }[];
  /** Events that were told of. */
  readonly told?: readonly ToldEvent[];
  /** So many more were. */
  readonly more_told?: number;
  /** Events that somebody traces, in full. */
  readonly traced?: readonly TracedEvent[];
  readonly errors?: readonly RawError[];
  readonly warnings?: readonly string[];
  /** `[scope\0key, text or null]` */
  readonly state?: readonly (readonly [string, string | null])[];
  readonly views?: readonly { readonly view: string; readonly change: Readonly<Record<string, unknown>> }[];
  /** The key table, when it changed. */
  readonly keys?: unknown;
  /** Whether anything listens to output, when that changed. */
  readonly listens?: boolean;
  /** Names of other events that cost something to tell of and are listened to, when those changed. */
  readonly hears?: string;
}

export interface Reply {
  readonly header: ReplyHeader;
  /** Text of the value: JSON, or what the kind says; empty for nothing. */
  readonly value: string;
}

const nothing: ReplyHeader = {};

/** Takes a reply apart. */
export function readReply(text: string): Reply {
  const end = text.indexOf('\n');
  const header = end <= 0 ? nothing : (JSON.parse(text.slice(0, end)) as ReplyHeader);
  return { header, value: text.slice(end + 1) };
}
