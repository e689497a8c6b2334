// Host elements: what the painter walks. Ink's own <Box> drops attributes it does not know, so boxes that
// carry `hit` or `terminal` are made here, and so are texts, whose styles are ours (sgr.ts). Invariant: every
// box clips what is inside it.
import type { DOMElement } from 'ink';
import { createElement, type Key, type ReactElement, type ReactNode, type Ref } from 'react';

import type { Style } from '../../core/tree.ts';
import { transformOf } from './sgr.ts';

type InkStyle = DOMElement['style'];
export type HostStyle = { -readonly [K in keyof InkStyle]?: InkStyle[K] };

/** Key of a part that has no identity but its place among its siblings. */
export function placeKey(index: number): string {
  return `#${index}`;
}

export interface HostProps {
  readonly key?: Key;
  readonly ref?: Ref<DOMElement>;
  readonly style?: HostStyle;
  /** Path of the node (or row) whose rectangle this is; see paths.ts. */
  readonly hit?: string;
  /** The agent whose screen the painter puts here. */
  readonly terminal?: string;
  /** Whether that terminal may own the cursor. */
  readonly cursor?: boolean;
  /** How copy mode looks in it: a painted text for each of the selection, a match and the match at the cursor. */
  readonly looks?: string;
  readonly children?: ReactNode;
}

const base: HostStyle = {
  flexDirection: 'column',
  flexWrap: 'nowrap',
  flexGrow: 0,
  flexShrink: 1,
  overflowX: 'hidden',
  overflowY: 'hidden',
};

/** A clipping box, a column unless the style says otherwise. */
export function Box({ style, children, ...attributes }: HostProps): ReactElement {
  return createElement('ink-box', { ...attributes, style: { ...base, ...style } } as object, children);
}

interface InkTextProps {
  readonly key?: Key;
  readonly wrap?: HostStyle['textWrap'];
  readonly style?: Style | undefined;
  readonly text?: string;
  /** Texts within this one, in place of `text`. */
  readonly children?: ReactNode;
}

/** A text, or a part of one when it is inside another. */
export function InkText({ wrap = 'truncate', style, text, children }: InkTextProps): ReactElement {
  const layout: HostStyle = { flexGrow: 0, flexShrink: 1, flexDirection: 'row', textWrap: wrap };
  return createElement(
    'ink-text',
    { style: layout, internal_transform: transformOf(style) } as object,
    text ?? children,
  );
}
