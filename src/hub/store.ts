// What outlives the hub: views, agents, Lua's state, the last good Lua files, a few single values. All of
// it is in memory and read from there; changes reach the database soon after, in one transaction. A
// database that cannot be used is told of, and the hub goes on with what it has.
import { join } from 'node:path';
import { type Change, type Database, isDamage, openDatabase } from './database.ts';

export type Kind =
  | 'view'
  | 'agent'
  | 'lua'
  | 'value'
  | 'grant'
  | 'history'
  | 'off'
  | 'replaced'
  | 'launch'
  | 'trust'
  | 'notification';

export interface Store {
  /** Texts of a kind by key. */
  all(kind: Kind): ReadonlyMap<string, string>;
  get(kind: Kind, key: string): string | undefined;
  /** Null removes it. */
  set(kind: Kind, key: string, text: string | null): void;
  /** Writes what waits, now. */
  flush(): void;
  close(): void;
}

export interface StoreOptions {
  /** What could not be kept, or null when it is kept again. */
  readonly onTrouble: (message: string | null) => void;
  readonly open?: (file: string, onBroken: (message: string) => void) => Database;
}

/**
 * Changes are gathered for so long before they are written: a kill loses no more. A write costs a hundredth of
 * that. A failed one is tried again so late.
 */
const GATHER_MS = 5;
const RETRY_MS = 5000;

/** Opens `state.db` in `home`. Never throws. */
export function openStore(home: string, { onTrouble, open = openDatabase }: StoreOptions): Store {
  const file = join(home, 'state.db');
  const kept = new Map<Kind, Map<string, string>>();
  const of = (kind: Kind): Map<string, string> => {
    const known = kept.get(kind) ?? new Map<string, string>();
    kept.set(kind, known);
    return known;
  };
  const waiting = new Map<string, Change>();
  let timer: NodeJS.Timeout | undefined;
  let trouble: string | null = null;
  let database: Database | null = null;

  const tell = (message: string | null): void => {
    if (message === trouble) return;
    trouble = message;
    onTrouble(message);
  };
  const wait = (change: Change): void => void waiting.set(`${change.kind} ${change.key}`, change);
  const closeDatabase = (): void => {
    try {
      database?.close();
    } catch (error) {
      tell(`cannot close ${file}: ${(error as Error).message}`);
    }
    database = null;
  };
  const reach = (): Database => {
    database ??= open(file, onTrouble);
    return database;
  };
  /** Gives up a database that was damaged under us: the next is begun with all there is in memory. */
  const abandon = (): void => {
    closeDatabase();
    for (const [kind, texts] of kept) for (const [key, text] of texts) wait({ kind, key, text });
  };

  try {
    for (const { kind, key, text } of reach().rows()) of(kind as Kind).set(key, text);
  } catch (error) {
    tell(`cannot read ${file}: ${(error as Error).message}`);
  }

  const schedule = (delay: number): void => {
    timer ??= setTimeout(flush, delay);
    timer.unref();
  };
  const write = (): void => {
    try {
      reach().write([...waiting.values()]);
    } catch (error) {
      if (!isDamage(error)) throw error;
      abandon();
      reach().write([...waiting.values()]);
    }
    waiting.clear();
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    try {
      write();
      tell(null);
    } catch (error) {
      tell(`cannot write ${file}: ${(error as Error).message}`);
      schedule(RETRY_MS);
    }
  };

  return {
    all: of,
    get: (kind, key) => of(kind).get(key),
    set(kind, key, text) {
      if ((of(kind).get(key) ?? null) === text) return;
      if (text === null) of(kind).delete(key);
      else of(kind).set(key, text);
      wait({ kind, key, text });
      schedule(GATHER_MS);
    },
    flush,
    close() {
      flush();
      clearTimeout(timer);
      closeDatabase();
    },
  };
}

/** The JSON value kept under a key; `otherwise` where there is none that can be read. */
export function readValue<T>(store: Store, key: string, otherwise: T): T {
  return parse(store.get('value', key)) ?? otherwise;
}

/** The JSON values of a kind; what cannot be read is left out. */
export function readAll<T>(store: Store, kind: Kind): T[] {
  return [...store.all(kind).values()].flatMap((text) => parse<T>(text) ?? []);
}

function parse<T>(text: string | undefined): T | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
