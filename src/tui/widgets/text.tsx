// text: spans on one or more lines, never larger than its parent.
import { type ReactElement, useContext } from 'react';
import stringWidth from 'string-width';
import type { TextSpan } from '../../core/tree.ts';
import { boundCells, firstParts } from './bounds.ts';
import { ScreenSize } from './contexts.ts';
import { Frame } from './frame.tsx';
import { Box, placeKey } from './host.ts';
import { SpanText, spansText, toSpans, type Wrap } from './span-text.tsx';
import type { WidgetProps } from './widget.ts';

/** UTF-16 units that one column may take. */
const UNITS_PER_COLUMN = 8;

export function TextWidget(widget: WidgetProps): ReactElement {
  const { node, placement } = widget;
  const spans = toSpans(node.spans ?? node.text);
  const maxLines = typeof node.max_lines === 'number' ? boundCells(Math.max(0, node.max_lines)) : undefined;
  const limits =
    maxLines === undefined
      ? placement.limits
      : { ...placement.limits, height: Math.min(maxLines, placement.limits.height ?? maxLines) };
  const alignItems =
    node.align === 'center'
      ? 'center'
      : node.align === 'right' || node.align === 'end'
        ? 'flex-end'
        : 'stretch';
  const lines = alignItems === 'stretch' && node.wrap !== 'none' ? [spans] : firstParts(splitLines(spans));
  return (
    <Frame
      widget={{ ...widget, placement: { ...placement, limits } }}
      content={{ flexDirection: 'column', alignItems }}
    >
      {lines.map((line, i) =>
        node.wrap === 'none' ? (
          <Unwrapped key={placeKey(i)} spans={line} />
        ) : (
          <SpanText
            key={placeKey(i)}
            spans={line.length === 0 ? ' ' : line}
            wrap={wrapOf(node.wrap)}
            line={false}
          />
        ),
      )}
    </Frame>
  );
}

/** One line at its full width, cut off at the parent's edge; nothing is seen beyond the screen's. */
function Unwrapped({ spans }: { readonly spans: readonly TextSpan[] }): ReactElement {
  const { columns } = useContext(ScreenSize);
  const width = stringWidth(spansText(spans).slice(0, columns * UNITS_PER_COLUMN));
  return (
    <Box style={{ height: 1, flexShrink: 0 }}>
      <Box style={{ width: Math.min(width, columns * 2), height: 1, flexShrink: 0 }}>
        <SpanText spans={spans} />
      </Box>
    </Box>
  );
}

function wrapOf(value: unknown): Wrap {
  switch (value) {
    case 'truncate_start':
      return 'truncate-start';
    case 'truncate_middle':
      return 'truncate-middle';
    case 'truncate':
    case 'truncate_end':
      return 'truncate';
    default:
      return 'wrap';
  }
}

/** Spans cut at their newlines. */
export function splitLines(spans: readonly TextSpan[]): readonly (readonly TextSpan[])[] {
  const lines: TextSpan[][] = [[]];
  for (const span of spans) {
    String(span.text ?? '')
      .split('\n')
      .forEach((text, i) => {
        if (i > 0) lines.push([]);
        if (text !== '') lines.at(-1)!.push({ ...span, text });
      });
  }
  return lines;
}
