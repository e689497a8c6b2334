// modal: a bordered box in the middle of its parent, above its siblings.
import type { ReactElement } from 'react';
import type { Style } from '../../core/tree.ts';
import { Dialog } from './dialog.tsx';
import { borderOf } from './frame.tsx';
import { parseSize } from './size.ts';
import type { WidgetProps } from './widget.ts';

export function Modal({ node, path, children }: WidgetProps): ReactElement {
  return (
    <Dialog
      hit={path}
      title={node.title}
      width={extent(node.width)}
      height={extent(node.height)}
      border={borderOf(node.border, 'round')}
      borderStyle={node.border_style as Style | undefined}
    >
      {children}
    </Dialog>
  );
}

function extent(spec: unknown): number | string | undefined {
  const size = parseSize(spec);
  if (size?.kind === 'cells' || size?.kind === 'max' || size?.kind === 'min') return size.amount;
  if (size?.kind === 'percent') return `${size.amount}%`;
  return size?.kind === 'share' ? '100%' : undefined;
}
