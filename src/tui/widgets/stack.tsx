// stack: children on top of one another, the last one uppermost.
import type { ReactElement } from 'react';
import { Frame } from './frame.tsx';
import type { WidgetProps } from './widget.ts';

export function Stack(widget: WidgetProps): ReactElement {
  return (
    <Frame widget={widget} content={{ position: 'relative' }}>
      {widget.children}
    </Frame>
  );
}
