// Code from outside, run in the live world: each has its outcome when it has come to its end, which may be in a
// later dispatch than the one it began in.
import type { LuaError } from '../core/lua-error.ts';

export interface Evaluation {
  readonly ok: boolean;
  /** What it returned, as text. */
  readonly value?: string;
  readonly error?: LuaError;
}

export interface Evaluations {
  /** One more is about to be sent as `id`; `outcome` always resolves. */
  begin(): { readonly id: number; readonly outcome: Promise<Evaluation> };
  /** It has come to its end. */
  settle(id: number, outcome: Evaluation): void;
  /** The world that runs them is gone: those that have not ended never will. */
  abandon(): void;
}

export function createEvaluations(lost: () => LuaError): Evaluations {
  const open = new Map<number, (outcome: Evaluation) => void>();
  let last = 0;
  return {
    begin() {
      const id = ++last;
      const outcome = new Promise<Evaluation>((resolve) => {
        open.set(id, resolve);
      });
      return { id, outcome };
    },
    settle(id, outcome) {
      const resolve = open.get(id);
      open.delete(id);
      resolve?.(outcome);
    },
    abandon() {
      for (const resolve of open.values()) resolve({ ok: false, error: lost() });
      open.clear();
    },
  };
}
