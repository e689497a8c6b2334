// Parameters of what Lua asks for, read by name.
import { refuse } from '../protocol/rpc.ts';

export type Params = Readonly<Record<string, unknown>>;

/** Throws RpcError `usage` for anything but a text. */
export function text(params: Params, name: string): string {
  const value = params[name];
  if (typeof value !== 'string') throw refuse('usage', `${name}: text expected`);
  return value;
}

/** A number as Lua writes it counts as a text. */
export function maybeText(params: Params, name: string): string | undefined {
  const value = params[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

export function number(params: Params, name: string): number | undefined {
  const value = params[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
