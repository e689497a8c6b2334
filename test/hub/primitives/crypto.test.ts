// Encryption: envelopes made elsewhere are opened, ours are what the documentation says, and none that was
// changed by a single bit opens.
import { createDecipheriv, scryptSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { decrypt, encrypt, hmac, random, sha256 } from '../../../src/hub/primitives/crypto.ts';

const text = (words: string): Buffer => Buffer.from(words);
const NONE = Buffer.alloc(0);
const KEY = Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex');

/** An envelope with a small scrypt, as `crypto.encrypt` would make it with other numbers. */
const PASSPHRASE_ENVELOPE =
  '01010a0801000102030405060708090a0b0c0d0e0f6465666768696a6b6c6d6e6f7ff8b7a3d06b9faf895dd289df3b811acc9a84585eee6a246fcee9';
const RAW_ENVELOPE =
  '0100000000000000000000000000000000000000006465666768696a6b6c6d6e6f32de5e5fd3993424ecde3c22ad1487ac48e4';

test('envelopes that another program made are opened', async () => {
  expect(
    (
      await decrypt(Buffer.from(PASSPHRASE_ENVELOPE, 'hex'), text('correct horse'), text('letter'))
    ).toString(),
  ).toBe('grüß dich');
  expect((await decrypt(Buffer.from(RAW_ENVELOPE, 'hex'), KEY, NONE)).toString('hex')).toBe('00ff');
});

test('an envelope is as documented, byte by byte', async () => {
  const made = await encrypt(text('grüß dich'), text('pass'), { aad: text('letter'), isRaw: false });
  expect([...made.subarray(0, 5)]).toEqual([1, 1, 15, 8, 1]);
  const key = scryptSync('pass', made.subarray(5, 21), 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 });
  const decipher = createDecipheriv('aes-256-gcm', key, made.subarray(21, 33));
  decipher.setAAD(Buffer.concat([made.subarray(0, 33), text('letter')]));
  decipher.setAuthTag(made.subarray(33, 49));
  expect(decipher.update(made.subarray(49)).toString() + decipher.final().toString()).toBe('grüß dich');
  const raw = await encrypt(NONE, KEY, { aad: NONE, isRaw: true });
  expect(raw.length).toBe(49);
  expect([...raw.subarray(0, 21)]).toEqual([1, ...Array.from({ length: 20 }, () => 0)]);
});

test('the same text is never encrypted alike', async () => {
  const one = await encrypt(text('x'), KEY, { aad: NONE, isRaw: true });
  const other = await encrypt(text('x'), KEY, { aad: NONE, isRaw: true });
  expect(one.subarray(21).equals(other.subarray(21))).toBe(false);
});

test('with any bit changed, cut short, or with another key or aad, nothing comes out', async () => {
  const envelope = await encrypt(text('secret'), KEY, { aad: text('a'), isRaw: true });
  for (let bit = 0; bit < envelope.length * 8; bit++) {
    const changed = Buffer.from(envelope);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    await expect(decrypt(changed, KEY, text('a'))).rejects.toThrow(
      /changed|no envelope|not known|out of bounds/,
    );
  }
  for (let length = 0; length < envelope.length; length++)
    await expect(decrypt(envelope.subarray(0, length), KEY, text('a'))).rejects.toThrow(
      /changed|no envelope/,
    );
  await expect(decrypt(envelope, Buffer.alloc(32), text('a'))).rejects.toMatchObject({ code: 'denied' });
  await expect(decrypt(envelope, KEY, text('b'))).rejects.toMatchObject({ code: 'denied' });
  expect((await decrypt(envelope, KEY, text('a'))).toString()).toBe('secret');
});

test('an envelope cannot ask for more of the machine than ours do, by much', async () => {
  for (const cost of [
    [0, 8, 1],
    [18, 8, 1],
    [31, 8, 1],
    [15, 9, 1],
    [15, 8, 5],
    [15, 0, 1],
    [255, 255, 255],
  ]) {
    const envelope = Buffer.concat([Buffer.from([1, 1, ...cost]), Buffer.alloc(60)]);
    await expect(decrypt(envelope, text('pass'), NONE)).rejects.toMatchObject({ code: 'format' });
  }
});

test('wrong sizes are said', async () => {
  await expect(encrypt(text('x'), text('short'), { aad: NONE, isRaw: true })).rejects.toThrow(
    'a raw key of 32 bytes expected, got 5',
  );
  await expect(encrypt(Buffer.alloc(1024 * 1024 + 1), KEY, { aad: NONE, isRaw: true })).rejects.toMatchObject(
    { code: 'too_large' },
  );
  for (const count of [-1, 65_537, 1.5, undefined])
    expect(() => random(count)).toThrow(/0 to 65536 expected/);
  expect(random(65_536).length).toBe(65_536);
});

test('hashes are those of FIPS 180-2 and RFC 4231', () => {
  expect(sha256(text('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(hmac(text('Jefe'), text('what do ya want for nothing?'))).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});
