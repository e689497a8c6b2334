// What must outlive the hub: views, in SQLite, WAL mode, so that a kill at any moment leaves the last
// state or the one before. A database that cannot be used is reported once, and the hub goes on in memory.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ViewState } from '../core/view.ts';

interface Statement {
  run(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
}
interface Database {
  exec(sql: string): unknown;
  prepare(sql: string): Statement;
  close(): void;
}

export interface Store {
  views(): ViewState[];
  saveView(view: ViewState): void;
  removeView(id: string): void;
  /** Writes what waits, now. */
  flush(): void;
  close(): void;
}

/** Changes are gathered for so long before they are written. */
const GATHER_MS = 100;
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 1000;
  CREATE TABLE IF NOT EXISTS views (id TEXT PRIMARY KEY, json TEXT NOT NULL);
`;

/** Opens `state.db` in `home`. `onTrouble` is told, once per kind, why something could not be kept. */
export function openStore(home: string, onTrouble: (message: string) => void): Store {
  const file = join(home, 'state.db');
  const told = new Set<string>();
  const attempt = <T>(what: string, act: () => T, otherwise: T): T => {
    try {
      return act();
    } catch (error) {
      const message = `${what} ${file}: ${(error as Error).message}`;
      if (!told.has(message)) onTrouble(message);
      told.add(message);
      return otherwise;
    }
  };

  const database = attempt('cannot open', () => open(file), null);
  const pending = new Map<string, string | null>();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!database || pending.size === 0) return;
    attempt(
      'cannot write',
      () => {
        database.exec('BEGIN');
        try {
          const save = database.prepare('INSERT OR REPLACE INTO views (id, json) VALUES (?, ?)');
          const remove = database.prepare('DELETE FROM views WHERE id = ?');
          for (const [id, json] of pending) json === null ? remove.run(id) : save.run(id, json);
          database.exec('COMMIT');
        } catch (error) {
          database.exec('ROLLBACK');
          throw error;
        }
        // Only what is written is forgotten: after a full disk the next change tries all of it again.
        pending.clear();
      },
      undefined,
    );
  };
  const change = (id: string, json: string | null): void => {
    pending.set(id, json);
    timer ??= setTimeout(flush, GATHER_MS);
  };

  return {
    views: () => attempt('cannot read', () => (database ? readViews(database) : []), []),
    saveView: (view) => change(view.id, JSON.stringify(view)),
    removeView: (id) => change(id, null),
    flush,
    close() {
      flush();
      if (database) attempt('cannot close', () => database.close(), undefined);
    },
  };
}

function open(file: string): Database {
  // Loaded here, not at start: the hub answers before its database is open.
  const require = createRequire(import.meta.url);
  const Constructor = require('libsql') as new (path: string) => Database;
  const database = new Constructor(file);
  database.exec(SCHEMA);
  return database;
}

function readViews(database: Database): ViewState[] {
  const rows = database.prepare('SELECT json FROM views').all() as { json: string }[];
  return rows.flatMap(({ json }) => {
    try {
      return [JSON.parse(json) as ViewState];
    } catch {
      return [];
    }
  });
}
