// `keyring` as Lua asks for it: the system's keyring where there is one, else an encrypted file of the home.
// Nothing here ever asks the person for a password, and no message holds a secret.
import type { NotificationRequest, Notifications } from '../../notifications/notifications.ts';
import { bytes, type Params, text } from '../../params.ts';
import { PrimitiveError } from '../failure.ts';
import { createKeyFile } from './key-file.ts';
import { createKeychain } from './keychain.ts';
import { createSecretService } from './secret-service.ts';
import type { Secrets } from './secrets.ts';

export type Backend = 'secret-service' | 'keychain' | 'file';

export interface KeyringParts {
  readonly home: string;
  readonly environment: () => Readonly<Record<string, string>>;
  readonly notify: Notifications['tell'];
  readonly platform?: NodeJS.Platform;
  /** Of one call, before it fails with `timeout`. */
  readonly timeoutMs?: number;
}

export type KeyringDoers = Readonly<
  Record<'get' | 'set' | 'delete' | 'backend', (params: Params, signal: AbortSignal) => Promise<unknown>>
>;

const MAX_VALUE = 64 * 1024;
const MAX_NAME = 255;
const TIMEOUT_MS = 5000;
const NOTICE_SECONDS = 20;

/**
 * The functions by name. They reject with PrimitiveError: `usage`, `too_large`, `locked`, `timeout`, `denied`,
 * `damaged`, `failed`.
 */
export function createKeyring(parts: KeyringParts): KeyringDoers {
  const { platform = process.platform, timeoutMs = TIMEOUT_MS, environment } = parts;
  const file = createKeyFile(parts.home, () => parts.notify(keptInFile(parts.home)));
  const system =
    platform === 'darwin'
      ? ({ backend: 'keychain', secrets: createKeychain(environment) } as const)
      : ({ backend: 'secret-service', secrets: createSecretService(environment) } as const);

  /** What the system's keyring does; null where there is none, or the person wants the file. */
  const inSystem = async <T>(
    work: (secrets: Secrets) => Promise<T>,
  ): Promise<{ readonly value: T } | null> => {
    if (environment()['BOTSTER_KEYRING'] === 'file') return null;
    try {
      return { value: await work(system.secrets) };
    } catch (error) {
      if (error instanceof PrimitiveError && error.code === 'no_service') return null;
      throw error;
    }
  };

  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: the file is read and written whole. */
  const inTurn = <T>(
    what: string,
    signal: AbortSignal,
    work: (end: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const run = async (): Promise<T> => {
      const late = new PrimitiveError(
        'timeout',
        `${what}: the keyring did not answer within ${timeoutMs / 1000} s`,
      );
      const end = new AbortController();
      const timer = setTimeout(() => end.abort(late), timeoutMs);
      try {
        return await work(AbortSignal.any([signal, end.signal]));
      } finally {
        clearTimeout(timer);
      }
    };
    const done = last.then(run);
    last = done.catch(() => {});
    return done;
  };

  return {
    // What is in the file was put there later than what the system has: storing it there takes it out of the file.
    async get(params, signal) {
      const { service, name } = named(params, 'get');
      return inTurn('keyring.get', signal, async (end) => {
        const kept = await file.get(service, name, end);
        return kept ?? (await inSystem((secrets) => secrets.get(service, name, end)))?.value ?? null;
      });
    },
    async set(params, signal) {
      const { service, name } = named(params, 'set');
      const value = bytes(params, 'value');
      if (value.length > MAX_VALUE)
        throw new PrimitiveError(
          'too_large',
          `keyring.set: ${value.length} bytes, at most ${MAX_VALUE} are kept`,
        );
      return inTurn('keyring.set', signal, async (end) => {
        if (await inSystem((secrets) => secrets.set(service, name, value, end)))
          await file.delete(service, name, end);
        else await file.set(service, name, value, end);
        return true;
      });
    },
    async delete(params, signal) {
      const { service, name } = named(params, 'delete');
      return inTurn('keyring.delete', signal, async (end) => {
        const inKeyring = await inSystem((secrets) => secrets.delete(service, name, end));
        return (await file.delete(service, name, end)) || inKeyring?.value === true;
      });
    },
    backend: (_params, signal) =>
      inTurn(
        'keyring.backend',
        signal,
        async (end): Promise<Backend> =>
          (await inSystem((secrets) => secrets.check(end))) ? system.backend : 'file',
      ),
  };
}

function named(params: Params, what: string): { readonly service: string; readonly name: string } {
  const [service, name] = (['service', 'name'] as const).map((key) => {
    const value = text(params, key);
    if (value === '' || value.length > MAX_NAME || /[\x00-\x1f\x7f]/.test(value))
      throw new PrimitiveError(
        'usage',
        `keyring.${what}: ${key}: a line of 1 to ${MAX_NAME} characters expected`,
      );
    return value;
  }) as [string, string];
  return { service, name };
}

/** What a person is told once, when the file is made. */
function keptInFile(home: string): NotificationRequest {
  return {
    id: 'keyring',
    level: 'warn',
    title: 'secrets are kept in a file',
    text: `There is no system keyring to keep them in (or BOTSTER_KEYRING=file says so): they are in ${home}/keyring.enc, encrypted with keyring.key beside it. Other users cannot read them. Programs that run as you, agents too, can.`,
    timeout: NOTICE_SECONDS,
    unit: 'core',
    isKept: true,
  };
}
