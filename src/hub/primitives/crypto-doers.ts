// Encryption for Lua, by the name of the API function.
import { bytes, number, type Params } from '../params.ts';
import { decrypt, encrypt, hmac, random, sha256 } from './crypto.ts';
import type { LateDoer } from './doer.ts';
import { createLimiter } from './limiter.ts';

/** Keys stretched at once: each takes a core and 32 MB. */
const STRETCHED_AT_ONCE = 2;

export type CryptoDoers = Readonly<
  Record<'encrypt' | 'decrypt' | 'random_bytes' | 'sha256' | 'hmac', LateDoer>
>;

export function createCryptoDoers(): CryptoDoers {
  const limiter = createLimiter(STRETCHED_AT_ONCE);
  const aad = (params: Params): Buffer => bytes({ aad: '', ...params }, 'aad');
  return {
    encrypt(params, signal) {
      const how = { aad: aad(params), isRaw: params['raw'] === true };
      return limiter.run(() => encrypt(bytes(params, 'text'), bytes(params, 'key'), how), signal);
    },
    decrypt: (params, signal) =>
      limiter.run(() => decrypt(bytes(params, 'text'), bytes(params, 'key'), aad(params)), signal),
    random_bytes: (params) => random(number(params, 'count')),
    sha256: (params) => sha256(bytes(params, 'text')),
    hmac: (params) => hmac(bytes(params, 'key'), bytes(params, 'text')),
  };
}
