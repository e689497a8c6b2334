// The ledger of trust: files of others (a project's presets, its Lua) that a person has looked at, by the hash of their text.
// One that has changed since is not trusted any more.
import { createHash } from 'node:crypto';
import type { Store } from './store.ts';

export interface TrustedText {
  readonly path: string;
  readonly text: string;
  /** SHA-256 of the text, hex. */
  readonly hash: string;
  readonly trusted: boolean;
  /** An earlier text of it was trusted. */
  readonly changed: boolean;
}

export interface Trust {
  /** What is known of a text at a path; `path` is where the file really is. */
  judge(path: string, text: string): TrustedText;
  allow(path: string, hash: string): void;
  /** False where nothing of it was allowed. */
  forget(path: string): boolean;
  /** The hash of the text that was allowed, by path. */
  all(): ReadonlyMap<string, string>;
}

/** `onChange` is called when something is allowed, or no longer. */
export function createTrust(
  store: Pick<Store, 'get' | 'set' | 'all'>,
  onChange: () => void = () => {},
): Trust {
  return {
    judge(path, text) {
      const hash = createHash('sha256').update(text).digest('hex');
      const known = store.get('trust', path);
      return { path, text, hash, trusted: known === hash, changed: known !== undefined && known !== hash };
    },
    allow(path, hash) {
      store.set('trust', path, hash);
      onChange();
    },
    forget(path) {
      const isKnown = store.get('trust', path) !== undefined;
      if (!isKnown) return false;
      store.set('trust', path, null);
      onChange();
      return true;
    },
    all: () => store.all('trust'),
  };
}
