// Which rows of a list longer than its rectangle are shown.

/**
 * The first row shown (from 0) so that `selected` (from 0, or null) is in view, moving as little as possible
 * from `first`, the one shown before. `height` rows fit.
 */
export function keepInView(first: number, selected: number | null, height: number, count: number): number {
  let top = Math.min(first, Math.max(0, count - height));
  if (selected !== null && height > 0) {
    const row = Math.min(Math.max(selected, 0), count - 1);
    if (row < top) top = row;
    else if (row >= top + height) top = row - height + 1;
  }
  return Math.max(0, top);
}
