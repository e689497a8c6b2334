// The keyring where the system has none: an encrypted file; and buses that are not what they should be.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PrimitiveError } from '../../../src/hub/primitives/failure.ts';
import { socketOf } from '../../../src/hub/primitives/keyring/bus.ts';
import { createKeyring, type KeyringDoers } from '../../../src/hub/primitives/keyring/keyring.ts';
import { decode, encode, readAnswers } from '../../../src/hub/primitives/keyring/wire.ts';

let home: string;
let told: string[];
const signal = new AbortController().signal;
const SECRET = 'hunter2-much-longer';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'bt-keyring-'));
  told = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function open(env: Record<string, string> = {}, more: object = {}): KeyringDoers {
  const notify = ({ title, text }: { title?: string | undefined; text: string }): void =>
    void told.push(`${title}: ${text}`);
  return createKeyring({ home, environment: () => env, notify, platform: 'linux', ...more });
}
const at = (service: string, name: string, value?: unknown): Record<string, unknown> => ({
  service,
  name,
  value,
});
/** What kind of failure it is; its message holds no secret. */
async function failure(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    (value) => new Error(`it worked: ${JSON.stringify(value)}`),
    (reason: Error) => reason,
  );
  expect(error.message).not.toContain(SECRET);
  expect(error).toBeInstanceOf(PrimitiveError);
  return (error as PrimitiveError).code;
}

describe('without a keyring of the system', () => {
  test('secrets are kept in a file that only we can read and nobody without its key; it is said once', async () => {
    const keyring = open();
    expect(await keyring.backend({}, signal)).toBe('file');
    expect(await keyring.get(at('ci', 'token'), signal)).toBe(null);
    expect(await keyring.delete(at('ci', 'token'), signal)).toBe(false);
    expect(told).toEqual([]);
    // One after the other, whoever asks: none is lost.
    const names = Array.from({ length: 20 }, (_, i) => `n${i}`);
    await Promise.all(names.map((name) => keyring.set(at('ci', name, name), signal)));
    await keyring.set(at('ci', 'token', SECRET), signal);
    const all = Buffer.from([...Array(256).keys()]);
    await keyring.set(at('__proto__', 'constructor', { latin1: all.toString('latin1') }), signal);
    expect(told).toEqual([expect.stringMatching(/^secrets are kept in a file: .*agents too, can\.$/)]);

    const again = open();
    expect(String(await again.get(at('ci', 'token'), signal))).toBe(SECRET);
    expect(await again.get(at('__proto__', 'constructor'), signal)).toEqual(all);
    for (const name of names) expect(String(await again.get(at('ci', name), signal))).toBe(name);
    expect(await again.get(at('ci', 'toString'), signal)).toBe(null);
    for (const name of ['keyring.enc', 'keyring.key']) {
      expect(statSync(join(home, name)).mode & 0o777).toBe(0o600);
      expect(readFileSync(join(home, name), 'latin1')).not.toMatch(/token|hunter2/);
    }
    expect(await again.delete(at('ci', 'token'), signal)).toBe(true);
    expect(await again.get(at('ci', 'token'), signal)).toBe(null);
    expect(told.length).toBe(1);
  });

  test('a file that others can read, or that was changed, is said and left as it is', async () => {
    const keyring = open();
    await keyring.set(at('ci', 'token', SECRET), signal);
    const [enc, key] = [join(home, 'keyring.enc'), join(home, 'keyring.key')];
    const [wasEnc, wasKey] = [readFileSync(enc), readFileSync(key)];
    chmodSync(key, 0o640);
    expect(await failure(keyring.get(at('ci', 'token'), signal))).toBe('denied');
    chmodSync(key, 0o600);
    rmSync(key);
    expect(await failure(keyring.get(at('ci', 'token'), signal))).toBe('damaged');
    expect(await failure(keyring.set(at('ci', 'token', `${SECRET}2`), signal))).toBe('damaged');
    symlinkSync(enc, key);
    expect(await failure(keyring.set(at('ci', 'token', SECRET), signal))).toBe('outside');
    rmSync(key);
    writeFileSync(key, Buffer.alloc(32), { mode: 0o600 });
    expect(await failure(keyring.get(at('ci', 'token'), signal))).toBe('damaged');
    writeFileSync(key, wasKey);
    writeFileSync(enc, wasEnc.subarray(0, 60));
    expect(await failure(keyring.delete(at('ci', 'token'), signal))).toBe('damaged');
    writeFileSync(enc, wasEnc);
    expect(String(await keyring.get(at('ci', 'token'), signal))).toBe(SECRET);
  });

  test('what is no name or too large is refused', async () => {
    const keyring = open();
    for (const [service, name] of [
      ['', 'a'],
      ['a', ''],
      ['a\nb', 'a'],
      ['a', 'x'.repeat(256)],
    ] as const)
      expect(await failure(keyring.set(at(service, name, SECRET), signal))).toBe('usage');
    expect(await failure(keyring.set(at('a', 'b', SECRET.repeat(4000)), signal))).toBe('too_large');
    expect(await keyring.get(at('a', 'b'), signal)).toBe(null);
  });
});

describe('a bus', () => {
  const sockets: Socket[] = [];
  /** A bus that answers each piece it gets as `talk` says. */
  async function serve(talk: (socket: Socket, got: Buffer) => void): Promise<string> {
    const path = join(home, 'bus');
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {});
      socket.on('data', (got) => talk(socket, got));
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
    closers.push(() => server.close());
    return `unix:path=${path},guid=1`;
  }
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const close of closers.splice(0)) close();
  });

  test('that is not there is no keyring; one that never answers is given up, and the next call is its own', async () => {
    const gone = open({ DBUS_SESSION_BUS_ADDRESS: `unix:path=${home}/none` });
    expect(await gone.backend({}, signal)).toBe('file');
    const address = await serve(() => {});
    const mute = open({ DBUS_SESSION_BUS_ADDRESS: address }, { timeoutMs: 50 });
    expect(await failure(mute.set(at('a', 'b', SECRET), signal))).toBe('timeout');
    expect(await failure(mute.get(at('a', 'b'), signal))).toBe('timeout');
    const file = open({ DBUS_SESSION_BUS_ADDRESS: address, BOTSTER_KEYRING: 'file' });
    expect(await file.backend({}, signal)).toBe('file');
    const unwanted = new AbortController();
    unwanted.abort(new PrimitiveError('reloaded', 'nobody waits'));
    expect(await failure(mute.get(at('a', 'b'), unwanted.signal))).toBe('reloaded');
  });

  test('that refuses us is no keyring; one that sends no messages fails', async () => {
    const refusing = await serve((socket) => socket.write('REJECTED EXTERNAL\r\n'));
    expect(await open({ DBUS_SESSION_BUS_ADDRESS: refusing }).backend({}, signal)).toBe('file');
    closers.pop()!();
    const mad = await serve((socket, got) =>
      socket.write(got[0] === 0 ? 'OK 1234\r\n' : Buffer.alloc(64, 0xff)),
    );
    expect(await failure(open({ DBUS_SESSION_BUS_ADDRESS: mad }).set(at('a', 'b', SECRET), signal))).toBe(
      'failed',
    );
  });

  test('is found where the environment says', () => {
    expect(socketOf({})).toBe(undefined);
    expect(socketOf({ XDG_RUNTIME_DIR: '/run/user/1' })).toBe('/run/user/1/bus');
    expect(socketOf({ DBUS_SESSION_BUS_ADDRESS: 'tcp:host=x;unix:guid=1,path=/a%20b' })).toBe('/a b');
    expect(socketOf({ DBUS_SESSION_BUS_ADDRESS: 'unix:abstract=/x,guid=1' })).toBe('\0/x');
  });
});

describe('messages of D-Bus', () => {
  test('come back as they were', () => {
    const signature = 'yb(oayays)a{sv}asg';
    const values = [
      7,
      true,
      ['/a', Buffer.from([1]), Buffer.alloc(9, 255), 'grüß'],
      [
        ['x', { type: 'a{ss}', value: [['k', 'v']] }],
        ['yy', { type: 'u', value: 0xffffffff }],
      ],
      ['', 'a'],
      'a(ss)',
    ];
    expect(decode(signature, encode(signature, values))).toEqual(values);
  });

  test('by chance are refused or read, without end or harm', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, isLikely) => {
        const message = Buffer.from(bytes);
        if (isLikely && message.length > 16) {
          message.set([0x6c, 2, 0, 1]);
          message.writeUInt32LE(message.length >> 2, 4);
          message.writeUInt32LE(message.length >> 1, 12);
        }
        try {
          const { rest } = readAnswers(message);
          expect(rest.length).toBeLessThanOrEqual(message.length);
        } catch (error) {
          expect(error).toBeInstanceOf(PrimitiveError);
        }
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});

describe('the keychain of macOS', () => {
  /** A `security` that keeps one secret in a file, and notes its arguments. */
  const program = `#!/bin/sh
echo "$*" >> "$KEPT.args"
case "$1" in
  -i) read -r line; printf '%s\\n' "$line" > "$KEPT.line"; printf '%s' "$line" | sed 's/.*"-w" "//; s/"$//' > "$KEPT" ;;
  find-generic-password) [ -f "$KEPT" ] || exit 44; cat "$KEPT"; echo ;;
  delete-generic-password) [ -f "$KEPT" ] || exit 44; rm "$KEPT" ;;
esac`;

  test('gets secrets over standard input, never as an argument', async () => {
    const kept = join(home, 'kept');
    writeFileSync(join(home, 'security'), program, { mode: 0o755 });
    const env = { PATH: `${home}:${process.env['PATH']}`, KEPT: kept };
    const keyring = open(env, { platform: 'darwin' });
    expect(await keyring.backend({}, signal)).toBe('keychain');
    expect(await keyring.get(at('ci', 'token'), signal)).toBe(null);
    expect(await keyring.set(at('ci', 'a "quoted" \\ name', SECRET), signal)).toBe(true);
    expect(readFileSync(`${kept}.line`, 'utf8')).toBe(
      `"add-generic-password" "-U" "-s" "botster-tui: ci" "-a" "a \\"quoted\\" \\\\ name" "-w" "${Buffer.from(SECRET).toString('base64')}"\n`,
    );
    expect(String(await keyring.get(at('ci', 'token'), signal))).toBe(SECRET);
    expect(await keyring.delete(at('ci', 'token'), signal)).toBe(true);
    expect(await keyring.delete(at('ci', 'token'), signal)).toBe(false);
    expect(await failure(keyring.set(at('ci', 'b', SECRET.repeat(200)), signal))).toBe('too_large');
    expect(readFileSync(`${kept}.args`, 'utf8')).not.toContain(Buffer.from(SECRET).toString('base64'));
    expect(told).toEqual([]);
  });
});
