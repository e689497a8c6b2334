// The keyring of a Linux desktop, the real one: gnome-keyring on a bus of its own, with a home of its own.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectBus } from '../../../src/hub/primitives/keyring/bus.ts';
import { createKeyring } from '../../../src/hub/primitives/keyring/keyring.ts';
import { until } from '../../helpers/until.ts';

const missing = ['dbus-daemon', 'gnome-keyring-daemon'].filter((program) => !has(program));
const isThere = missing.length === 0;
if (!isThere) console.warn(`skipped: the keyring service: there is no ${missing.join(', no ')}`);
const root = isThere ? mkdtempSync(join(tmpdir(), 'bt-secrets-')) : '';
const env: Record<string, string> = {
  PATH: process.env['PATH']!,
  VITEST_RUN_MARK: process.env['VITEST_RUN_MARK'] ?? '',
  HOME: root,
  XDG_DATA_HOME: join(root, 'data'),
  XDG_RUNTIME_DIR: root,
  DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(root, 'the bus')}`.replace(' ', '%20'),
};
const signal = new AbortController().signal;
const running: ChildProcess[] = [];
const told: string[] = [];
const keyring = createKeyring({
  home: root,
  environment: () => env,
  notify: ({ text }) => void told.push(text),
  platform: 'linux',
});

function has(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function run(program: string, args: readonly string[], input: string): void {
  const child = spawn(program, args, { env, stdio: ['pipe', 'ignore', 'ignore'] });
  // One that reads nothing may have closed it.
  child.stdin!.on('error', () => {}).end(input);
  running.push(child);
}

async function busCall(
  to: string,
  path: string,
  face: string,
  member: string,
  signature = '',
  ...body: unknown[]
) {
  const bus = await connectBus(env, signal);
  try {
    return await bus.call({ to, path, interface: face, member, signature, body });
  } finally {
    bus.close();
  }
}

async function names(): Promise<string[]> {
  const bus = 'org.freedesktop.DBus';
  const [list] = await busCall(bus, '/org/freedesktop/DBus', bus, 'ListNames');
  return list as string[];
}

beforeAll(async () => {
  if (!isThere) return;
  // Without service files: nothing is started by being asked for.
  const config =
    '<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>';
  const file = join(root, 'bus.conf');
  execFileSync('sh', ['-c', 'cat > "$1"', 'sh', file], { input: config });
  run(
    'dbus-daemon',
    ['--nofork', `--config-file=${file}`, `--address=${env['DBUS_SESSION_BUS_ADDRESS']}`],
    '',
  );
  const listens = async (): Promise<boolean> => {
    try {
      (await connectBus(env, AbortSignal.timeout(1000))).close();
      return true;
    } catch {
      return false;
    }
  };
  await until('the bus listens', listens);
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await until('all have ended', () =>
    running.every((one) => one.exitCode !== null || one.signalCode !== null),
  );
  rmSync(root, { recursive: true, force: true });
});

const at = (name: string, value?: unknown): Record<string, unknown> => ({ service: 'ci', name, value });

test.skipIf(!isThere)(
  'secrets go to the service, come back as they were, and a locked keyring is told, not asked about',
  async () => {
    // A bus alone is no keyring.
    expect(await keyring.backend({}, signal)).toBe('file');
    await keyring.set(at('early', 'in the file'), signal);
    expect(told.length).toBe(1);

    run('gnome-keyring-daemon', ['--foreground', '--components=secrets', '--unlock'], 'password');
    await until('the service is there', async () => (await names()).includes('org.freedesktop.secrets'));
    await until('it has a keyring', async () => (await keyring.backend({}, signal)) === 'secret-service');
    expect(String(await keyring.get(at('early'), signal))).toBe('in the file');
    await keyring.set(at('early', 'in the service'), signal);
    expect(String(await keyring.get(at('early'), signal))).toBe('in the service');

    const all = Buffer.from([...Array(256).keys()]);
    for (const value of [all, Buffer.alloc(0), Buffer.alloc(64 * 1024, 'ü'), Buffer.from('replaced')]) {
      expect(await keyring.set(at('a "name", ü', { latin1: value.toString('latin1') }), signal)).toBe(true);
      expect(await keyring.get(at('a "name", ü'), signal)).toEqual(value);
    }
    expect(await keyring.get(at('none'), signal)).toBe(null);
    expect(await keyring.delete(at('none'), signal)).toBe(false);
    expect(await keyring.delete(at('a "name", ü'), signal)).toBe(true);
    expect(await keyring.get(at('a "name", ü'), signal)).toBe(null);

    const path = '/org/freedesktop/secrets';
    const [collection] = await busCall(
      'org.freedesktop.secrets',
      path,
      'org.freedesktop.Secret.Service',
      'ReadAlias',
      's',
      'default',
    );
    await busCall('org.freedesktop.secrets', path, 'org.freedesktop.Secret.Service', 'Lock', 'ao', [
      collection,
    ]);
    for (const work of [
      keyring.get(at('early'), signal),
      keyring.set(at('x', 'y'), signal),
      keyring.delete(at('early'), signal),
    ])
      await expect(work).rejects.toMatchObject({
        code: 'locked',
        message: expect.stringContaining('BOTSTER_KEYRING=file'),
      });
    expect(await keyring.backend({}, signal)).toBe('secret-service');
    // Who would ask the person has not been started.
    expect((await names()).filter((name) => /prompt/i.test(name))).toEqual([]);
    expect(told.length).toBe(1);
  },
);
