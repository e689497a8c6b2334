// terminal: the rectangle in which the painter puts an agent's screen.
import type { ReactElement } from 'react';
import type { Style } from '../../core/tree.ts';
import { Frame } from './frame.tsx';
import { Box } from './host.ts';
import { transformOf } from './sgr.ts';
import { SpanText } from './span-text.tsx';
import type { WidgetProps } from './widget.ts';

export function Terminal(widget: WidgetProps): ReactElement {
  const { node } = widget;
  const agent = typeof node.agent === 'string' ? node.agent : '';
  return (
    <Frame widget={widget}>
      {agent === '' ? (
        <Box style={{ flexGrow: 1, alignItems: 'center', justifyContent: 'center' }}>
          <SpanText spans={placeholder(node.placeholder)} style={{ dim: true }} />
        </Box>
      ) : (
        <Box terminal={agent} cursor={node.cursor !== false} looks={looksOf(node)} style={{ flexGrow: 1 }} />
      )}
    </Frame>
  );
}

/** Attributes of a host element are texts: the styles as they would be painted. */
function looksOf({ selection, match, current_match }: WidgetProps['node']): string {
  return [selection, match, current_match]
    .map((style) => transformOf((style ?? undefined) as Style | undefined)?.('x') ?? '')
    .join('\n');
}

function placeholder(value: unknown): string {
  return typeof value === 'string' ? value : 'no agent';
}
