// What keeps secrets: encryption, and the keyring.
import { type ApiClass, type ApiModule, closed, fn } from './model.ts';

const CRYPTO = { capability: 'crypto' };

const crypto: ApiModule = {
  name: 'crypto',
  doc: 'Encryption (AES-256-GCM), hashes and random bytes. Strings may hold any bytes. Every function waits; what cannot be done is `nil, err`.',
  fields: [],
  functions: [
    fn(
      'encrypt(plaintext: string, key: string, opts?: EncryptOptions): string',
      'An envelope that `crypto.decrypt` opens with the same key, of at most 1 MB. The key is a passphrase, made into a key by scrypt (about a tenth of a second), unless `raw_key` says that it is 32 random bytes. Byte by byte: 1 version (1); 1 source of the key (0 raw, 1 scrypt); 3 log2 N, r and p of scrypt; 16 salt; 12 nonce; 16 tag; the rest is the text, encrypted. The 33 bytes before the tag, and `aad` behind them, are authenticated with it.',
      CRYPTO,
    ),
    fn(
      'decrypt(envelope: string, key: string, opts?: DecryptOptions): string',
      'The text in an envelope. `err.code` is `"denied"` where the key or `aad` is another or the envelope was changed, `"format"` where it is none.',
      CRYPTO,
    ),
    fn('random_bytes(count: integer): string', 'So many random bytes, at most 65536.', CRYPTO),
    fn('sha256(text: string): string', 'The hash of a text, as 64 hexadecimal digits.'),
    fn('hmac(key: string, text: string): string', 'HMAC-SHA-256, as 64 hexadecimal digits.'),
  ],
};

const KEYRING = { capability: 'keyring' };

const keyring: ApiModule = {
  name: 'keyring',
  doc: 'Secrets (tokens, passwords), each by the name of a service and a name there. They are in the keyring of the system: the Secret Service of a Linux desktop, the keychain of macOS. Where there is none, or the environment has `BOTSTER_KEYRING=file`, they are in `keyring.enc` in the home of this program, encrypted, with the key beside it in `keyring.key`: that keeps them from other users, not from programs that read files as you do. Only what was set here is found, by all files alike; nothing asks you for a password. A value may hold any bytes, at most 64 KB (2 KB in the keychain). Every function waits; what cannot be done is `nil, err`: `err.code` is `"locked"` for a keyring that is locked, `"timeout"` for one that does not answer within 5 seconds, `"denied"` or `"damaged"` for a file that others can read or that cannot be decrypted.',
  fields: [],
  functions: [
    fn('get(service: string, name: string): string?', 'The secret; nil where there is none.', KEYRING),
    fn(
      'set(service: string, name: string, value: string): boolean',
      'Keeps a secret, in place of an earlier one.',
      KEYRING,
    ),
    fn(
      'delete(service: string, name: string): boolean',
      'Forgets a secret; false where there is none.',
      KEYRING,
    ),
    fn('backend(): string', 'Where secrets are kept: `"secret-service"`, `"keychain"` or `"file"`.', KEYRING),
  ],
};

export const secrets: readonly ApiModule[] = [crypto, keyring];

export const secretClasses: readonly ApiClass[] = [
  closed('EncryptOptions', 'How to encrypt.', {
    'aad?': [
      'string',
      'What must be given again to decrypt, and is not in the envelope: a name of what it is for.',
    ],
    'raw_key?': ['boolean', 'The key is 32 random bytes, used as it is. Default false.'],
  }),
  closed('DecryptOptions', 'What an envelope was made with.', {
    'aad?': ['string', 'As it was given to `crypto.encrypt`.'],
  }),
];
