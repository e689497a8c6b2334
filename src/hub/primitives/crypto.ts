// Encryption for Lua: AES-256-GCM in an envelope that says how it was made, and hashes.
//
// The envelope, byte by byte:
//
//   0       1   version: 1
//   1       1   where the key comes from: 0 given as it is, 1 scrypt of a passphrase
//   2       3   scrypt's parameters: log2 N, r, p; zeros where the key was given
//   5      16   salt for scrypt; zeros where the key was given
//   21     12   nonce, random
//   33     16   tag
//   49      …   the text, encrypted
//
// Bytes 0 to 32 are authenticated together with the caller's `aad`: as additional data GCM gets them, and the
// `aad` behind them.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  type ScryptOptions,
  scrypt,
} from 'node:crypto';
import { PrimitiveError } from './failure.ts';

const VERSION = 1;
const [GIVEN, SCRYPT] = [0, 1];
const [SALT_AT, NONCE_AT, TAG_AT, TEXT_AT] = [5, 21, 33, 49];
const KEY_BYTES = 32;
/** 32 MB and about 80 ms of one core. */
const COST = { log2N: 15, r: 8, p: 1 };
/** What an envelope may ask for: 128 MB, so that one made by others cannot exhaust the machine. */
const MOST = { log2N: 17, r: 8, p: 4 };
/** Of a text that is encrypted. */
export const MAX_PLAINTEXT = 1024 * 1024;
/** Of random bytes asked for at once. */
const MAX_RANDOM = 64 * 1024;

/** How a text is encrypted. */
export interface HowEncrypted {
  /** Bytes that must be given again to decrypt, and are not in the envelope. */
  readonly aad: Buffer;
  /** The key is 32 random bytes: used as it is, not stretched. */
  readonly isRaw: boolean;
}

/** The envelope of a text. Rejects with PrimitiveError `usage` or `too_large`. */
export async function encrypt(text: Buffer, key: Buffer, { aad, isRaw }: HowEncrypted): Promise<Buffer> {
  if (text.length > MAX_PLAINTEXT)
    throw new PrimitiveError('too_large', `crypto.encrypt: more than ${MAX_PLAINTEXT} bytes`);
  const head = Buffer.alloc(TAG_AT);
  head[0] = VERSION;
  if (!isRaw) {
    head.set([SCRYPT, COST.log2N, COST.r, COST.p], 1);
    head.set(randomBytes(NONCE_AT - SALT_AT), SALT_AT);
  }
  head.set(randomBytes(TAG_AT - NONCE_AT), NONCE_AT);
  const cipher = createCipheriv('aes-256-gcm', await stretched(head, key), head.subarray(NONCE_AT));
  cipher.setAAD(Buffer.concat([head, aad]));
  const encrypted = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([head, cipher.getAuthTag(), encrypted]);
}

/** The text in an envelope. Rejects with PrimitiveError: `format` for what is none, `denied` for another key. */
export async function decrypt(envelope: Buffer, key: Buffer, aad: Buffer): Promise<Buffer> {
  if (envelope.length < TEXT_AT || envelope[0] !== VERSION)
    throw new PrimitiveError('format', 'crypto.decrypt: this is no envelope of crypto.encrypt (version 1)');
  if (envelope.length > TEXT_AT + MAX_PLAINTEXT)
    throw new PrimitiveError('too_large', `crypto.decrypt: more than ${MAX_PLAINTEXT} bytes`);
  const head = envelope.subarray(0, TAG_AT);
  const decipher = createDecipheriv('aes-256-gcm', await stretched(head, key), head.subarray(NONCE_AT), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.concat([head, aad]));
  decipher.setAuthTag(envelope.subarray(TAG_AT, TEXT_AT));
  try {
    return Buffer.concat([decipher.update(envelope.subarray(TEXT_AT)), decipher.final()]);
  } catch {
    throw new PrimitiveError('denied', 'crypto.decrypt: another key or aad, or the envelope was changed');
  }
}

/** The key that an envelope's head says to make of the given one. */
async function stretched(head: Buffer, key: Buffer): Promise<Buffer> {
  if (head[1] === GIVEN) {
    if (key.length === KEY_BYTES) return key;
    throw new PrimitiveError('usage', `crypto: a raw key of ${KEY_BYTES} bytes expected, got ${key.length}`);
  }
  if (head[1] !== SCRYPT)
    throw new PrimitiveError(
      'format',
      `crypto.decrypt: key source ${head[1]} is not known (0 or 1 expected)`,
    );
  const [log2N, r, p] = [head[2]!, head[3]!, head[4]!];
  if (log2N < 1 || log2N > MOST.log2N || r < 1 || r > MOST.r || p < 1 || p > MOST.p)
    throw new PrimitiveError('format', `crypto.decrypt: scrypt of 2^${log2N}, ${r}, ${p} is out of bounds`);
  const options: ScryptOptions = { N: 2 ** log2N, r, p, maxmem: 256 * 2 ** log2N * r };
  const salt = head.subarray(SALT_AT, NONCE_AT);
  return new Promise((resolve, reject) => {
    scrypt(key, salt, KEY_BYTES, options, (error, derived) => (error ? reject(error) : resolve(derived)));
  });
}

/** So many random bytes. Throws PrimitiveError `usage`. */
export function random(count: number | undefined): Buffer {
  if (count === undefined || !Number.isInteger(count) || count < 0 || count > MAX_RANDOM)
    throw new PrimitiveError('usage', `crypto.random_bytes: 0 to ${MAX_RANDOM} expected, got ${count}`);
  return randomBytes(count);
}

/** SHA-256, as hex. */
export function sha256(text: Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

/** HMAC-SHA-256, as hex. */
export function hmac(key: Buffer, text: Buffer): string {
  return createHmac('sha256', key).update(text).digest('hex');
}
