// What files reach outside of the program, in a hub as it runs: bytes that cross into Lua and back, and what
// a file of an agent may not.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpRequests } from '../../../src/hub/primitives/http-requests.ts';
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
  lab = await openLab();
});
afterAll(async () => {
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
