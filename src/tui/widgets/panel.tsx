// panel: a border with a title around a column.
import type { ReactElement } from 'react';
import { alignment, Frame } from './frame.tsx';
import type { WidgetProps } from './widget.ts';

export function Panel(widget: WidgetProps): ReactElement {
  return (
    <Frame widget={widget} border="round" content={{ flexDirection: 'column', ...alignment(widget.node) }}>
      {widget.children}
    </Frame>
  );
}
