// button: a label to click on, marked when it has the keys.
import { type ReactElement, useContext } from 'react';
import type { Style } from '../../core/tree.ts';
import { mergeStyles } from './color.ts';
import { InputsContext } from './contexts.ts';
import { Frame } from './frame.tsx';
import { SpanText, spansText } from './span-text.tsx';
import type { WidgetProps } from './widget.ts';

export function Button(widget: WidgetProps): ReactElement {
  const { node, path } = widget;
  const hasKeys = useContext(InputsContext).focused === path;
  const look: Style = hasKeys ? { bold: true, inverse: true } : { bold: true };
  const framed = { ...widget, node: { ...node, style: undefined } };
  return (
    <Frame widget={framed}>
      <SpanText
        spans={`[ ${spansText(node.label)} ]`}
        style={mergeStyles(look, node.style as Style | undefined)}
      />
    </Frame>
  );
}
