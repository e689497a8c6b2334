// Ink without its paint stage: React, reconciler and layout are Ink's; instead of writing, it tells that
// the elements changed. Rests on fields of Ink's DOM that are checked when it is mounted.
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { type DOMElement, render } from 'ink';
import { Component, createElement, type ReactElement, type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Size } from '../../core/size.ts';
import { measureTexts } from './measure.ts';

export interface InkRoot {
  readonly root: DOMElement;
  /** Renders at once; layout is done when this returns. */
  render(element: ReactElement): void;
  resize(size: Size): void;
  unmount(): void;
}

/**
 * Mounts `element`. `onChange` is called after every commit, within Ink's own call: paint later, not in it.
 * An element that throws while it renders leaves nothing on the screen until the next `render`, and
 * `onError` is told; without `onError` the first rendering throws what the element threw.
 */
export function mountInk(
  element: ReactElement,
  size: Size,
  onChange: () => void,
  onError?: (error: Error) => void,
): InkRoot {
  const sink = new Sink(size);
  let root: DOMElement | null = null;
  let failure: Error | null = null;
  const onRoot = (found: DOMElement): void => {
    if (root !== found) layOutOwnWay(found);
    root = found;
    found.onRender = onChange;
    found.onImmediateRender = onChange;
  };
  const fail = (error: Error): void => {
    failure = error;
    onError?.(error);
  };
  const wrap = (inner: ReactElement | null): ReactElement =>
    createElement(Anchored, { onRoot }, createElement(Guard, { inner, onError: fail }));
  // Nothing at first: what is there before the root is known goes through Ink's own paint stage.
  const instance = render(wrap(null), {
    stdout: sink as unknown as NodeJS.WriteStream,
    stderr: sink as unknown as NodeJS.WriteStream,
    stdin: new Source() as unknown as NodeJS.ReadStream,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  const mounted: DOMElement = assertRoot(root);
  instance.rerender(wrap(element));
  const unmount = (): void => {
    mounted.onRender = () => {};
    mounted.onImmediateRender = () => {};
    instance.unmount();
    instance.cleanup();
  };
  if (failure && !onError) {
    unmount();
    throw failure;
  }
  return {
    root: mounted,
    render: (next) => instance.rerender(wrap(next)),
    resize({ columns, rows }) {
      // Telling the sink of it would make Ink's own renderer run.
      sink.columns = columns;
      sink.rows = rows;
      mounted.onComputeLayout?.();
    },
    unmount,
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

interface GuardProps {
  readonly inner: ReactElement | null;
  readonly onError: (error: Error) => void;
}

/** Shows nothing for an element that threw, and tries the next one again. Without it Ink unmounts itself. */
class Guard extends Component<GuardProps, { failed: ReactElement | null }> {
  override state: { failed: ReactElement | null } = { failed: null };

  override componentDidCatch(error: unknown): void {
    this.setState({ failed: this.props.inner });
    this.props.onError(error instanceof Error ? error : new Error(String(error)));
  }

  override render(): ReactNode {
    const { inner } = this.props;
    return inner === this.state.failed ? null : inner;
  }
}

/** Ink lays out within every commit, before what was committed can ask for anything. */
function layOutOwnWay(root: DOMElement): void {
  const layOut = root.onComputeLayout;
  root.onComputeLayout = () => {
    measureTexts(root);
    layOut?.();
  };
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

/**
 * A terminal for Ink that takes everything and shows nothing. Not writable, so that Ink does not paint once
 * more when it is unmounted or the process ends; no TTY, so that it does not bring a cursor back on stderr.
 */
class Sink extends EventEmitter {
  readonly isTTY = false;
  readonly writable = false;
  columns: number;
  rows: number;

  constructor({ columns, rows }: Size) {
    super();
    this.columns = columns;
    this.rows = rows;
  }

  write(): boolean {
    return true;
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
