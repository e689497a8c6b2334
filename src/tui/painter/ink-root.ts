// Ink without its paint stage: React, reconciler and layout are Ink's; instead of writing, it tells that
// the elements changed. Rests on fields of Ink's DOM that are checked when it is mounted.
import { PassThrough } from 'node:stream';
import { type DOMElement, render } from 'ink';
import { createElement, type ReactElement, type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Size } from '../../core/size.ts';

export interface InkRoot {
  readonly root: DOMElement;
  /** Renders at once; layout is done when this returns. */
  render(element: ReactElement): void;
  resize(size: Size): void;
  unmount(): void;
}

/** Mounts `element`. `onChange` is called after every commit, within Ink's own call: paint later, not in it. */
export function mountInk(element: ReactElement, size: Size, onChange: () => void): InkRoot {
  const sink = new Sink(size);
  let root: DOMElement | null = null;
  const onRoot = (found: DOMElement): void => {
    root = found;
    found.onRender = onChange;
    found.onImmediateRender = onChange;
  };
  const wrap = (inner: ReactElement): ReactElement => createElement(Anchored, { onRoot }, inner);
  const instance = render(wrap(element), {
    stdout: sink as unknown as NodeJS.WriteStream,
    stderr: sink as unknown as NodeJS.WriteStream,
    stdin: new Source() as unknown as NodeJS.ReadStream,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  const mounted: DOMElement = assertRoot(root);
  return {
    root: mounted,
    render: (next) => instance.rerender(wrap(next)),
    resize({ columns, rows }) {
      // Telling the sink of it would make Ink's own renderer run.
      sink.columns = columns;
      sink.rows = rows;
      mounted.onComputeLayout?.();
    },
    unmount() {
      mounted.onRender = () => {};
      instance.unmount();
      instance.cleanup();
    },
  };
}

interface AnchoredProps {
  readonly onRoot: (root: DOMElement) => void;
  readonly children?: ReactNode;
}

/** Finds the root that Ink made, by climbing to it from a child. */
function Anchored({ onRoot, children }: AnchoredProps): ReactElement {
  const ref = useRef<DOMElement>(null);
  useLayoutEffect(() => onRoot(rootOf(ref.current!)), [onRoot]);
  return createElement('ink-box', { ref, style: { flexDirection: 'column' } } as object, children);
}

function rootOf(node: DOMElement): DOMElement {
  let at = node;
  while (at.parentNode) at = at.parentNode;
  return at;
}

function assertRoot(root: DOMElement | null): DOMElement {
  if (root?.nodeName !== 'ink-root' || !root.yogaNode || typeof root.onComputeLayout !== 'function') {
    throw new Error('this version of Ink is built differently: install the pinned one');
  }
  return root;
}

/** A terminal for Ink that takes everything and shows nothing. */
class Sink extends PassThrough {
  readonly isTTY = true;
  columns: number;
  rows: number;

  constructor({ columns, rows }: Size) {
    super();
    this.columns = columns;
    this.rows = rows;
    this.resume();
  }
}

/** A terminal on which nobody types: input has another owner. */
class Source extends PassThrough {
  readonly isTTY = true;
  setRawMode(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}
