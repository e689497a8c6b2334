// progress: a bar filled to value / max.
import type { ReactElement } from 'react';
import type { Style } from '../../core/tree.ts';
import { HorizontalLine } from './fill.tsx';
import { Frame } from './frame.tsx';
import { Box } from './host.ts';
import type { WidgetProps } from './widget.ts';

export function Progress(widget: WidgetProps): ReactElement {
  const { node } = widget;
  const done = share(node.value, node.max);
  const style = node.style as Style | undefined;
  const framed = { ...widget, node: { ...node, style: undefined } };
  return (
    <Frame widget={framed}>
      <Box style={{ height: 1, flexShrink: 0, flexDirection: 'row', minWidth: 4 }}>
        <Box style={{ flexGrow: done, flexBasis: 0 }}>
          <HorizontalLine character="█" style={style} />
        </Box>
        <Box style={{ flexGrow: 1 - done, flexBasis: 0 }}>
          <HorizontalLine character="░" style={{ ...style, dim: true }} />
        </Box>
      </Box>
    </Frame>
  );
}

/** How much of the bar is full, 0..1. A max of 0 or less is an empty bar. */
export function share(value: unknown, max: unknown): number {
  const whole = typeof max === 'number' ? max : 1;
  const part = typeof value === 'number' ? value : 0;
  if (!(whole > 0) || !(part > 0)) return 0;
  return Math.min(1, part / whole);
}
