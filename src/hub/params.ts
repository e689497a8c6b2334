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

/** Bytes: a text, or what `lua/core/bytes.lua` made of other bytes. Throws RpcError `usage` for anything else. */
export function bytes(params: Params, name: string): Buffer {
  const value = params[name];
  const packed = (value as { latin1?: unknown } | null | undefined)?.latin1;
  return typeof packed === 'string' ? Buffer.from(packed, 'latin1') : Buffer.from(text(params, name));
}
