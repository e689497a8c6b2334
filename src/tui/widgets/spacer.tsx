// spacer: takes the room that is left, draws nothing.
import type { ReactElement } from 'react';
import { Frame } from './frame.tsx';
import type { WidgetProps } from './widget.ts';

export function Spacer(widget: WidgetProps): ReactElement {
  return <Frame widget={widget} />;
}
