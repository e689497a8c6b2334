// scroll: children at their natural height, moved up by `offset` rows.
import type { ReactElement } from 'react';
import { boundCells } from './bounds.ts';
import { Frame } from './frame.tsx';
import { Box } from './host.ts';
import type { WidgetProps } from './widget.ts';

export function Scroll(widget: WidgetProps): ReactElement {
  const { offset } = widget.node;
  const up = typeof offset === 'number' && offset > 0 ? boundCells(Math.floor(offset)) : 0;
  return (
    <Frame widget={widget}>
      <Box style={{ flexShrink: 0, marginTop: -up }}>{widget.children}</Box>
    </Frame>
  );
}
