// What files reach outside of the program, in a hub as it runs: bytes that cross into Lua and back, and what
// a file of an agent may not.
import { statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { createHttpRequests } from '../../../src/hub/primitives/http-requests.ts';
import { untrustedRules } from '../../../src/hub/primitives/net-rules.ts';
import { openWebSocket } from '../../../src/hub/primitives/web-sockets.ts';
import { until } from '../../helpers/until.ts';
import { type Lab, openLab } from './lab.ts';

let lab: Lab;
let server: Server;
let base = '';
/** Requests that the server has begun and neither answered nor lost. */
let open = 0;
const LARGE = 5 * 1024 * 1024;
beforeAll(async () => {
  // Says what it was asked; `/never` it keeps waiting, `/large` gets all bytes in turn.
  server = createServer((request, response) => {
    open++;
    response.on('close', () => open--);
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      if (request.url === '/never') return;
      if (request.url === '/large')
        return response.end(Buffer.alloc(LARGE, Buffer.from([...Array(256).keys()])));
      if (request.url === '/echo') return response.end(Buffer.concat(pieces));
      const { method, headers } = request;
      response.setHeader('x-two', ['a', 'b']);
      response.end(
        JSON.stringify({ method, type: headers['content-type'], body: Buffer.concat(pieces).toString() }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The keyring of who runs the tests is not theirs.
  process.env['BOTSTER_KEYRING'] = 'file';
  lab = await openLab();
});
afterAll(async () => {
  delete process.env['BOTSTER_KEYRING'];
  await lab?.dispose();
  server.closeAllConnections();
  server.close();
});

/** Every byte there is, and text. */
const ALL =
  '(function() local all = {} for b = 0, 255 do all[#all + 1] = string.char(b) end return table.concat(all) .. "grüß" end)()';

describe('crypto', () => {
  test('any bytes come back as they were', async () => {
    expect(
      await lab.ask(
        `local all = ${ALL}
         local envelope = assert(crypto.encrypt(all, all, { aad = all }))
         local key = crypto.random_bytes(32)
         local raw = crypto.encrypt("text", key, { raw_key = true })
         return crypto.decrypt(envelope, all, { aad = all }) == all, crypto.decrypt(raw, key), #key, crypto.sha256(all), crypto.hmac(all, all)`,
      ),
    ).toEqual([
      true,
      'text',
      32,
      expect.stringMatching(/^[0-9a-f]{64}$/),
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
    expect(await lab.value('crypto.sha256("\\255\\254")')).toBe(
      'b3d510ef04275ca8e698e5b3cbb0ece3949ef9252f0cdc839e9ee347409a2209',
    );
  });

  test('what cannot be done says why', async () => {
    expect(await lab.failure('crypto.decrypt("no envelope", "k")')).toMatchObject({ code: 'format' });
    expect(await lab.failure('crypto.random_bytes(65537)')).toMatchObject({ code: 'usage' });
    await expect(lab.ask('crypto.encrypt("a", "b", { raw = true })')).rejects.toThrow(
      /unknown option 'raw' \(did you mean 'raw_key'\?\)|unknown option 'raw'/,
    );
    await expect(lab.ask('crypto.encrypt("a", "b")', 'improvements/ask.lua')).rejects.toThrow(
      "crypto.encrypt needs capability 'crypto' (not granted to improvements/ask.lua)",
    );
    await expect(lab.save('user/load.lua', '\ncrypto.sha256("a")')).rejects.toThrow(
      /crypto\.sha256 cannot wait here \(a file that is being loaded/,
    );
    await lab.save('user/load.lua', '-- nothing');
  });
});

describe('keyring', () => {
  const secret = 'hunter2-much-longer';
  test('keeps secrets over reloads, for files of the person and those that were allowed', async () => {
    expect(
      await lab.ask(
        `local all = ${ALL}
         return keyring.backend(), keyring.get("ci", "all"), keyring.set("ci", "all", all), keyring.get("ci", "all") == all,
           keyring.set("ci", "token", "${secret}"), keyring.delete("ci", "all"), keyring.delete("ci", "all")`,
      ),
    ).toEqual(['file', null, true, true, true, true, false]);
    await lab.save('user/load.lua', '-- another world');
    expect(await lab.value(`keyring.get("ci", "token") == "${secret}"`)).toBe(true);
    for (const call of ['get("a", "b")', 'set("a", "b", "c")', 'delete("a", "b")', 'backend()'])
      await expect(lab.ask(`keyring.${call}`, 'improvements/ask.lua')).rejects.toThrow(
        /keyring\.\w+ needs capability 'keyring' \(not granted to improvements\/ask\.lua\)/,
      );
  });

  test('its files are no other function’s; what fails tells no secret, nor does the log', async () => {
    expect(statSync(join(lab.hub.home.home, 'keyring.key')).mode & 0o777).toBe(0o600);
    for (const call of [
      'fs.read("~/.botster/keyring.key")',
      'fs.copy("~/.botster/keyring.enc", "~/.botster/user/a")',
      'fs.rename("~/.botster/keyring.enc", "~/.botster/user/a")',
      'fs.write("~/.botster/keyring.key", "")',
      'fs.remove("~/.botster/keyring.enc")',
    ])
      expect(await lab.failure(call)).toMatchObject({ code: 'denied' });
    expect(await lab.failure('fs.read("~/.botster/keyring.key")', 'improvements/ask.lua')).toMatchObject({
      code: 'denied',
    });
    expect(await lab.failure(`keyring.set("", "token", "${secret}")`)).toMatchObject({ code: 'usage' });
    await expect(lab.ask(`keyring.set("ci", "${secret}")`)).rejects.toThrow(
      "keyring.set: bad argument #3 'value' (string expected, got nil)",
    );
    expect(lab.hub.log.filter((line) => line.includes(secret) && !line.includes('ANSWER'))).toEqual([]);
    expect(lab.hub.hub.notifications.list().map(({ title }) => title)).toEqual([
      'secrets are kept in a file',
    ]);
  });
});

describe('http', () => {
  test('brings answers to a file that a person wrote, and sends what it is given', async () => {
    const [status, ok, url, two, body] = await lab.ask(
      `local res = assert(http.get("${base}/x", { headers = { ["X-A"] = 1 } })) return res.status, res.ok, res.url, res.headers["x-two"], res.body`,
    );
    expect([status, ok, url, two]).toEqual([200, true, `${base}/x`, 'a, b']);
    expect(JSON.parse(body as string)).toMatchObject({ method: 'GET', body: '' });
    const sent = async (call: string): Promise<unknown> =>
      JSON.parse((await lab.value(`assert(${call}).body`)) as string);
    expect(await sent(`http.post("${base}", { json = { n = 1 } })`)).toEqual({
      method: 'POST',
      type: 'application/json',
      body: '{"n":1}',
    });
    expect(await sent(`http.post("${base}", { form = { b = "ü &=", a = 1 } })`)).toEqual({
      method: 'POST',
      type: 'application/x-www-form-urlencoded',
      body: 'a=1&b=%C3%BC%20%26%3D',
    });
    expect(await sent(`http.request{ url = "${base}", method = "put", body = "text" }`)).toMatchObject({
      method: 'PUT',
      body: 'text',
    });
  });

  test('any bytes come and go as they are, megabytes of them', async () => {
    expect(await lab.value(`http.post("${base}/echo", { body = ${ALL} }).body == ${ALL}`)).toBe(true);
    expect(
      await lab.ask(
        `local body = assert(http.get("${base}/large")).body return #body, body:byte(256), body:byte(257), body:sub(-1):byte()`,
      ),
    ).toEqual([LARGE, 255, 0, 255]);
    expect(await lab.failure(`http.get("${base}/large", { max_bytes = 1000 })`)).toMatchObject({
      code: 'too_large',
    });
  });

  test('a reload gives up what is under way', async () => {
    await lab.save(
      'user/waits.lua',
      `events.on("custom:never", function() log.info("NEVER " .. select(2, http.get("${base}/never")).code) end)`,
    );
    await lab.hub.hub.lua.world().emit('custom:never', {});
    await until('the server has it', () => open === 1);
    await lab.save('user/waits.lua', '-- nothing');
    await until('the server is rid of it', () => open === 0);
    expect(lab.said()).toContain('NEVER reloaded');
  });

  test('what is wrong is told at its line; agents need a grant, and reach nothing here with it', async () => {
    for (const [code, why] of [
      ['http.get(1)', "bad argument #1 'url' (string expected, got number)"],
      ['http.get("x", { header = {} })', "unknown option 'header' (did you mean 'headers'?)"],
      [
        'http.get("x", { headers = { a = {} } })',
        "bad option 'headers' (names and texts expected, got a table under a)",
      ],
      ['http.post("x", { json = 1, body = "x" })', "'body' and 'json' are given, one body is sent"],
      ['http.request{ url = "x", method = "CONNECT" }', "bad option 'method'"],
      ['http.request{}', "option 'url' is missing"],
    ] as const)
      await expect(lab.ask(code)).rejects.toThrow(why);
    expect(await lab.failure('http.get("x")')).toEqual({ code: 'usage', message: '"x" is no URL' });
    expect(await lab.failure(`http.get("${base}", { timeout = 121 })`)).toMatchObject({ code: 'usage' });
    await expect(lab.ask(`http.get("${base}")`, 'improvements/ask.lua')).rejects.toThrow(
      "http.get needs capability 'http' (not granted to improvements/ask.lua)",
    );
    const request = createHttpRequests();
    const asAgent = (url: string): Promise<unknown> =>
      request(
        { url, method: 'GET' },
        { unit: 'improvements/x.lua', agent: undefined },
        new AbortController().signal,
      );
    for (const url of [base, 'http://127.0.0.1/', 'http://localhost/', 'http://[::1]/'])
      await expect(asAgent(url)).rejects.toMatchObject({ code: 'denied' });
    expect(open).toBe(0);
  });
});

describe('ws', () => {
  let sockets: WebSocketServer;
  /** What the server got: text as it is, other bytes as hex. */
  const got: string[] = [];
  let url = '';
  beforeAll(async () => {
    sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'two' });
    sockets.on('connection', (socket, request) => {
      got.push(`CONNECTED ${request.headers['x-mine']} ${request.headers['sec-websocket-protocol']}`);
      socket.on('error', (error) => got.push(`ERROR ${error.message}`));
      socket.on('close', (code) => got.push(`CLOSED ${code}`));
      socket.on('message', (data, isBinary) => got.push(isBinary ? data.toString('hex') : data.toString()));
    });
    await until('it listens', () => sockets.address() !== null);
    url = `ws://127.0.0.1:${sockets.address().port}/`;
  });
  afterAll(async () => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  });

  const heard = (line: string): Promise<void> =>
    until(`"${line}" is heard`, () => lab.said().includes(line), {
      detail: () => lab.hub.log.slice(-8).join('\n'),
    });
  const arrived = (line: string): Promise<void> =>
    until(`"${line}" arrives`, () => got.includes(line), { detail: () => got.join('\n') });
  const talking = (
    more = '',
    opts = '{ headers = { ["X-Mine"] = 1 }, protocols = { "one", "two" }, reconnect = { min = 0.1, max = 0.2 } }',
  ): string => `
local sock = ws.connect("${url}", ${opts})
sock:on_open(function(protocol) log.info("OPEN " .. protocol) sock:send("hello") end)
sock:on_message(function(data, binary) log.info("GOT " .. (binary and #data .. " bytes " .. data:byte(-1) or data)) end)
sock:on_close(function(code, reason, again) log.info("CLOSE " .. code .. " " .. reason .. " " .. tostring(again)) end)
events.on("custom:say", function(event) for i = 1, event.times or 1 do sock:send(event.text or "\\0\\255") end end)
events.on("custom:close", function() log.info("CLOSED " .. tostring(sock:close()) .. tostring(sock:close()) .. tostring(sock:send("x"))) end)
${more}`;
  const emit = (name: string, payload: object = {}): Promise<unknown> =>
    lab.hub.hub.lua.world().emit(`custom:${name}`, payload);

  test('talks, goes on over a reload, comes back when it is dropped, and is closed', async () => {
    await lab.save('user/sock.lua', talking());
    await heard('OPEN two');
    await arrived('CONNECTED 1 one,two');
    await arrived('hello');
    const [socket] = sockets.clients;
    socket!.send('text', { binary: false });
    socket!.send(Buffer.from([1, 2, 255]), { binary: true });
    await heard('GOT text');
    await heard('GOT 3 bytes 255');
    await emit('say');
    await arrived('00ff');
    // 500 messages in order, while the file is saved.
    const saved = lab.save('user/sock.lua', talking('-- saved'));
    for (let i = 0; i < 500; i++) socket!.send(`n${i}`, { binary: false });
    await saved;
    await heard('GOT n499');
    expect(lab.said().filter((line) => line.startsWith('GOT n'))).toEqual(
      Array.from({ length: 500 }, (_, i) => `GOT n${i}`),
    );
    await emit('say', { text: 'same connection' });
    await arrived('same connection');
    expect(got.filter((line) => line.startsWith('CONNECTED')).length).toBe(1);
    socket!.terminate();
    await heard('CLOSE 1006  0.1');
    await until('it is back', () => got.filter((line) => line.startsWith('CONNECTED')).length === 2);
    await until('it says hello again', () => got.filter((line) => line === 'hello').length === 2);
    await emit('close');
    await heard('CLOSED truefalsefalse');
    await arrived('CLOSED 1000');
    await lab.save('user/sock.lua', '-- nothing');
  });

  test('ends where it is not to come back; one that is no longer made is closed', async () => {
    await lab.save('user/once.lua', talking('', '{ key = "once" }'));
    await heard('OPEN two');
    await until('it is there', () => sockets.clients.size === 1);
    const before = got.length;
    await lab.save('user/once.lua', '-- nothing');
    await until('it is closed', () => got.slice(before).includes('CLOSED 1000'));
    await lab.save('user/once.lua', talking('-- again', '{ key = "once" }'));
    await until('it is there', () => sockets.clients.size === 1);
    [...sockets.clients][0]!.close(4001, 'enough');
    await heard('CLOSE 4001 enough nil');
    await lab.save('user/once.lua', talking('', '{ key = "large" }'));
    await until('it is there', () => sockets.clients.size === 1);
    [...sockets.clients][0]!.send('x'.repeat(1024 * 1024 + 1), { binary: false });
    await until('it is refused', () =>
      lab.said().some((line) => /^CLOSE 1006 Max payload size exceeded/.test(line)),
    );
    await lab.save(
      'user/once.lua',
      `local gone = ws.connect("${base.replace('http', 'ws')}/x") gone:on_close(function(code, why) log.info(code .. why) end)`,
    );
    await heard('1006Unexpected server response: 200');
  });

  test('what is wrong is an error of its line; agents reach nothing here', async () => {
    const errors = (): string[] =>
      lab.hub.hub.lua.errors().map(({ unit, line, message }) => `${unit}:${line}: ${message}`);
    await lab.save('user/bad.lua', `\nws.connect("http://x")`);
    await until('an error', () => errors().length > 0);
    expect(errors()).toEqual(['user/bad.lua:2: ws.connect("http://x"): ws:// or wss:// expected, got http:']);
    await lab.save('user/bad.lua', '-- nothing');
    for (const [code, why] of [
      [
        `ws.connect("${url}", { reconnect = { min = 0 } })`,
        'reconnect.min must be 0.1 to 3600 seconds, got 0',
      ],
      [`ws.connect("${url}", { reconnect = { mn = 1 } })`, "unknown option 'mn'"],
      [
        `ws.connect("${url}", { reconnect = { min = 50, max = 2 } })`,
        'reconnect.max must be reconnect.min (50) or more',
      ],
      ['ws:send("x")', 'ws:send: this file has connected to nothing'],
      ['webrtc.connect("x", "y")', 'webrtc: not available in botster-tui'],
      ['webrtc:send("x", "y")', 'webrtc: not available in botster-tui'],
    ] as const)
      await expect(lab.ask(code)).rejects.toThrow(why);
    await expect(lab.ask(`ws.connect("${url}")`, 'improvements/ask.lua')).rejects.toThrow(
      "ws.connect needs capability 'ws'",
    );
    const count = got.length;
    for (const address of [url, 'ws://127.0.0.1/', 'ws://localhost/', 'wss://[::1]/', 'ws://2130706433/']) {
      const ends: unknown[] = [];
      const spec = { unit: 'improvements/x.lua', key: 'k', kind: 'ws', params: { url: address } };
      const voice = { tell: async () => {}, end: (...how: unknown[]) => void ends.push(how) };
      openWebSocket(spec, voice, untrustedRules(['ws:', 'wss:']));
      await until(`${address} is refused`, () => ends.length > 0);
      expect(ends).toEqual([['failed', expect.stringMatching(/public network|ports 80 and 443/)]]);
    }
    expect(got.length).toBe(count);
  });
});
