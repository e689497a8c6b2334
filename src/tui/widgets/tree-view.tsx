// The whole tree, and the point from which measured widgets learn that the layout has changed.
import { type ReactElement, useLayoutEffect, useMemo, useRef } from 'react';
import type { TreeNode } from '../../core/tree.ts';
import { LayoutContext, type LayoutListeners } from './contexts.ts';
import { Box } from './host.ts';
import { NodeView, rootSlot } from './node.tsx';
import { reuse } from './reuse.ts';

/** Draws `tree` over the whole of its parent. Parts that equal the last tree are not drawn again. */
export function TreeView({ tree }: { readonly tree: TreeNode }): ReactElement {
  const last = useRef<TreeNode>(tree);
  const shared = useMemo(() => reuse(last.current, tree), [tree]);
  const listeners = useRef(new Set<() => void>());
  const layout = useMemo<LayoutListeners>(
    () => ({
      add(listener) {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [],
  );
  useLayoutEffect(() => {
    last.current = shared;
    for (const listener of listeners.current) listener();
  });
  return (
    <LayoutContext.Provider value={layout}>
      <Box style={{ width: '100%', height: '100%' }}>
        <NodeView node={shared} path="" parent={rootSlot} />
      </Box>
    </LayoutContext.Provider>
  );
}
