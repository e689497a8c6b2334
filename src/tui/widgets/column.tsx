// column: children one below the other.
import type { ReactElement } from 'react';
import { alignment, Frame } from './frame.tsx';
import type { WidgetProps } from './widget.ts';

export function Column(widget: WidgetProps): ReactElement {
  return (
    <Frame widget={widget} content={{ flexDirection: 'column', ...alignment(widget.node) }}>
      {widget.children}
    </Frame>
  );
}
