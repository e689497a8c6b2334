// Hooks for what Yoga knows only after layout (measured sizes) and what Ink's styles cannot say (upper bounds).
// Both settle before a paint that waits for the commit's end: the painter must not paint inside root.onRender.
import type { DOMElement } from 'ink';
import { type RefObject, useContext, useLayoutEffect, useRef, useState } from 'react';
import { LayoutContext } from './contexts.ts';

/** The element's inner height in rows as last laid out; null before the first layout. */
export function useMeasuredHeight(): {
  readonly ref: RefObject<DOMElement | null>;
  readonly height: number | null;
} {
  const ref = useRef<DOMElement | null>(null);
  const [height, setHeight] = useState<number | null>(null);
  const layout = useContext(LayoutContext);
  const measure = useRef(() => {
    const yoga = ref.current?.yogaNode;
    if (yoga) setHeight(Math.max(0, Math.floor(yoga.getComputedHeight())));
  });
  useLayoutEffect(() => measure.current());
  useLayoutEffect(() => layout.add(measure.current), [layout]);
  return { ref, height };
}

/** Bounds the element's size, in cells. */
export function useLimits(limits: {
  readonly width?: number;
  readonly height?: number;
}): RefObject<DOMElement | null> {
  const ref = useRef<DOMElement | null>(null);
  const { width, height } = limits;
  const bounded = useRef(false);
  useLayoutEffect(() => {
    const yoga = ref.current?.yogaNode;
    if (!yoga || (!bounded.current && width === undefined && height === undefined)) return;
    bounded.current = true;
    yoga.setMaxWidth(width);
    yoga.setMaxHeight(height);
    layOutAgain(ref.current);
  }, [width, height]);
  return ref;
}

function layOutAgain(element: DOMElement | null): void {
  let root = element;
  while (root?.parentNode) root = root.parentNode;
  root?.onComputeLayout?.();
  root?.onRender?.();
}
