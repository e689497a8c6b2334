// The keychain of macOS, through its own program `security`. Secrets go in over standard input: what stands in
// arguments, others can see.
import { type CommandEnd, runToEnd } from '../../run-command.ts';
import { PrimitiveError } from '../failure.ts';
import type { Secrets } from './secrets.ts';

/** `security -i` takes lines of 4096 bytes. */
const MAX_VALUE = 2048;
const NOT_FOUND = 44;
const LONGEST_MS = 5000;

/** Its functions reject with PrimitiveError. */
export function createKeychain(env: () => Readonly<Record<string, string>>): Secrets {
  const security = async (args: readonly string[], signal: AbortSignal, input = ''): Promise<CommandEnd> => {
    try {
      return await runToEnd(['security', ...args], {
        env: env(),
        cwd: '/',
        timeoutMs: LONGEST_MS,
        input,
        signal,
      });
    } catch (error) {
      throw new PrimitiveError('failed', `the keychain: ${(error as Error).message}`);
    }
  };
  const failed = ({ code, stderr }: CommandEnd): PrimitiveError =>
    new PrimitiveError('failed', `the keychain: security ended with ${code}: ${stderr.trim().slice(0, 200)}`);
  const place = (service: string, name: string): string[] => ['-s', `botster-tui: ${service}`, '-a', name];

  return {
    check: async () => {},
    async get(service, name, signal) {
      const end = await security(['find-generic-password', ...place(service, name), '-w'], signal);
      if (end.code === NOT_FOUND) return null;
      if (end.code !== 0) throw failed(end);
      return Buffer.from(end.stdout.trim(), 'base64');
    },
    async set(service, name, value, signal) {
      if (value.length > MAX_VALUE)
        throw new PrimitiveError('too_large', `keyring.set: the keychain takes at most ${MAX_VALUE} bytes`);
      const words = ['add-generic-password', '-U', ...place(service, name), '-w', value.toString('base64')];
      const end = await security(['-i'], signal, `${words.map(quoted).join(' ')}\n`);
      if (end.code !== 0 || end.stderr.trim() !== '') throw failed(end);
    },
    async delete(service, name, signal) {
      const end = await security(['delete-generic-password', ...place(service, name)], signal);
      if (end.code === NOT_FOUND) return false;
      if (end.code !== 0) throw failed(end);
      return true;
    },
  };
}

function quoted(word: string): string {
  return `"${word.replace(/["\\]/g, '\\$&')}"`;
}
