// header: one line with a bold title, a subtitle beside it and a text at the right.
import type { ReactElement } from 'react';
import { Frame } from './frame.tsx';
import { toSpans } from './span-text.tsx';
import { ThreeParts } from './status-bar.tsx';
import type { WidgetProps } from './widget.ts';

export function Header(widget: WidgetProps): ReactElement {
  const { title, subtitle, right } = widget.node as Record<string, unknown>;
  const bold = toSpans(title).map((span) => ({ ...span, style: { bold: true, ...span.style } }));
  const dim = toSpans(subtitle).map((span) => ({ ...span, style: { dim: true, ...span.style } }));
  const left = dim.length > 0 ? [...bold, { text: '  ' }, ...dim] : bold;
  // The title is on the line itself; a border would draw it a second time.
  const framed = { ...widget, node: { ...widget.node, title: undefined } };
  return (
    <Frame widget={framed} content={{ flexDirection: 'row' }}>
      <ThreeParts left={left} right={toSpans(right)} />
    </Frame>
  );
}
