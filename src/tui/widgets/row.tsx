// row: children beside one another.
import type { ReactElement } from 'react';
import { alignment, Frame } from './frame.tsx';
import type { WidgetProps } from './widget.ts';

export function Row(widget: WidgetProps): ReactElement {
  return (
    <Frame widget={widget} content={{ flexDirection: 'row', ...alignment(widget.node) }}>
      {widget.children}
    </Frame>
  );
}
