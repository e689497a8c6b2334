// The whole tree, and the point from which measured widgets learn that the layout has changed.
import { type ReactElement, useLayoutEffect, useMemo, useRef } from 'react';
import type { TreeNode } from '../../core/tree.ts';
import { boundTree } from './bounds.ts';
import { LayoutContext, type LayoutListeners } from './contexts.ts';
import { Box } from './host.ts';
import { NodeView, rootSlot } from './node.tsx';
import { reuse } from './reuse.ts';
import { SpanText } from './span-text.tsx';

/**
 * Draws `tree` over the whole of its parent. Parts that equal the last tree are not drawn again. Of a tree that
 * is too large the beginning is drawn, and a line that says so.
 */
export function TreeView({ tree }: { readonly tree: TreeNode }): ReactElement {
  const last = useRef<TreeNode | null>(null);
  const { shared, problem } = useMemo(() => {
    const bounded = boundTree(tree);
    return { shared: reuse(last.current, bounded.tree), problem: bounded.problem };
  }, [tree]);
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
        {problem === null ? null : (
          <Box style={{ position: 'absolute', width: '100%', height: '100%', justifyContent: 'flex-end' }}>
            <SpanText
              spans={` ✗ the layout has ${problem}: the rest is left out `}
              style={{ fg: 'red', bold: true, inverse: true }}
            />
          </Box>
        )}
      </Box>
    </LayoutContext.Provider>
  );
}
