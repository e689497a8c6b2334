// Requests against real servers on this machine: what comes back, what is refused, and what no spelling of an
// address gets past.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type HttpRequest, httpRequest } from '../../../src/hub/primitives/http.ts';
import { createRate } from '../../../src/hub/primitives/http-requests.ts';
import {
  isPublic,
  type NetRules,
  trustedRules,
  untrustedRules,
} from '../../../src/hub/primitives/net-rules.ts';
import { until } from '../../helpers/until.ts';
import { forbiddenUrls, NAMES } from './fixtures/urls.ts';

const seen: { path: string; method: string; headers: IncomingMessage['headers']; body: string }[] = [];
const open = new Set<ServerResponse>();
let connections = 0;
const answers: Readonly<Record<string, (response: ServerResponse, url: URL) => void>> = {
  '/bytes': (response) => response.end(Buffer.from([0, 255, 254, 10])),
  '/slow': (response) => {
    response.write('beginning');
  },
  '/never': () => {},
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('x', () => response.destroy());
  },
  '/large': (response, url) => response.end('x'.repeat(Number(url.searchParams.get('n')))),
  '/endless': (response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536))) {
        // Until the other side no longer keeps up.
      }
    };
    response.on('drain', more);
    more();
  },
  '/headers': (response, url) => {
    response.writeHead(200, { 'x-huge': 'h'.repeat(Number(url.searchParams.get('n'))) });
    response.end();
  },
  '/status': (response, url) => {
    response.writeHead(Number(url.searchParams.get('code')));
    response.end('there');
  },
  '/to': (response, url) => {
    response.writeHead(Number(url.searchParams.get('code') ?? 302), {
      location: url.searchParams.get('url')!,
    });
    response.end('elsewhere');
  },
  '/round': (response) => {
    response.writeHead(302, { location: '/round' });
    response.end();
  },
};

const servers: Server[] = [];
async function serve(): Promise<number> {
  const server = createServer((request, response) => {
    open.add(response);
    response.on('close', () => open.delete(response));
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      const url = new URL(request.url!, 'http://x');
      seen.push({ path: request.url!, method: request.method!, headers: request.headers, body });
      const answer = answers[url.pathname];
      if (answer) answer(response, url);
      else response.end('hello');
    });
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return (server.address() as AddressInfo).port;
}

let base = '';
let port = 0;
beforeAll(async () => {
  port = await serve();
  base = `http://127.0.0.1:${port}`;
});
beforeEach(() => {
  seen.length = 0;
  connections = 0;
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const trusted = trustedRules(['http:', 'https:']);
const ask = (
  path: string,
  more: Partial<HttpRequest> = {},
  rules: NetRules = trusted,
  signal = new AbortController().signal,
) =>
  httpRequest(
    {
      url: path.startsWith('/') ? base + path : path,
      method: 'GET',
      headers: {},
      body: undefined,
      timeoutMs: 10_000,
      maxBytes: 1000,
      redirects: 3,
      ...more,
    },
    rules,
    signal,
  );

describe('a request', () => {
  test('brings status, headers and body as they are', async () => {
    const answer = await ask('/status?code=404', { headers: { 'X-Mine': 'yes' } });
    expect(answer).toMatchObject({ status: 404, ok: false, url: `${base}/status?code=404` });
    expect(Buffer.from(answer.body).toString()).toBe('there');
    expect(answer.headers['transfer-encoding'] ?? answer.headers['content-length']).toBeDefined();
    expect(seen[0]).toMatchObject({
      method: 'GET',
      headers: { 'x-mine': 'yes', 'user-agent': 'botster-tui' },
    });
    expect([...(await ask('/bytes')).body]).toEqual([0, 255, 254, 10]);
    await ask('/', { method: 'PUT', body: Buffer.from('grüß') });
    expect(seen.at(-1)).toMatchObject({ method: 'PUT', body: 'grüß' });
  });

  test('that is too slow, too large or cut off says so, and its connection ends', async () => {
    await expect(ask('/never', { timeoutMs: 50 })).rejects.toMatchObject({ code: 'timeout' });
    await expect(ask('/slow', { timeoutMs: 50 })).rejects.toThrow(
      `${base}/slow: no answer within 0.05 s (timeout)`,
    );
    expect((await ask('/large?n=1000')).body.length).toBe(1000);
    await expect(ask('/large?n=1001')).rejects.toThrow('the answer is over 1000 bytes (max_bytes)');
    await expect(ask('/endless')).rejects.toMatchObject({ code: 'too_large' });
    await expect(ask('/cut')).rejects.toMatchObject({ code: 'network' });
    await expect(ask('/headers?n=100000')).rejects.toMatchObject({ code: 'too_large' });
    expect((await ask('/headers?n=30000')).headers['x-huge']?.length).toBe(30_000);
    await until('no connection is left', () => open.size === 0);
  });

  test('that nobody waits for any more is given up', async () => {
    const gone = new AbortController();
    const answer = ask('/never', {}, trusted, gone.signal);
    await until('it is under way', () => seen.length === 1);
    gone.abort(new Error('reloaded'));
    await expect(answer).rejects.toThrow('reloaded');
    await until('the connection is gone', () => open.size === 0);
    await expect(ask('/', {}, trusted, gone.signal)).rejects.toThrow('reloaded');
  });

  test('that cannot be made says why', async () => {
    const free = await serve();
    await new Promise((resolve) => servers.pop()!.close(resolve));
    await expect(ask(`http://127.0.0.1:${free}/`)).rejects.toThrow('nobody listens there');
    await expect(ask('/', { headers: { Host: 'evil' } })).rejects.toThrow(
      'header "host" is set by the program',
    );
    await expect(ask('/', { headers: { 'x-a': 'b\r\nx-c: d' } })).rejects.toMatchObject({ code: 'usage' });
    await expect(ask('gopher://127.0.0.1/')).rejects.toThrow('http:// or https:// expected, got gopher:');
    expect(seen).toEqual([]);
  });
});

describe('a redirect', () => {
  test('is followed so often, and no more; 0 shows it', async () => {
    expect((await ask('/to?url=/next')).url).toBe(`${base}/next`);
    await expect(ask('/round')).rejects.toMatchObject({ code: 'redirects' });
    expect(seen.filter(({ path }) => path === '/round').length).toBe(4);
    expect(await ask('/round', { redirects: 0 })).toMatchObject({
      status: 302,
      headers: { location: '/round' },
    });
  });

  test('keeps method and body where it must, and tells another site no secrets', async () => {
    const body = Buffer.from('text');
    const headers = { authorization: 'secret', 'content-type': 'text/plain', 'x-mine': 'yes' };
    for (const [code, method, sent] of [
      [301, 'GET', ''],
      [303, 'GET', ''],
      [307, 'POST', 'text'],
      [308, 'POST', 'text'],
    ] as const) {
      await ask(`/to?code=${code}&url=/next`, { method: 'POST', body, headers });
      expect(seen.at(-1)).toMatchObject({
        path: '/next',
        method,
        body: sent,
        headers: { authorization: 'secret' },
      });
      expect(seen.at(-1)!.headers['content-type']).toBe(sent === '' ? undefined : 'text/plain');
    }
    const other = await serve();
    await ask(`/to?url=http://127.0.0.1:${other}/next`, { headers });
    expect(seen.at(-1)!.headers).toMatchObject({ 'x-mine': 'yes' });
    expect(seen.at(-1)!.headers['authorization']).toBeUndefined();
  });
});

/** A resolver of the names in the table; `flip` answers each in turn. */
function resolver(flip?: readonly string[]) {
  let count = 0;
  return ((host: string, _options: object, done: (error: Error | null, list?: object[]) => void) => {
    const found = flip ? [flip[count++ % flip.length]!] : NAMES[host.toLowerCase().replace(/\.$/, '')];
    if (!found) return done(Object.assign(new Error(`no ${host}`), { code: 'ENOTFOUND' }));
    done(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as unknown as Parameters<typeof untrustedRules>[1];
}

describe('files of agents', () => {
  const schemes = ['http:', 'https:'];

  test('reach nothing here: 200 URLs, none of which connects', async () => {
    const urls = forbiddenUrls(port);
    expect(urls.length).toBeGreaterThanOrEqual(200);
    // The port is allowed, so that it is the address that is judged.
    const rules = untrustedRules(schemes, resolver(), isPublic, ['', '80', '443', String(port)]);
    for (const url of urls) {
      const answer = await ask(url, { timeoutMs: 2000 }, rules).then(
        () => 'ANSWERED',
        (error: { code?: string }) => error.code,
      );
      expect([url, answer]).toEqual([url, expect.stringMatching(/^(denied|usage|network)$/)]);
    }
    expect(connections).toBe(0);
  });

  test('are not led here by a redirect, nor by a name that changes its mind', async () => {
    // One server stands for the public network; the other address of this machine must not be reached.
    const mayReach = (address: string): boolean => address === '127.0.0.1';
    const ports = ['', String(port)];
    const rules = untrustedRules(schemes, resolver(['127.0.0.1', '127.0.0.2']), mayReach, ports);
    expect((await ask(`http://name.test:${port}/`, {}, rules)).status).toBe(200);
    await expect(ask(`http://name.test:${port}/`, {}, rules)).rejects.toThrow(
      'name.test: 127.0.0.2 is not on the public network',
    );
    const steady = untrustedRules(schemes, resolver(), mayReach, ports);
    for (const url of [
      `http://127.0.0.2:${port}/`,
      'http://127.0.0.1:22/',
      'http://private.test/',
      'file:///etc/passwd',
      'http://u@127.0.0.1/',
    ]) {
      for (const code of [301, 302, 303, 307, 308]) {
        const from = `/to?code=${code}&url=${encodeURIComponent(url)}`;
        await expect(ask(from, { method: 'POST', body: Buffer.from('x') }, steady)).rejects.toThrow(
          /public network|ports 80 and 443|expected|user in it/,
        );
      }
    }
    expect(seen.every(({ path }) => path === '/' || path.startsWith('/to?'))).toBe(true);
  });

  test('are told apart by the address that the socket has in the end', async () => {
    const rules = { ...trusted, connected: untrustedRules(schemes).connected };
    await expect(ask('/', {}, rules)).rejects.toThrow('127.0.0.1: it is not on the public network');
    expect(seen).toEqual([]);
  });

  test('reach the public network', () => {
    for (const address of [
      '93.184.216.34',
      '1.1.1.1',
      '172.32.0.1',
      '100.128.0.1',
      '2606:4700::1111',
      '2a00:1450::1',
    ])
      expect([address, isPublic(address)]).toEqual([address, true]);
    for (const address of ['', 'localhost', '::ffff:1.1.1.1', '1.1.1']) expect(isPublic(address)).toBe(false);
    const rules = untrustedRules(schemes);
    for (const url of ['http://example.org/', 'https://example.org:443/', 'https://1.1.1.1/'])
      rules.judge(new URL(url));
  });

  test('ask so often in a minute, each file for itself', () => {
    let now = 0;
    const admit = createRate(2, 60_000, () => now);
    expect([admit('a'), admit('a'), admit('a'), admit('b')]).toEqual([true, true, false, true]);
    now = 60_000;
    expect(admit('a')).toBe(true);
  });
});
