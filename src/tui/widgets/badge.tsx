// badge: a short text that stands out.
import type { ReactElement } from 'react';
import type { Style } from '../../core/tree.ts';
import { Frame } from './frame.tsx';
import { SpanText, spansText } from './span-text.tsx';
import type { WidgetProps } from './widget.ts';

export function Badge(widget: WidgetProps): ReactElement {
  const { node } = widget;
  const style = (node.style as Style | undefined) ?? { inverse: true };
  // Styled as text only: a badge is as wide as its text even where its box is stretched.
  const framed = { ...widget, node: { ...node, style: undefined } };
  return (
    <Frame widget={framed}>
      <SpanText spans={` ${spansText(node.text ?? node.spans)} `} style={style} />
    </Frame>
  );
}
