// Files that the watchdog caught: twice with the same text, and they are left out until the text changes.
import type { Manifest } from './manifest.ts';
import type { RawError } from './worker-protocol.ts';

export interface Quarantine {
  /** Counts a file as caught; whether it is left out from now on. */
  caught(unit: string, hash: string, error: RawError): boolean;
  /** The units of `files` that are left out. */
  among(files: Manifest): ReadonlySet<string>;
  /** What they were caught at. */
  errors(files: Manifest): RawError[];
}

const TIMES = 2;

export function createQuarantine(): Quarantine {
  const known = new Map<string, { times: number; error: RawError }>();
  const of = (files: Manifest) =>
    [...files.values()].flatMap(({ unit, hash }) => {
      const found = known.get(`${unit}\0${hash}`);
      return found && found.times >= TIMES ? [{ unit, error: found.error }] : [];
    });
  return {
    caught(unit, hash, error) {
      const key = `${unit}\0${hash}`;
      const times = (known.get(key)?.times ?? 0) + 1;
      known.set(key, { times, error });
      return times >= TIMES;
    },
    among: (files) => new Set(of(files).map(({ unit }) => unit)),
    errors: (files) => of(files).map(({ error }) => error),
  };
}
