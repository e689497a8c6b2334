// Size specs of the tree, parsed. What they mean beside their siblings is decided in place.ts.
import type { SizeSpec } from '../../core/tree.ts';
import { boundCells } from './bounds.ts';

/** `auto` is the size of the content; the others are cells, percent of the parent, shares, and bounds. */
export type Size =
  | { readonly kind: 'cells' | 'percent' | 'share' | 'min' | 'max'; readonly amount: number }
  | { readonly kind: 'auto' };

const patterns = [
  ['cells', /^(\d+)$/],
  ['percent', /^(\d+(?:\.\d+)?)%$/],
  ['share', /^(\d+(?:\.\d+)?)fr$/],
  ['min', /^min:(\d+)$/],
  ['max', /^max:(\d+)$/],
] as const;

/** The size that `20`, `"20"`, `"30%"`, `"1fr"`, `"min:10"`, `"max:80"` or `"auto"` says; null for anything else. */
export function parseSize(spec: unknown): Size | null {
  if (typeof spec === 'number') {
    return Number.isFinite(spec) && spec >= 0
      ? { kind: 'cells', amount: boundCells(Math.floor(spec)) }
      : null;
  }
  if (typeof spec !== 'string') return null;
  if (spec === 'auto') return { kind: 'auto' };
  for (const [kind, pattern] of patterns) {
    const amount = pattern.exec(spec)?.[1];
    if (amount !== undefined) return { kind, amount: boundCells(Number(amount)) };
  }
  return null;
}

/** True for what a node may have as width or height. */
export function isSizeSpec(value: unknown): value is SizeSpec {
  return parseSize(value) !== null;
}
