// What is kept: through a kill at any moment, on a full disk, and with a database that is none any more.
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Change, type Database, openDatabase } from '../../src/hub/database.ts';
import { openStore, readAll, readValue, type Store } from '../../src/hub/store.ts';
import { until } from '../helpers/until.ts';

let home: string;
let troubles: (string | null)[];
const stores: Store[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'bt-store-'));
  troubles = [];
});
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  rmSync(home, { recursive: true });
});

function open(openWith?: () => Database): Store {
  const store = openStore(home, {
    onTrouble: (message) => void troubles.push(message),
    ...(openWith ? { open: openWith } : {}),
  });
  stores.push(store);
  return store;
}

test('what is set is there for the next one, without what was removed', () => {
  const store = open();
  store.set('view', 'a', '{"n":1}');
  store.set('view', 'b', '{"n":2}');
  store.set('lua', 'unit\0key', '"text with \' and é"');
  store.set('view', 'a', null);
  store.close();
  const next = open();
  expect([...next.all('view')]).toEqual([['b', '{"n":2}']]);
  expect(next.get('lua', 'unit\0key')).toBe('"text with \' and é"');
  expect(readAll(next, 'view')).toEqual([{ n: 2 }]);
  expect(troubles).toEqual([]);
});

test('it is written soon, without being told to', async () => {
  open().set('value', 'x', '1');
  await until('the value is in the file', () => bytesOf(home).includes('x'));
});

test('what cannot be read as JSON is left out', () => {
  const store = open();
  store.set('view', 'a', '{');
  store.set('view', 'b', '1');
  store.set('value', 'v', 'nonsense');
  expect(readAll(store, 'view')).toEqual([1]);
  expect(readValue(store, 'v', 'otherwise')).toBe('otherwise');
});

test('only its owner can read the database', () => {
  open();
  expect(statSync(join(home, 'state.db')).mode & 0o077).toBe(0);
});

test.each([
  ['text', Buffer.from('this is no database, but it is long enough to be taken for one. '.repeat(20))],
  ['the start of one', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(200, 0xff)])],
])('a database that is %s is set aside, and the hub goes on', (_name, bytes) => {
  writeFileSync(join(home, 'state.db'), bytes);
  const store = open();
  store.set('value', 'x', '1');
  store.close();
  expect(troubles).toEqual([expect.stringMatching(/damaged.*state\.db\.broken-1$/)]);
  expect(readFileSync(join(home, 'state.db.broken-1'))).toEqual(bytes);
  expect(open().get('value', 'x')).toBe('1');
});

test('a database with damaged pages is set aside', () => {
  const store = open();
  for (let i = 0; i < 200; i++) store.set('view', `v${i}`, JSON.stringify({ text: 'x'.repeat(500) }));
  store.close();
  const file = join(home, 'state.db');
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 8192, bytes.length - 4096);
  writeFileSync(file, bytes);
  open().set('value', 'x', '1');
  expect(troubles[0]).toContain('damaged');
});

test('every damaged database is kept with its log under a number of its own, the last five', () => {
  const file = join(home, 'state.db');
  for (let n = 1; n <= 7; n++) {
    writeFileSync(file, `no database ${n}`);
    writeFileSync(`${file}-wal`, `log ${n}`);
    open().close();
    expect(troubles.at(-1)).toContain(`state.db.broken-${n}`);
    expect(readFileSync(`${file}.broken-${n}`, 'utf8')).toBe(`no database ${n}`);
    expect(readFileSync(`${file}.broken-${n}-wal`, 'utf8')).toBe(`log ${n}`);
  }
  const kept = readdirSync(home).filter((name) => name.includes('broken'));
  expect(kept.filter((name) => name.endsWith('-wal'))).toHaveLength(5);
  expect(kept.filter((name) => /broken-\d+$/.test(name)).sort()).toEqual(
    [3, 4, 5, 6, 7].map((n) => `state.db.broken-${n}`),
  );
});

test('the log of a database that was cut to nothing is kept', () => {
  const store = open();
  store.set('value', 'x', '1');
  store.flush();
  const file = join(home, 'state.db');
  const log = readFileSync(`${file}-wal`);
  const other = mkdtempSync(join(tmpdir(), 'bt-store-'));
  writeFileSync(join(other, 'state.db-wal'), log);
  openStore(other, { onTrouble: (message) => void troubles.push(message) }).close();
  expect(troubles).toEqual([expect.stringContaining('state.db.broken-1')]);
  expect(readFileSync(join(other, 'state.db.broken-1-wal'))).toEqual(log);
  rmSync(other, { recursive: true });
});

test('a database that is damaged while it is used is set aside, and begun anew with all there is', () => {
  let isDamaged = false;
  const store = open(() => {
    const database = openDatabase(join(home, 'state.db'), (message) => void troubles.push(message));
    return {
      ...database,
      write(changes) {
        if (isDamaged) throw Object.assign(new Error('malformed'), { code: 'SQLITE_CORRUPT' });
        database.write(changes);
      },
      close() {
        database.close();
        if (isDamaged) writeFileSync(join(home, 'state.db'), 'no database any more');
        isDamaged = false;
      },
    };
  });
  store.set('value', 'early', '1');
  store.flush();
  isDamaged = true;
  store.set('value', 'late', '2');
  store.flush();
  expect(troubles).toEqual([expect.stringContaining('state.db.broken-1')]);
  store.close();
  const next = open();
  expect([...next.all('value')]).toEqual([
    ['early', '1'],
    ['late', '2'],
  ]);
});

test('a database that somebody else has for a moment is waited for', async () => {
  // All of it elsewhere: the driver closes a database when it is collected, and until then holds a lock here.
  const holder = spawn(
    process.execPath,
    [
      '-e',
      `const handle = new (require('libsql'))(process.argv[1]);
       handle.exec(\`PRAGMA journal_mode = WAL; PRAGMA locking_mode = EXCLUSIVE;
         CREATE TABLE kept (kind TEXT, key TEXT, text TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
         INSERT INTO kept VALUES ('value', '"x"', '1'); BEGIN IMMEDIATE; DELETE FROM kept\`);
       console.log('held');
       setTimeout(() => process.exit(), 300);`,
      join(home, 'state.db'),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  expect(open().get('value', 'x')).toBe('1');
  expect(troubles).toEqual([]);
});

test('where there can be no database everything is kept in memory, and told of once', () => {
  mkdirSync(join(home, 'state.db'));
  const store = open();
  store.set('value', 'x', '1');
  store.flush();
  store.flush();
  expect(store.get('value', 'x')).toBe('1');
  expect(troubles.length).toBeLessThanOrEqual(2);
  expect(troubles[0]).toContain('state.db');
});

test('a full disk loses nothing: all is tried again, and then it is told to be over', () => {
  let isFull = false;
  const written: Change[] = [];
  const store = open(() => ({
    rows: () => [],
    write(changes) {
      if (isFull) throw new Error('database or disk is full');
      written.push(...changes);
    },
    close() {},
  }));
  writeFileSync(join(home, 'state.db'), '');
  isFull = true;
  store.set('value', 'a', '1');
  store.flush();
  store.set('value', 'b', '2');
  store.set('value', 'a', '3');
  store.flush();
  expect(troubles).toEqual([expect.stringContaining('disk is full')]);
  isFull = false;
  store.flush();
  expect(troubles.at(-1)).toBeNull();
  expect(written.map(({ key, text }) => `${key}=${text}`)).toEqual(['a=3', 'b=2']);
});

const child = fileURLToPath(new URL('fixtures/store-child.ts', import.meta.url));
/** Beside the packages, so that the child finds them. */
const bundle = fileURLToPath(
  new URL(`../../node_modules/.cache/store-child-${process.pid}.mjs`, import.meta.url),
);

describe('in a process of its own', () => {
  beforeAll(() =>
    build({
      entryPoints: [child],
      outfile: bundle,
      bundle: true,
      format: 'esm',
      platform: 'node',
      external: ['libsql'],
      logLevel: 'silent',
    }),
  );
  afterAll(() => rmSync(bundle));

  test('a kill at any moment leaves a whole database, with all that was there when it was said to be', async () => {
    let seed = 7;
    for (let run = 0; run < 20; run++) {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      const process_ = spawn(process.execPath, [bundle, home], { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = -1;
      const rounds = 1 + (seed % 40);
      process_.stdout.on('data', (data: Buffer) => {
        for (const line of data.toString().trim().split('\n')) said = Number(line);
        if (said >= rounds) process_.kill('SIGKILL');
      });
      await new Promise((resolve) => process_.once('close', resolve));
      const store = openStore(home, { onTrouble: (message) => void troubles.push(message) });
      const values = readAll<{ round: number }>(store, 'view').map(({ round }) => round);
      store.close();
      // Written in one transaction: all of one round.
      expect(new Set(values).size).toBe(1);
      expect(values[0]).toBeGreaterThanOrEqual(said);
      expect(values).toHaveLength(20);
    }
    expect(troubles).toEqual([]);
  });

  test.skipIf(!canMount())('on a disk that is full what was written stays, and the process lives', () => {
    const script = `mount -t tmpfs -o size=256k none "$1" && exec "$2" "$3" "$1" full`;
    const output = execFileSync(
      'unshare',
      ['-Urm', 'sh', '-c', script, 'sh', home, process.execPath, bundle],
      {
        encoding: 'utf8',
      },
    );
    const { trouble, first, reopened } = JSON.parse(output) as Record<string, unknown>;
    expect(trouble).toMatch(/full|disk I\/O/);
    expect(first).toBe('kept');
    expect(reopened).toBe('kept');
  });
});

function canMount(): boolean {
  try {
    execFileSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs none /mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The bytes of the database and its log. */
function bytesOf(directory: string): string {
  return ['state.db', 'state.db-wal']
    .map((name) => join(directory, name))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'latin1'))
    .join('');
}
