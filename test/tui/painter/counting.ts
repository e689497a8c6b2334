// Counts what painting does, so that a bound on it can be tested without a clock.
import { createGrid, type Grid } from '../../../src/core/grid.ts';

/** Words written into grids of `countingGrid`, and text units given to those who lay text out. */
export const counts = { words: 0, cells: 0, laidOut: 0 };

export function resetCounts(): void {
  Object.assign(counts, { words: 0, cells: 0, laidOut: 0 });
}

class CountingWords extends Uint32Array {
  override set(values: ArrayLike<number>, offset?: number): void {
    counts.words += values.length;
    super.set(values, offset);
  }

  override fill(value: number, from = 0, to = this.length): this {
    counts.words += Math.max(0, to - from);
    return super.fill(value, from, to);
  }
}

/** A grid that counts the words written into it. */
export function countingGrid(columns: number, rows: number): Grid {
  return { ...createGrid(columns, rows), cells: new CountingWords(columns * rows * 4) };
}

type LayOut = (text: string, ...others: never[]) => unknown;

/** A module whose default export lays out text, counting how much. */
export function counted(module: unknown): { default: LayOut } {
  const { default: layOut } = module as { default: LayOut };
  return {
    default: (text, ...others) => {
      counts.laidOut += text.length;
      return layOut(text, ...others);
    },
  };
}
