// tabs: a line of labels above the selected child.
import type { ReactElement } from 'react';
import { firstParts } from './bounds.ts';
import { Frame } from './frame.tsx';
import { Box, placeKey } from './host.ts';
import { rowHit } from './paths.ts';
import { SpanText, spansText } from './span-text.tsx';
import type { WidgetProps } from './widget.ts';

export function Tabs(widget: WidgetProps): ReactElement {
  const { node, path, children } = widget;
  const labels = Array.isArray(node.labels) ? firstParts(node.labels) : [];
  const selected = typeof node.selected === 'number' ? node.selected : 1;
  return (
    <Frame widget={widget}>
      <Box style={{ height: 1, flexShrink: 0, flexDirection: 'row', columnGap: 1 }}>
        {labels.map((label, i) => (
          <Box key={placeKey(i)} hit={rowHit(path, i + 1)} style={{ height: 1, flexShrink: 0 }}>
            <SpanText
              spans={` ${spansText(label)} `}
              style={i + 1 === selected ? { bold: true, inverse: true } : { dim: true }}
            />
          </Box>
        ))}
      </Box>
      {children[selected - 1] ?? null}
    </Frame>
  );
}
