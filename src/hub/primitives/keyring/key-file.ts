// Secrets in an encrypted file of the home, for systems without a keyring: `keyring.enc`, and beside it its key,
// `keyring.key`. That keeps them from other users, and from whoever gets one of the two files alone. It keeps them
// from nobody who can read files as this user.
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../replace-file.ts';
import { decrypt, encrypt, MAX_PLAINTEXT, random } from '../crypto.ts';
import { explain, PrimitiveError } from '../failure.ts';
import { keyFiles, type Secrets } from './secrets.ts';

const KEY_BYTES = 32;
const ONLY_OURS = 0o600;
const AAD = Buffer.from('botster-tui keyring');

/** Base64 by service and name. */
type Kept = Record<string, Record<string, string>>;

/** Its functions reject with PrimitiveError. `onMade` is told when the file is made. */
export function createKeyFile(home: string, onMade: () => void): Secrets {
  const [file, keyFile] = keyFiles.map((name) => join(home, name)) as [string, string];

  const read = async (): Promise<Kept> => {
    const envelope = await readOurs(file);
    if (!envelope) return empty();
    const key = await readOurs(keyFile);
    if (!key) throw damaged(`${keyFile} is missing`);
    try {
      const text = await decrypt(Buffer.from(envelope.toString('latin1'), 'base64'), key, AAD);
      return Object.assign(empty(), JSON.parse(text.toString()) as Kept);
    } catch {
      throw damaged(`it was not encrypted with ${keyFile}, or was changed`);
    }
  };
  const damaged = (why: string): PrimitiveError =>
    new PrimitiveError(
      'damaged',
      `${file} cannot be read: ${why}. Put the right one back, or remove ${file} to begin anew`,
    );
  const write = async (kept: Kept): Promise<void> => {
    const text = Buffer.from(JSON.stringify(kept));
    if (text.length > MAX_PLAINTEXT)
      throw new PrimitiveError('too_large', `${file}: at most ${MAX_PLAINTEXT} bytes of secrets are kept`);
    const isNew = (await readOurs(file)) === null;
    let key = await readOurs(keyFile);
    if (!key) {
      key = random(KEY_BYTES);
      save(keyFile, key);
    }
    save(file, `${(await encrypt(text, key, { aad: AAD, isRaw: true })).toString('base64')}\n`);
    if (isNew) onMade();
  };

  return {
    check: async () => {},
    async get(service, name) {
      const names = (await read())[service];
      return names && Object.hasOwn(names, name) ? Buffer.from(names[name]!, 'base64') : null;
    },
    async set(service, name, value) {
      const kept = await read();
      kept[service] = Object.assign(empty(), kept[service], { [name]: value.toString('base64') });
      await write(kept);
    },
    async delete(service, name) {
      const kept = await read();
      const names = kept[service];
      if (!names || !Object.hasOwn(names, name)) return false;
      delete names[name];
      if (Object.keys(names).length === 0) delete kept[service];
      await write(kept);
      return true;
    },
  };
}

/** No name of it is found that was not put there. */
function empty<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

function save(path: string, content: string | Buffer): void {
  try {
    replaceFile(path, content, ONLY_OURS);
  } catch (error) {
    throw explain(error, path);
  }
}

/** Null where there is none. Rejects with PrimitiveError `denied` for what is not a file that only this user reads. */
async function readOurs(path: string): Promise<Buffer | null> {
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { mode, uid } = await handle.stat();
      if ((mode & constants.S_IFMT) !== constants.S_IFREG || uid !== process.getuid?.())
        throw new PrimitiveError('denied', `${path}: a file of yours expected`);
      if ((mode & 0o077) !== 0)
        throw new PrimitiveError('denied', `${path}: others can read it (chmod 600 ${path} ends that)`);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw explain(error, path);
  }
}
