// `http` as Lua asks for it: so many requests at once, by rules that depend on who wrote the file.

import { bytes, number, type Params, text } from '../params.ts';
import { PrimitiveError } from './failure.ts';
import { type HttpAnswer, type HttpRequest, httpRequest } from './http.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { trustedRules, untrustedRules } from './net-rules.ts';
import { type Asker, isUntrusted } from './places.ts';

/** Requests at once, of one file and of all. */
const [OF_FILE, OF_ALL] = [8, 32];
/** What a file of agents may ask for in a minute. */
const MOST_A_MINUTE = 60;
const REDIRECTS = { trusted: 10, untrusted: 3 };
const [DEFAULT_SECONDS, MOST_SECONDS] = [30, 120];
const [DEFAULT_BYTES, MOST_BYTES] = [5 * 1024 * 1024, 8 * 1024 * 1024];
const MAX_BODY = 5 * 1024 * 1024;
const SCHEMES = ['http:', 'https:'];

export type HttpRequests = (params: Params, asker: Asker, signal: AbortSignal) => Promise<HttpAnswer>;

/** `now` is in ms. The function rejects with PrimitiveError, or as the signal does. */
export function createHttpRequests(now: () => number = () => performance.now()): HttpRequests {
  const all = createLimiter(OF_ALL);
  const limiters = new Map<string, Limiter>();
  const rules = { trusted: trustedRules(SCHEMES), untrusted: untrustedRules(SCHEMES) };
  const admit = createRate(MOST_A_MINUTE, 60_000, now);
  const limiterOf = (unit: string): Limiter => {
    const known = limiters.get(unit) ?? createLimiter(OF_FILE);
    limiters.set(unit, known);
    return known;
  };

  return async (params, asker, signal) => {
    const trust = isUntrusted(asker) ? 'untrusted' : 'trusted';
    const request = readRequest(params, REDIRECTS[trust]);
    if (trust === 'untrusted' && !admit(asker.unit))
      throw new PrimitiveError(
        'rate',
        `${request.url}: ${asker.unit} has made ${MOST_A_MINUTE} requests within a minute, which is the most`,
      );
    const run = (): Promise<HttpAnswer> => httpRequest(request, rules[trust], signal);
    return limiterOf(asker.unit).run(() => all.run(run, signal), signal);
  };
}

/** Whether one more of that name is within `most` in `withinMs`. */
export function createRate(most: number, withinMs: number, now: () => number): (name: string) => boolean {
  const times = new Map<string, number[]>();
  return (name) => {
    const recent = (times.get(name) ?? []).filter((at) => at > now() - withinMs);
    times.set(name, recent);
    if (recent.length >= most) return false;
    recent.push(now());
    return true;
  };
}

function readRequest(params: Params, mostRedirects: number): HttpRequest {
  const url = text(params, 'url');
  const body = params['body'] === undefined ? undefined : bytes(params, 'body');
  if (body && body.length > MAX_BODY)
    throw new PrimitiveError(
      'too_large',
      `${url}: a body of ${body.length} bytes, at most ${MAX_BODY} are sent`,
    );
  const given = (params['headers'] ?? {}) as Readonly<Record<string, unknown>>;
  return {
    url,
    method: text(params, 'method'),
    headers: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)])),
    body,
    timeoutMs: 1000 * within(params, 'timeout', DEFAULT_SECONDS, 0.001, MOST_SECONDS),
    maxBytes: within(params, 'max_bytes', DEFAULT_BYTES, 0, MOST_BYTES),
    redirects: within(params, 'redirects', mostRedirects, 0, mostRedirects),
  };
}

function within(params: Params, name: string, standard: number, least: number, most: number): number {
  const given = number(params, name) ?? standard;
  if (given >= least && given <= most) return given;
  throw new PrimitiveError('usage', `http: ${name} must be ${least} to ${most}, got ${given}`);
}
