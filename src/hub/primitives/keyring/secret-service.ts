// The keyring of a Linux desktop (GNOME Keyring, KWallet, KeePassXC), over D-Bus: org.freedesktop.secrets.
// A keyring that is locked answers with a prompt that only its client can have shown. That is never done here, so
// nothing ever asks the person for a password: the call fails.
import { PrimitiveError } from '../failure.ts';
import { type Bus, BusError, connectBus } from './bus.ts';
import type { Secrets } from './secrets.ts';
import type { Variant } from './wire.ts';

const NAME = 'org.freedesktop.secrets';
const SERVICE = { path: '/org/freedesktop/secrets', interface: 'org.freedesktop.Secret.Service' };
const ITEM = 'org.freedesktop.Secret.Item';
const COLLECTION = 'org.freedesktop.Secret.Collection';
/** Stands where no object does. */
const NOTHING = '/';

type Call = (
  path: string,
  face: string,
  member: string,
  signature?: string,
  ...body: unknown[]
) => Promise<readonly unknown[]>;

interface Keyring {
  readonly call: Call;
  /** Where new secrets go. */
  readonly collection: string;
  readonly isLocked: boolean;
}

/** Its functions reject with PrimitiveError: `no_service` where there is none, `locked`, `failed`; or as the signal. */
export function createSecretService(env: () => Readonly<Record<string, string | undefined>>): Secrets {
  const withKeyring = async <T>(signal: AbortSignal, work: (keyring: Keyring) => Promise<T>): Promise<T> => {
    const bus = await connectBus(env(), signal);
    try {
      return await work(await openKeyring(bus));
    } catch (error) {
      throw explained(error);
    } finally {
      bus.close();
    }
  };

  return {
    check: (signal) => withKeyring(signal, async () => {}),
    get: (service, name, signal) =>
      withKeyring(signal, async ({ call, isLocked }) => {
        const { items, locked } = await find(call, service, name);
        const [item] = items;
        if (item === undefined) {
          if (isLocked || locked.length > 0) throw isClosed();
          return null;
        }
        const [secret] = await call(item, ITEM, 'GetSecret', 'o', await openSession(call));
        return (secret as [string, Buffer, Buffer, string])[2];
      }),
    set: (service, name, value, signal) =>
      withKeyring(signal, async ({ call, collection, isLocked }) => {
        if (isLocked) throw isClosed();
        const properties: [string, Variant][] = [
          [`${ITEM}.Label`, { type: 's', value: `botster-tui: ${service}, ${name}` }],
          [`${ITEM}.Attributes`, { type: 'a{ss}', value: attributes(service, name) }],
        ];
        const secret = [await openSession(call), Buffer.alloc(0), value, 'application/octet-stream'];
        const made = await call(
          collection,
          COLLECTION,
          'CreateItem',
          'a{sv}(oayays)b',
          properties,
          secret,
          true,
        );
        if (made[1] !== NOTHING) throw isClosed();
      }),
    delete: (service, name, signal) =>
      withKeyring(signal, async ({ call, isLocked }) => {
        const { items, locked } = await find(call, service, name);
        if (locked.length > 0 || (isLocked && items.length === 0)) throw isClosed();
        for (const item of items) {
          const [prompt] = await call(item, ITEM, 'Delete');
          if (prompt !== NOTHING) throw isClosed();
        }
        return items.length > 0;
      }),
  };
}

async function openKeyring(bus: Bus): Promise<Keyring> {
  const call: Call = (path, face, member, signature = '', ...body) =>
    bus.call({ to: NAME, path, interface: face, member, signature, body });
  const [collection] = await call(SERVICE.path, SERVICE.interface, 'ReadAlias', 's', 'default');
  if (typeof collection !== 'string' || collection === NOTHING)
    throw new PrimitiveError('no_service', 'the keyring service has no default keyring');
  const properties = 'org.freedesktop.DBus.Properties';
  const [locked] = await call(collection, properties, 'Get', 'ss', COLLECTION, 'Locked');
  return { call, collection, isLocked: (locked as Variant).value === true };
}

/** Items of ours alone: what other programs keep is out of reach. */
function attributes(service: string, name: string): [string, string][] {
  return [
    ['xdg:schema', 'botster-tui'],
    ['service', service],
    ['name', name],
  ];
}

async function find(
  call: Call,
  service: string,
  name: string,
): Promise<{ items: string[]; locked: string[] }> {
  const [items, locked] = await call(
    SERVICE.path,
    SERVICE.interface,
    'SearchItems',
    'a{ss}',
    attributes(service, name),
  );
  return { items: items as string[], locked: locked as string[] };
}

/** Over a socket that only this user can open, a secret needs no further wrapping. */
async function openSession(call: Call): Promise<string> {
  const nothing: Variant = { type: 's', value: '' };
  const [, session] = await call(SERVICE.path, SERVICE.interface, 'OpenSession', 'sv', 'plain', nothing);
  return session as string;
}

function isClosed(): PrimitiveError {
  return new PrimitiveError(
    'locked',
    'the keyring of this desktop is locked. Unlock it there, or attach with BOTSTER_KEYRING=file to keep secrets in a file',
  );
}

const ABSENT = /\.(ServiceUnknown|NameHasNoOwner|NoServer|UnknownMethod|Spawn\.\w+)$/;

function explained(error: unknown): unknown {
  if (!(error instanceof BusError)) return error;
  if (ABSENT.test(error.kind)) return new PrimitiveError('no_service', error.message);
  if (error.kind.endsWith('.IsLocked')) return isClosed();
  return new PrimitiveError('failed', `the keyring service: ${error.message}`);
}
