// Terminal sizes are clamped here and nowhere else: node-pty wraps sizes at 65,536 and xterm.js takes
// minutes for one that large.

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

const limits = { columns: { min: 2, max: 1000 }, rows: { min: 1, max: 500 } } as const;

/** The nearest size that every part of the program can hold (2..1000 x 1..500). Not-a-number becomes 80x24. */
export function clampSize(size: Size): Size {
  return { columns: clamp(size.columns, limits.columns, 80), rows: clamp(size.rows, limits.rows, 24) };
}

function clamp(value: number, { min, max }: { min: number; max: number }, otherwise: number): number {
  return Number.isFinite(value) ? Math.min(max, Math.max(min, Math.floor(value))) : otherwise;
}
