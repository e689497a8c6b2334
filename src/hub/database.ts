// The SQLite file: one table of texts by kind and key, WAL mode, so that a kill at any moment leaves the
// last state or the one before. What cannot be read is set aside, never overwritten.
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setAside } from './set-aside.ts';

interface Statement {
  run(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
}
interface Handle {
  exec(sql: string): unknown;
  prepare(sql: string): Statement;
  close(): void;
}

export interface Row {
  readonly kind: string;
  readonly key: string;
  readonly text: string;
}

export interface Change {
  readonly kind: string;
  readonly key: string;
  /** Null removes the row. */
  readonly text: string | null;
}

export interface Database {
  rows(): Row[];
  /** All of them or none. Throws where they could not be written. */
  write(changes: readonly Change[]): void;
  close(): void;
}

// Who looks into the file, or a hub that was just killed, may have it for a moment: from the first statement on.
const SCHEMA = `
  PRAGMA busy_timeout = 3000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS kept (
    kind TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (kind, key)
  ) WITHOUT ROWID;
`;

/**
 * Opens `file`. One that is no database any more is renamed to `FILE.broken-N` and begun anew, which
 * `onBroken` is told. Throws where no database can be had there.
 */
export function openDatabase(file: string, onBroken: (message: string) => void): Database {
  try {
    checkStart(file);
    return open(file);
  } catch (error) {
    if (!isDamage(error) || !existsSync(file)) throw error;
    const aside = setAside(file, ['-wal', '-shm']);
    onBroken(`${file} was damaged (${(error as Error).message}): it is kept as ${aside}`);
    return open(file);
  }
}

const MAGIC = 'SQLite format 3\0';

/** Looked at before SQLite does, which deletes the log of what it takes for no database. */
function checkStart(file: string): void {
  const hasLog = (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  if (!existsSync(file) && !hasLog) return;
  const start = Buffer.alloc(MAGIC.length);
  const descriptor = openSync(file, 'a+', 0o600);
  try {
    const length = readSync(descriptor, start, 0, start.length, 0);
    // An empty one is a new one, unless there is a log of what was in it.
    if (length === 0 && !hasLog) return;
  } finally {
    closeSync(descriptor);
  }
  if (start.toString('latin1') !== MAGIC) throw new Error('file is not a database');
}

function open(file: string): Database {
  // Made by us, so that it, and what SQLite puts beside it, is nobody else's to read.
  closeSync(openSync(file, 'a', 0o600));
  const require = createRequire(import.meta.url);
  const Constructor = require('libsql') as new (path: string) => Handle;
  const handle = new Constructor(file);
  try {
    handle.exec(SCHEMA);
    const all = handle.prepare('SELECT kind, key, text FROM kept');
    const put = handle.prepare('INSERT OR REPLACE INTO kept (kind, key, text) VALUES (?, ?, ?)');
    const remove = handle.prepare('DELETE FROM kept WHERE kind = ? AND key = ?');
    check(handle);
    return {
      rows: () => (all.all() as Row[]).map((row) => ({ ...row, key: JSON.parse(row.key) as string })),
      write(changes) {
        handle.exec('BEGIN IMMEDIATE');
        try {
          for (const { kind, key, text } of changes) {
            // As JSON: the driver cuts texts off at a NUL.
            if (text === null) remove.run(kind, JSON.stringify(key));
            else put.run(kind, JSON.stringify(key), text);
          }
          handle.exec('COMMIT');
        } catch (error) {
          rollBack(handle);
          throw error;
        }
      },
      close() {
        try {
          // The driver leaves the log as it is, which would grow with every start.
          handle.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        } finally {
          handle.close();
        }
      },
    };
  } catch (error) {
    handle.close();
    throw error;
  }
}

/** Damage further in than the header shows only when the pages are read. Throws where there is any. */
function check(handle: Handle): void {
  const [found] = handle.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
  if (found?.quick_check !== 'ok') throw new Error(`malformed: ${found?.quick_check}`);
}

/** A full disk may have ended the transaction already. */
function rollBack(handle: Handle): void {
  try {
    handle.exec('ROLLBACK');
  } catch {
    // There is none any more.
  }
}

/** Whether the error says that the file is no database, or not a whole one. */
export function isDamage(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return /SQLITE_(NOTADB|CORRUPT)/.test(code) || /not a database|malformed/.test(message);
}
