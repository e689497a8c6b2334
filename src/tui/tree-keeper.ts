// Keeps the layout that is shown while a hub that has just come has only the built-in one: panes of other sizes would
// be told to programs, for a moment. What Lua drew has `at`, where each node was made; the built-in layout has not.
import type { TreeNode } from '../core/tree.ts';

/** Lua takes less to draw, but on a very busy machine. */
const KEEP_MS = 5000;

export interface TreeKeeper {
  /** Another hub has come. */
  attached(): void;
  /** A tree has come: it is shown now, in a while, or never. */
  take(tree: TreeNode): void;
  close(): void;
}

/** `show` is told which tree is shown, and whether it is the first of Lua's since a hub has come. */
export function createTreeKeeper(
  show: (tree: TreeNode, isFirst: boolean) => void,
  keepMs = KEEP_MS,
): TreeKeeper {
  let isOfLua = false;
  let awaitsLua = true;
  let late: TreeNode | undefined;
  let timer: NodeJS.Timeout | undefined;

  const put = (tree: TreeNode): void => {
    clearTimeout(timer);
    timer = late = undefined;
    isOfLua = tree.at !== undefined;
    const isFirst = isOfLua && awaitsLua;
    if (isFirst) awaitsLua = false;
    show(tree, isFirst);
  };
  const giveUp = (): void => {
    timer = undefined;
    if (late) put(late);
  };

  return {
    attached() {
      awaitsLua = true;
      late = undefined;
      clearTimeout(timer);
      timer = isOfLua ? setTimeout(giveUp, keepMs) : undefined;
    },
    take(tree) {
      if (timer && tree.at === undefined) late = tree;
      else put(tree);
    },
    close: () => clearTimeout(timer),
  };
}
