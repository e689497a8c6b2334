// What files keep open outside their world (a watch, a pseudo-terminal): ours, not the world's, each named by
// file and key. A new world that opens the same again adopts it as it is; what it does not open is closed.
import { canonical } from './canonical.ts';
import type { HandleSpec, OpenHandle, WorldEvents } from './types.ts';

/** Something to be done with an open handle. */
export interface HandleAct {
  readonly unit: string;
  readonly key: string;
  readonly action: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Handles {
  /** Opens one; an open one of that name is closed first. */
  open(spec: HandleSpec): void;
  close(unit: string, key: string): void;
  /** What the handle answers. Throws, or rejects, with why it could not be done. */
  act(act: HandleAct): unknown;
  /** Exactly these from now on: those known as they are stay open. Then does `acts`, in order. */
  adopt(specs: readonly HandleSpec[], acts: readonly HandleAct[]): void;
  count(): number;
  /** The program ends: what the next one may find again is left as it is. */
  leave(): void;
}

interface Entry {
  readonly spec: HandleSpec;
  /** Undefined while it is being opened. */
  handle?: OpenHandle;
}

/** A handle that is not open any more. */
export class HandleGoneError extends Error {
  readonly code = 'closed';
}

/** `tell` brings what happened to a handle into the live world; `onTrouble` hears of acts that failed. */
export function createHandles(
  open: NonNullable<WorldEvents['onOpen']>,
  tell: (unit: string, key: string, event: string, value: unknown) => Promise<void>,
  onTrouble: (unit: string, message: string) => void,
): Handles {
  const entries = new Map<string, Entry>();

  const start = (spec: HandleSpec): void => {
    const name = nameOf(spec);
    const { unit, key } = spec;
    const entry: Entry = { spec };
    entries.set(name, entry);
    // One that was closed says nothing any more, whatever is still on its way.
    const isOpen = (): boolean => entries.get(name) === entry;
    entry.handle = open(spec, {
      tell: async (event, value) => {
        if (isOpen()) await tell(unit, key, event, value);
      },
      end(event, value) {
        if (!isOpen()) return;
        entries.delete(name);
        void tell(unit, key, event, value);
      },
    });
  };
  const stop = (name: string): void => {
    const found = entries.get(name);
    entries.delete(name);
    found?.handle?.close();
  };
  const act = ({ unit, key, action, params }: HandleAct): unknown => {
    const found = entries.get(nameOf({ unit, key }));
    if (!found?.handle) throw new HandleGoneError('it is not open any more');
    return found.handle.act(action, params);
  };

  return {
    open(spec) {
      stop(nameOf(spec));
      start(spec);
    },
    close: (unit, key) => stop(nameOf({ unit, key })),
    act,
    adopt(specs, acts) {
      const wanted = new Map(specs.map((spec) => [nameOf(spec), spec]));
      for (const [name, { spec }] of [...entries]) {
        const next = wanted.get(name);
        if (!next || !isSame(spec, next)) stop(name);
      }
      for (const [name, spec] of wanted) {
        const known = entries.get(name);
        if (known) known.handle?.adopted?.();
        else start(spec);
      }
      for (const one of acts) attempt(act, one, onTrouble);
    },
    count: () => entries.size,
    leave() {
      for (const { handle } of entries.values()) {
        if (handle?.leave) handle.leave();
        else handle?.close();
      }
      entries.clear();
    },
  };
}

/** Does something that nobody waits for. */
export function attempt(
  act: (act: HandleAct) => unknown,
  one: HandleAct,
  onTrouble: (unit: string, message: string) => void,
): void {
  const failed = (error: unknown): void => {
    if (!(error instanceof HandleGoneError))
      onTrouble(one.unit, `${one.action}: ${(error as Error).message}`);
  };
  try {
    Promise.resolve(act(one)).catch(failed);
  } catch (error) {
    failed(error);
  }
}

function nameOf({ unit, key }: { readonly unit: string; readonly key: string }): string {
  return `${unit}\0${key}`;
}

function isSame(a: HandleSpec, b: HandleSpec): boolean {
  return a.kind === b.kind && canonical(a.params) === canonical(b.params);
}
