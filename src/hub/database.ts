// The SQLite file: one table of texts by kind and key, WAL mode, so that a kill at any moment leaves the
// last state or the one before. What cannot be read is set aside, never overwritten.
import { closeSync, existsSync, openSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';

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

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 1000;
  CREATE TABLE IF NOT EXISTS kept (
    kind TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (kind, key)
  ) WITHOUT ROWID;
`;

/**
 * Opens `file`. One that is no database any more is renamed to `FILE.broken` and begun anew, which
 * `onBroken` is told. Throws where no database can be had there.
 */
export function openDatabase(file: string, onBroken: (message: string) => void): Database {
  try {
    return open(file);
  } catch (error) {
    if (!isDamage(error) || !existsSync(file)) throw error;
    const aside = `${file}.broken`;
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
    }
    onBroken(`${file} was damaged (${(error as Error).message}): it is kept as ${aside}`);
    return open(file);
  }
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
    // Read once now: damage further in than the header shows only when the pages are read.
    all.all();
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
        // The driver leaves the log as it is, which would grow with every start.
        handle.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        handle.close();
      },
    };
  } catch (error) {
    handle.close();
    throw error;
  }
}

/** A full disk may have ended the transaction already. */
function rollBack(handle: Handle): void {
  try {
    handle.exec('ROLLBACK');
  } catch {
    // There is none any more.
  }
}

function isDamage(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return /SQLITE_(NOTADB|CORRUPT)/.test(code) || /not a database|malformed/.test(message);
}
