// status_bar: one line with a left, a middle and a right part. The left part gives way first.
import type { ReactElement } from 'react';
import type { TextSpan } from '../../core/tree.ts';
import { Frame } from './frame.tsx';
import { Box } from './host.ts';
import { SpanText } from './span-text.tsx';
import type { WidgetProps } from './widget.ts';

type Spans = readonly TextSpan[] | undefined;

export function StatusBar(widget: WidgetProps): ReactElement {
  const { left, text, center, right } = widget.node as Record<string, unknown>;
  return (
    <Frame widget={widget} content={{ flexDirection: 'row' }}>
      <ThreeParts left={(left ?? text) as Spans} center={center as Spans} right={right as Spans} />
    </Frame>
  );
}

interface Parts {
  readonly left: Spans;
  readonly center?: Spans;
  readonly right: Spans;
}

/**
 * Three texts on one line, at least a space apart. Only the left one shrinks: shared out, the shrinking leaves
 * fractions of a cell, and Yoga rounds texts up but boxes to the nearest, which cuts the ellipsis off.
 */
export function ThreeParts({ left, center, right }: Parts): ReactElement {
  return (
    <>
      <Part spans={left} shrink={1} />
      <Box style={{ flexGrow: 1, minWidth: isEmpty(center) && isEmpty(right) ? 0 : 1 }} />
      <Part spans={center} shrink={0} />
      <Box style={{ flexGrow: 1, minWidth: isEmpty(center) || isEmpty(right) ? 0 : 1 }} />
      <Part spans={right} shrink={0} />
    </>
  );
}

function Part({ spans, shrink }: { readonly spans: Spans; readonly shrink: number }): ReactElement | null {
  if (isEmpty(spans)) return null;
  return (
    <Box style={{ height: 1, flexShrink: shrink }}>
      <SpanText spans={spans} />
    </Box>
  );
}

function isEmpty(spans: Spans): boolean {
  return !spans || spans.length === 0;
}
