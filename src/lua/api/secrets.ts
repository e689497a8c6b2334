// What keeps secrets: encryption.
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

export const secrets: readonly ApiModule[] = [crypto];

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
