// divider: a line across its parent, `horizontal` or `vertical`, with a title if it lies.
import type { ReactElement } from 'react';
import type { Style } from '../../core/tree.ts';
import { HorizontalLine, VerticalLine } from './fill.tsx';
import { Frame } from './frame.tsx';
import { Box } from './host.ts';
import { SpanText, toSpans } from './span-text.tsx';
import type { WidgetProps } from './widget.ts';

export function Divider(widget: WidgetProps): ReactElement {
  const { node } = widget;
  const style = (node.style as Style | undefined) ?? { dim: true };
  const framed = { ...widget, node: { ...node, style: undefined, title: undefined } };
  if (node.direction === 'vertical') {
    return (
      <Frame widget={framed}>
        <Box style={{ width: 1, flexGrow: 1, flexShrink: 1, flexBasis: 0 }}>
          <VerticalLine character="│" style={style} />
        </Box>
      </Frame>
    );
  }
  const title = toSpans(node.title);
  return (
    <Frame widget={framed}>
      <Box style={{ height: 1, flexDirection: 'row', flexShrink: 0 }}>
        {title.length > 0 ? (
          <Box style={{ flexShrink: 1, paddingRight: 1 }}>
            <SpanText spans={title} style={style} />
          </Box>
        ) : null}
        <Box style={{ flexGrow: 1, flexBasis: 0 }}>
          <HorizontalLine character="─" style={style} />
        </Box>
      </Box>
    </Frame>
  );
}
