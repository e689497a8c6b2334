// How a Lua failure is told, the same to users, agents and tests (lua-api.md 4.4).

export type LuaPhase =
  | 'syntax'
  | 'load'
  | 'check'
  | 'smoke_render'
  | 'render'
  | 'handler'
  | 'timer'
  | 'timeout'
  | 'memory'
  | 'capability'
  | 'watchdog';

export interface LuaError {
  readonly ok: false;
  readonly kind: 'lua_error';
  readonly phase: LuaPhase;
  /** Path within the home or the package: `user/layout.lua`. */
  readonly unit: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
  /** What was running: `App:render`, `hooks.register("agent:output", "badges")`, … */
  readonly where?: string;
  readonly source?: readonly { readonly n: number; readonly text: string; readonly mark?: boolean }[];
  readonly traceback?: readonly string[];
  readonly hint?: string;
  readonly generation?: {
    readonly attempted: number;
    readonly live: number;
    readonly live_saved_at: string | null;
  };
  readonly action: 'kept_last_good' | 'rolled_back' | 'disabled' | 'quarantined' | 'fell_back';
  readonly count: number;
  readonly first_at: string;
  readonly last_at: string;
}

/** The first line everywhere: `user/layout.lua:12: attempt to index a nil value`. */
export function errorHeadline(error: Pick<LuaError, 'unit' | 'line' | 'message'>): string {
  return `${error.unit}:${error.line}: ${error.message}`;
}
