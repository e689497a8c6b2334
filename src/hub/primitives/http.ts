// Requests over HTTP for Lua: of limited size and time, redirects followed one by one, each judged like the
// first. A request is given up when nobody waits for it any more.
import { Buffer } from 'node:buffer';
import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { PrimitiveError } from './failure.ts';
import { allowedHeaders, guardConnection, type NetRules, parseUrl } from './net-rules.ts';

export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** Of everything together, redirects too. */
  readonly timeoutMs: number;
  /** Of the body that is answered. */
  readonly maxBytes: number;
  readonly redirects: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly ok: boolean;
  /** Names in small letters; values of one name joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

const MAX_HEADER_BYTES = 64 * 1024;
/** Not told to another site than the one they were meant for. */
const PRIVATE_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** Rejects with PrimitiveError (`denied`, `timeout`, `too_large`, `redirects`, `network`, `usage`), or as `signal`. */
export async function httpRequest(
  asked: HttpRequest,
  rules: NetRules,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(tooLate(asked)), asked.timeoutMs);
  const giveUp = (): void => end.abort(signal.reason);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    signal.throwIfAborted();
    return await follow(asked, rules, end.signal);
  } catch (error) {
    if (end.signal.aborted) throw end.signal.reason;
    throw explained(error, asked.url);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

async function follow(asked: HttpRequest, rules: NetRules, signal: AbortSignal): Promise<HttpAnswer> {
  let url = parseUrl(asked.url);
  let now: Pick<HttpRequest, 'method' | 'headers' | 'body'> = {
    ...asked,
    headers: allowedHeaders(asked.headers),
  };
  for (let count = 0; ; count++) {
    rules.judge(url);
    const message = await send(url, now, rules, signal);
    const status = message.statusCode ?? 0;
    const to = [301, 302, 303, 307, 308].includes(status) ? message.headers.location : undefined;
    if (to === undefined || asked.redirects === 0) {
      const body = await bodyOf(message, asked);
      return { status, ok: status >= 200 && status < 300, headers: headersOf(message), body, url: url.href };
    }
    message.destroy();
    if (count >= asked.redirects)
      throw new PrimitiveError('redirects', `${asked.url}: more than ${asked.redirects} redirects`);
    const next = parseUrl(new URL(to, url).href);
    now = redirected(now, status, next.origin === url.origin);
    url = next;
  }
}

function send(
  url: URL,
  { method, headers, body }: Pick<HttpRequest, 'method' | 'headers' | 'body'>,
  rules: NetRules,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const make = url.protocol === 'https:' ? overHttps : overHttp;
    const sent = make(url, {
      method,
      headers: { 'user-agent': 'botster-tui', accept: '*/*', ...headers },
      lookup: rules.lookup,
      signal,
      maxHeaderSize: MAX_HEADER_BYTES,
      // A connection of its own: no other was judged by these rules.
      agent: false,
    });
    guardConnection(sent, rules);
    sent.on('error', reject);
    sent.once('response', (message) => {
      // One that breaks while its body is read says so there.
      message.on('error', () => {});
      resolve(message);
    });
    sent.end(body);
  });
}

async function bodyOf(message: IncomingMessage, { maxBytes, url }: HttpRequest): Promise<Buffer> {
  const tooLarge = (): PrimitiveError =>
    new PrimitiveError('too_large', `${url}: the answer is over ${maxBytes} bytes (max_bytes)`);
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of message as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > maxBytes) throw tooLarge();
      pieces.push(piece);
    }
  } finally {
    message.destroy();
  }
  if (!message.complete) throw new PrimitiveError('network', `${url}: the answer was cut off`);
  return Buffer.concat(pieces);
}

/** What is sent on: a POST becomes a GET where browsers make it one; another site is told no secrets. */
function redirected(
  { method, headers, body }: Pick<HttpRequest, 'method' | 'headers' | 'body'>,
  status: number,
  isSameSite: boolean,
): Pick<HttpRequest, 'method' | 'headers' | 'body'> {
  const becomesGet =
    (status === 303 && method !== 'HEAD') || ((status === 301 || status === 302) && method === 'POST');
  const kept = Object.entries(headers).filter(
    ([name]) => (isSameSite || !PRIVATE_HEADERS.has(name)) && !(becomesGet && name.startsWith('content-')),
  );
  return {
    method: becomesGet ? 'GET' : method,
    body: becomesGet ? undefined : body,
    headers: Object.fromEntries(kept),
  };
}

function headersOf(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

function tooLate({ url, timeoutMs }: HttpRequest): PrimitiveError {
  return new PrimitiveError('timeout', `${url}: no answer within ${timeoutMs / 1000} s (timeout)`);
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was cut off',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name cannot be looked up now',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'there is no network to it',
  HPE_HEADER_OVERFLOW: `the headers are over ${MAX_HEADER_BYTES} bytes`,
};

function explained(error: unknown, url: string): Error {
  if (error instanceof PrimitiveError) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const kind =
    code === 'HPE_HEADER_OVERFLOW' ? 'too_large' : code.startsWith('ERR_INVALID') ? 'usage' : 'network';
  return new PrimitiveError(kind, `${url}: ${REASONS[code] ?? message}`);
}
