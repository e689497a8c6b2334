// split: two children sharing the room by `ratio`, a line between them unless both draw their own border.
import type { ReactElement, ReactNode } from 'react';
import { HorizontalLine, VerticalLine } from './fill.tsx';
import { Frame } from './frame.tsx';
import { Box } from './host.ts';
import { isNode, isSideBySide } from './traits.ts';
import type { WidgetProps } from './widget.ts';

export function Split(widget: WidgetProps): ReactElement {
  const { node, children } = widget;
  const beside = isSideBySide(node.direction);
  const first = ratioOf(node.ratio);
  const line = node.divider ?? !bordered(node.children);
  if (children.length < 2) {
    return (
      <Frame widget={widget}>
        <Part share={1}>{children[0]}</Part>
      </Frame>
    );
  }
  return (
    <Frame widget={widget} content={{ flexDirection: beside ? 'row' : 'column' }}>
      <Part share={first}>{children[0]}</Part>
      {line ? (
        <Box style={beside ? { width: 1, flexShrink: 0 } : { height: 1, flexShrink: 0 }}>
          {beside ? (
            <VerticalLine character="│" style={{ dim: true }} />
          ) : (
            <HorizontalLine character="─" style={{ dim: true }} />
          )}
        </Box>
      ) : null}
      <Part share={1 - first}>{children[1]}</Part>
    </Frame>
  );
}

function Part({ share, children }: { readonly share: number; readonly children: ReactNode }): ReactElement {
  return <Box style={{ flexGrow: share, flexShrink: 1, flexBasis: 0 }}>{children}</Box>;
}

function ratioOf(value: unknown): number {
  const ratio = typeof value === 'number' ? value : 0.5;
  return Math.min(0.99, Math.max(0.01, ratio > 1 ? ratio / 100 : ratio));
}

function bordered(children: unknown): boolean {
  return (
    Array.isArray(children) &&
    children.every((child) => isNode(child) && (child.type === 'panel' || Boolean(child.border)))
  );
}
