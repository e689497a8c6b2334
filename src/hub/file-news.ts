// What becomes of Lua files, as events: those that are live now, and those that are left out.
import type { LuaError } from '../core/lua-error.ts';
import type { Report } from './builds.ts';

export interface FileNews {
  /** The unresolved errors are these. */
  errors(errors: readonly LuaError[]): void;
  /** A build is done. Files that are live with another text are told of where `isHeard`. */
  reported(report: Report, isHeard: boolean): void;
}

type Emit = (event: string, payload: Readonly<Record<string, unknown>>) => unknown;

export function createFileNews(emit: Emit): FileNews {
  let quarantined = new Set<string>();
  let live = new Map<string, string>();
  return {
    errors(errors) {
      const now = errors.filter(({ action }) => action === 'quarantined');
      for (const { unit, message } of now)
        if (!quarantined.has(unit)) emit('lua:quarantined', { unit, message });
      quarantined = new Set(now.map(({ unit }) => unit));
    },
    reported({ set, outcome }, isHeard) {
      const refused = new Set([...set.problems, ...outcome.errors].map(({ unit }) => unit));
      const next = new Map<string, string>();
      for (const { unit, hash } of set.files) {
        const before = live.get(unit);
        if (refused.has(unit)) {
          if (before !== undefined) next.set(unit, before);
          continue;
        }
        next.set(unit, hash);
        if (isHeard && before !== hash) emit('lua:loaded', { unit, generation: outcome.generation });
      }
      live = next;
    },
  };
}
