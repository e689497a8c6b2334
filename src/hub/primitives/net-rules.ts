// Which addresses files of agents may reach: none of this machine or of the networks it is in. Names prove
// nothing, so it is the address that is judged, as bytes: when a name is looked up, and again when connected.
import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import type { ClientRequest } from 'node:http';
import { BlockList, isIP, type LookupFunction, type Socket } from 'node:net';
import { PrimitiveError } from './failure.ts';

/** Everything that IANA lists as not globally reachable, and what stands for an address of version 4. */
const V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Of version 6 only global unicast may be reached, and of that not what leads to addresses of version 4. */
const V6_REACHABLE: readonly [string, number] = ['2000::', 3];
const V6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const blocked = new BlockList();
for (const [net, bits] of V4) blocked.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of V6) blocked.addSubnet(net, bits, 'ipv6');
const reachable = new BlockList();
reachable.addSubnet(...V6_REACHABLE, 'ipv6');

/** Whether an address, as the system writes it, is one of the public network. */
export function isPublic(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !blocked.check(address, 'ipv4');
  if (version === 6) return reachable.check(address, 'ipv6') && !blocked.check(address, 'ipv6');
  return false;
}

/** What a request may reach. */
export interface NetRules {
  /** Throws PrimitiveError `denied` or `usage`, before anything is looked up. */
  judge(url: URL): void;
  /** For a socket's `lookup`: yields only addresses that may be reached. */
  readonly lookup: LookupFunction;
  /** Throws PrimitiveError `denied` for an address that a socket was connected to. */
  connected(address: string | undefined): void;
}

/** For files that a person wrote: anything. `schemes` as URLs have them: `http:`. */
export function trustedRules(schemes: readonly string[], resolve = lookup): NetRules {
  return {
    judge: (url) => judgeScheme(url, schemes),
    lookup: resolve as LookupFunction,
    connected() {},
  };
}

/** For files that agents write. `resolve` looks names up; `mayReach` is for tests against this machine. */
export function untrustedRules(
  schemes: readonly string[],
  resolve: typeof lookup = lookup,
  mayReach: (address: string) => boolean = isPublic,
  ports: readonly string[] = ['', '80', '443'],
): NetRules {
  const denied = (host: string, address?: string): PrimitiveError =>
    new PrimitiveError(
      'denied',
      `${host}: ${address && address !== host ? `${address} is` : 'it is'} not on the public network, which is all that files of improvements/ reach`,
    );
  return {
    judge(url) {
      judgeScheme(url, schemes);
      if (!ports.includes(url.port))
        throw new PrimitiveError(
          'denied',
          `${url.host}: files of improvements/ reach ports 80 and 443 alone`,
        );
      if (url.username !== '' || url.password !== '')
        throw new PrimitiveError('denied', `${url.host}: a URL with a user in it is refused`);
      // A socket does not look up what is an address already.
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0 && !mayReach(host)) throw denied(host);
    },
    lookup: ((host: string, options: LookupOptions, done: LookupDone) => {
      resolve(host, { ...options, all: true }, (error, addresses) => {
        if (error) return done(error, '', 0);
        // One that may not be reached spoils the others: whoever mixes them is up to something.
        const bad = addresses.find(({ address }) => !mayReach(address));
        if (bad) return done(denied(host, bad.address), '', 0);
        if (options.all) return done(null, addresses);
        const [first] = addresses;
        done(null, first?.address ?? '', first?.family);
      });
    }) as LookupFunction,
    connected(address) {
      if (address === undefined || !mayReach(address)) throw denied(address ?? 'the connection');
    },
  };
}

/** Judges the address that a request's socket has in the end, before a byte is sent. */
export function guardConnection(request: ClientRequest, rules: NetRules): void {
  request.once('socket', (socket: Socket) => {
    socket.once('connect', () => {
      try {
        rules.connected(socket.remoteAddress);
      } catch (error) {
        request.destroy(error as Error);
      }
    });
  });
}

type LookupDone = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

function judgeScheme(url: URL, schemes: readonly string[]): void {
  if (!schemes.includes(url.protocol))
    throw new PrimitiveError(
      'usage',
      `${schemes.map((one) => `${one}//`).join(' or ')} expected, got ${url.protocol}`,
    );
}

/** The URL in a text. Throws PrimitiveError `usage`. */
export function parseUrl(text: string): URL {
  if (text.length > 8192) throw new PrimitiveError('usage', 'the URL is longer than 8192 characters');
  try {
    return new URL(text);
  } catch {
    throw new PrimitiveError('usage', `"${text.slice(0, 80)}" is no URL`);
  }
}

/** Headers that are ours to set. */
const FRAMING = new Set(['connection', 'content-length', 'host', 'transfer-encoding', 'upgrade', 'expect']);

/** Headers with their names in small letters. Throws PrimitiveError `usage` for those that are ours to set. */
export function allowedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  for (const [name] of given) {
    if (FRAMING.has(name))
      throw new PrimitiveError('usage', `header "${name}" is set by the program and cannot be given`);
  }
  return Object.fromEntries(given);
}
