// Rectangles of cells by their edges; right and bottom are outside.
import type { Rect } from '../../core/frame.ts';

export interface Clip {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function intersect(a: Clip, b: Clip): Clip {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

export function isEmpty({ left, top, right, bottom }: Clip): boolean {
  return left >= right || top >= bottom;
}

export function clipOf({ x, y, width, height }: Rect): Clip {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** The rectangle of a clip; empty ones have no width or height. */
export function rectOf({ left, top, right, bottom }: Clip): Rect {
  return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}
