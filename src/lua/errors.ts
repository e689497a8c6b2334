// Errors as the hub tells them: made of what Lua said and the text it happened in. Repeats are counted; an
// error is gone when its file is good, or when another world runs in which it did not happen.
import { errorHeadline, type LuaError, type LuaPhase } from '../core/lua-error.ts';
import { hintFor } from './hints.ts';
import type { Manifest } from './manifest.ts';
import type { RawError } from './worker-protocol.ts';

/** `where` of what was typed to be run: told to who typed it, and to nobody else. */
export const EVAL = 'eval';

export type ErrorAction = LuaError['action'];

export interface Generation {
  readonly attempted: number;
  readonly live: number;
  readonly live_saved_at: string | null;
}

/** The public shape of what Lua reported about `files`. */
export function describeError(
  raw: RawError,
  files: Manifest,
  action: ErrorAction,
  at: string,
  generation?: Generation,
): LuaError {
  const file = files.get(raw.unit);
  const lines = file?.text.split('\n');
  const hint = hintFor(raw, lines?.[raw.line - 1]);
  return {
    ok: false,
    kind: 'lua_error',
    phase: raw.phase as LuaPhase,
    unit: raw.unit,
    file: file?.path ?? raw.unit,
    line: raw.line,
    message: raw.message,
    ...(raw.where ? { where: raw.where } : {}),
    ...(lines ? { source: excerpt(lines, raw.line) } : {}),
    ...(raw.traceback && raw.traceback.length > 0 ? { traceback: raw.traceback } : {}),
    ...(hint ? { hint } : {}),
    ...(generation ? { generation } : {}),
    action,
    count: 1,
    first_at: at,
    last_at: at,
  };
}

/** The line and its neighbours. */
function excerpt(lines: readonly string[], line: number): NonNullable<LuaError['source']> {
  const from = Math.max(1, line - 2);
  const to = Math.min(lines.length, line + 2);
  const shown = [];
  for (let n = from; n <= to; n++) {
    const text = lines[n - 1]!.slice(0, 200);
    shown.push(n === line ? { n, text, mark: true } : { n, text });
  }
  return shown;
}

export interface ErrorList {
  /** All that is unresolved, those of the last build first. */
  list(): readonly LuaError[];
  /** Something failed while running. */
  add(error: LuaError): void;
  /** What the last build refused; an error that was there before keeps its first time. */
  setRefused(errors: readonly LuaError[]): void;
  /** Another world runs: what went wrong in the last one is forgotten. */
  forgetRuntime(): void;
}

/** Counts told again at most this often. */
const TELL_AGAIN_MS = 1_000;
const MOST_ERRORS = 100;

/** `onChange` is called when the list is another, and now and then while counts go up. */
export function createErrorList(
  onChange: (errors: readonly LuaError[]) => void,
  now: () => number,
): ErrorList {
  let refused: readonly LuaError[] = [];
  const running = new Map<string, LuaError>();
  let toldAt = Number.NEGATIVE_INFINITY;

  const list = (): readonly LuaError[] => [...refused, ...running.values()];
  const tell = (): void => {
    toldAt = now();
    onChange(list());
  };

  return {
    list,
    add(error) {
      const key = keyOf(error);
      const known = running.get(key);
      const isNews = known === undefined || known.action !== error.action;
      running.set(key, known ? { ...error, count: known.count + 1, first_at: known.first_at } : error);
      if (running.size > MOST_ERRORS) running.delete(running.keys().next().value!);
      if (isNews || now() - toldAt >= TELL_AGAIN_MS) tell();
    },
    setRefused(errors) {
      if (errors.length === 0 && refused.length === 0) return;
      const before = new Map(refused.map((error) => [keyOf(error), error]));
      refused = errors.map((error) => {
        const known = before.get(keyOf(error));
        return known ? { ...error, count: known.count + 1, first_at: known.first_at } : error;
      });
      tell();
    },
    forgetRuntime() {
      if (running.size === 0) return;
      running.clear();
      tell();
    },
  };
}

function keyOf(error: LuaError): string {
  return `${errorHeadline(error)}\0${error.where ?? ''}`;
}
