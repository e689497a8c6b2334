// A JSON-RPC 2.0 peer over any message transport: both planes and both directions use it. Schemas are
// checked on the way in (parameters of our methods) and on the way back (results we are sent).
// https://www.jsonrpc.org/specification
import * as v from 'valibot';

export const PARSE_ERROR = -32700;
export const INVALID_REQUEST = -32600;
export const METHOD_NOT_FOUND = -32601;
export const INVALID_PARAMS = -32602;
export const INTERNAL_ERROR = -32603;
/** Ours: the named thing does not exist, is gone, or refuses. `data.kind` says which. */
export const REFUSED = -32000;

const MAX_DEPTH = 64;
const MAX_WAITING = 1000;

/** An error that crosses the wire as a JSON-RPC error object. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: number;
  readonly data: unknown;
  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** REFUSED with a word for programs: `not_found`, `ambiguous`, `exited`, `timeout`, `failed`, … */
export function refuse(kind: string, message: string): RpcError {
  return new RpcError(REFUSED, message, { kind });
}

export interface Method {
  readonly params: v.GenericSchema;
  readonly result: v.GenericSchema;
}
export type Methods = Record<string, Method>;

export type Params<M extends Methods, K extends keyof M> = v.InferOutput<M[K]['params']>;
export type Result<M extends Methods, K extends keyof M> = v.InferOutput<M[K]['result']>;

/** What a side does for each method it serves. May throw RpcError; anything else becomes INTERNAL_ERROR. */
export type Handlers<M extends Methods> = {
  readonly [K in keyof M]: (params: Params<M, K>) => Result<M, K> | Promise<Result<M, K>>;
};

export interface Transport {
  /** Sends one JSON text. */
  send(text: string): void;
  close(): void;
}

export interface Peer<Theirs extends Methods> {
  /** Calls the other side. Rejects with RpcError when it refuses or the connection closes. */
  call<K extends keyof Theirs & string>(
    method: K,
    params: v.InferInput<Theirs[K]['params']>,
  ): Promise<Result<Theirs, K>>;
  /** Tells the other side without waiting for an answer. */
  notify<K extends keyof Theirs & string>(method: K, params: v.InferInput<Theirs[K]['params']>): void;
  /** Sends a notification whose params are JSON text made elsewhere, unparsed. */
  notifyRaw(method: keyof Theirs & string, paramsText: string): void;
  /** Takes one message from the transport. */
  receive(text: string): void;
  /** Rejects all calls under way: the connection is gone. */
  closed(reason: string): void;
}

interface Waiting {
  readonly method: string;
  readonly resolve: (value: never) => void;
  readonly reject: (error: RpcError) => void;
}

/** A peer that serves `ours` with `handlers` and calls `theirs`. */
export function createPeer<Ours extends Methods, Theirs extends Methods>(options: {
  readonly transport: Transport;
  readonly ours: Ours;
  readonly handlers: Handlers<Ours>;
  readonly theirs: Theirs;
  /** Told of handler failures that are bugs, and of notifications that failed. */
  readonly onError?: (error: Error) => void;
  /** Levels of objects and arrays that a message may have. */
  readonly maxDepth?: number;
}): Peer<Theirs> {
  const { transport, ours, handlers, theirs, onError, maxDepth = MAX_DEPTH } = options;
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let gone: string | undefined;

  const fail = (id: unknown, code: number, message: string, data?: unknown): void => {
    const error = data === undefined ? { code, message } : { code, message, data };
    transport.send(JSON.stringify({ jsonrpc: '2.0', id: id ?? null, error }));
  };

  const serve = async (method: string, params: unknown, id: unknown): Promise<void> => {
    const isCall = id !== undefined;
    try {
      const declared = Object.hasOwn(ours, method) ? ours[method] : undefined;
      if (!declared) throw new RpcError(METHOD_NOT_FOUND, `no method "${method}"`);
      const checked = v.safeParse(declared.params, params ?? {});
      if (!checked.success)
        throw new RpcError(INVALID_PARAMS, `${method}: ${describeIssues(checked.issues)}`);
      const result = await handlers[method]!(checked.output as never);
      if (isCall) transport.send(JSON.stringify({ jsonrpc: '2.0', id, result: result ?? null }));
    } catch (error) {
      if (error instanceof RpcError) {
        if (isCall) fail(id, error.code, error.message, error.data);
        else onError?.(error);
        return;
      }
      const bug = error instanceof Error ? error : new Error(String(error));
      onError?.(bug);
      if (isCall) fail(id, INTERNAL_ERROR, bug.message);
    }
  };

  const settle = (id: number, message: { result?: unknown; error?: unknown }): void => {
    const call = waiting.get(id);
    if (!call) return;
    waiting.delete(id);
    if (message.error !== undefined) {
      const {
        code,
        message: text,
        data,
      } = (message.error ?? {}) as { code?: number; message?: string; data?: unknown };
      call.reject(new RpcError(code ?? INTERNAL_ERROR, text ?? 'unknown error', data));
      return;
    }
    const checked = v.safeParse(theirs[call.method]!.result, message.result);
    if (checked.success) call.resolve(checked.output as never);
    else
      call.reject(
        new RpcError(INTERNAL_ERROR, `answer to ${call.method}: ${describeIssues(checked.issues)}`),
      );
  };

  return {
    call(method, params) {
      if (gone) return Promise.reject(new RpcError(REFUSED, gone, { kind: 'closed' }));
      if (waiting.size >= MAX_WAITING) {
        return Promise.reject(new RpcError(REFUSED, `over ${MAX_WAITING} calls under way`, { kind: 'busy' }));
      }
      const id = nextId++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { method, resolve, reject });
        transport.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
      });
    },
    notify(method, params) {
      if (!gone) transport.send(JSON.stringify({ jsonrpc: '2.0', method, params }));
    },
    notifyRaw(method, paramsText) {
      if (!gone)
        transport.send(`{"jsonrpc":"2.0","method":${JSON.stringify(method)},"params":${paramsText}}`);
    },
    receive(text) {
      let message: unknown;
      try {
        message = JSON.parse(text);
      } catch {
        fail(null, PARSE_ERROR, 'not JSON');
        return;
      }
      if (typeof message !== 'object' || message === null || Array.isArray(message)) {
        fail(null, INVALID_REQUEST, 'a message is one JSON object');
        return;
      }
      if (deeperThan(message, maxDepth)) {
        fail((message as { id?: unknown }).id, INVALID_REQUEST, `nested deeper than ${maxDepth}`);
        return;
      }
      const { id, method, params, ...rest } = message as { id?: unknown; method?: unknown; params?: unknown };
      if (typeof method === 'string') void serve(method, params, id);
      else if ('error' in message || 'result' in message) {
        // An error without an id is about something we sent that could not be read: never answered, or
        // two peers would send errors about errors for ever.
        if (typeof id === 'number') settle(id, rest);
        else onError?.(new RpcError(INVALID_REQUEST, `told of an error: ${JSON.stringify(rest)}`));
      } else fail(id, INVALID_REQUEST, 'neither a method nor an answer');
    },
    closed(reason) {
      gone = reason;
      for (const call of waiting.values()) call.reject(new RpcError(REFUSED, reason, { kind: 'closed' }));
      waiting.clear();
    },
  };
}

/** Every complaint of a failed check in one line, each with its dotted path. */
export function describeIssues(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues.map((issue) => `${v.getDotPath(issue) ?? '(message)'}: ${issue.message}`).join('; ');
}

function deeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  for (const child of Object.values(value)) if (deeperThan(child, limit - 1)) return true;
  return false;
}
