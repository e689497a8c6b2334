// How a session of the host says that it is a file's pseudo-terminal, and no agent.
import { createHash } from 'node:crypto';
import { canonical } from '../../lua/canonical.ts';
import type { HandleSpec } from '../../lua/types.ts';

/** What is kept with the session: whose it is, and of what it was made. */
export interface PtyMeta {
  readonly unit: string;
  readonly key: string;
  /** Of the parameters: they may hold secrets. */
  readonly hash: string;
}

export function ptyMeta({ unit, key, params }: HandleSpec): PtyMeta {
  return { unit, key, hash: createHash('sha256').update(canonical(params)).digest('hex') };
}

export function packPtyMeta(meta: PtyMeta): string {
  return JSON.stringify({ pty: meta });
}

/** Null for the session of an agent. */
export function readPtyMeta(meta: string): PtyMeta | null {
  // An agent's metadata may be long.
  if (!meta.startsWith('{"pty":')) return null;
  try {
    const { unit, key, hash } = (JSON.parse(meta) as { pty: Partial<PtyMeta> }).pty;
    return { unit: String(unit), key: String(key), hash: String(hash) };
  } catch {
    return null;
  }
}
