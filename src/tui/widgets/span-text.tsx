// The one way text is drawn: spans with styles, in one text node.
import { type ReactElement, useContext } from 'react';
import type { Style, TextSpan } from '../../core/tree.ts';
import { cleanLine, cleanText } from './clean.ts';
import { mergeStyles } from './color.ts';
import { InheritedStyle } from './contexts.ts';
import { InkText, placeKey } from './host.ts';

export type Wrap = 'wrap' | 'truncate' | 'truncate-start' | 'truncate-middle';

export interface SpanTextProps {
  readonly spans: readonly TextSpan[] | string | undefined;
  readonly wrap?: Wrap;
  /** Under the styles of the spans. */
  readonly style?: Style | undefined;
  /** Keep to one line, whatever newlines the text has. */
  readonly line?: boolean;
}

/** Spans as one text; no wider than its parent. */
export function SpanText({ spans, wrap = 'truncate', style, line = true }: SpanTextProps): ReactElement {
  const inherited = useContext(InheritedStyle);
  const under = mergeStyles(inherited, style);
  const clean = line ? cleanLine : cleanText;
  const parts = toSpans(spans);
  if (parts.length === 1) {
    const [span] = parts;
    return <InkText wrap={wrap} style={mergeStyles(under, span!.style)} text={clean(span!.text)} />;
  }
  return (
    <InkText wrap={wrap}>
      {parts.map((span, i) => (
        <InkText key={placeKey(i)} style={mergeStyles(under, span.style)} text={clean(span.text)} />
      ))}
    </InkText>
  );
}

/** Spans from spans, one span or a string. */
export function toSpans(value: unknown): readonly TextSpan[] {
  if (typeof value === 'string') return value === '' ? [] : [{ text: value }];
  if (typeof value === 'number') return [{ text: String(value) }];
  if (Array.isArray(value))
    return value.map((span) => (typeof span === 'string' ? { text: span } : (span as TextSpan)));
  return typeof value === 'object' && value !== null && 'text' in value ? [value as TextSpan] : [];
}

/** The text of spans, as it will be drawn on one line. */
export function spansText(value: unknown): string {
  return toSpans(value)
    .map((span) => cleanLine(span.text))
    .join('');
}
