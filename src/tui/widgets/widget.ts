// What every widget's component is given.
import type { ReactNode } from 'react';
import type { TreeNode } from '../../core/tree.ts';
import type { Placement } from './place.ts';

export interface WidgetProps {
  readonly node: TreeNode;
  readonly path: string;
  readonly placement: Placement;
  /** The children, made but not drawn until put somewhere; placed for the widget's own flow. */
  readonly children: readonly ReactNode[];
}
