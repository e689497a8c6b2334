// The widget tree that `App:render()` returns, as JSON text crosses from Lua to the tui. Lua has checked
// widget names and props; the limits are checked where the tree is made.

export const MAX_TREE_DEPTH = 200;
export const MAX_TREE_NODES = 5_000;

/** `20`, `"30%"`, `"1fr"`, `"min:10"`, `"max:80"` or `"auto"`. */
export type SizeSpec = number | string;

/** A colour name, `#rrggbb`, 0..255, or absent for the terminal's own. Theme tokens are resolved in Lua. */
export type Color = string | number;

export interface Style {
  readonly fg?: Color;
  readonly bg?: Color;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
  readonly strikethrough?: boolean;
}

/** Text with one style; a line of text is a list of them. */
export interface TextSpan {
  readonly text: string;
  readonly style?: Style;
}

/**
 * One widget. `type` names it; the other props are its own (src/tui/widgets). `on` lists the events that
 * have a Lua handler; `at` is the `file:line` that made the node; a node's path is the chain of child
 * indexes from the root, `"0.2.1"` (the root is `""`).
 */
export interface TreeNode {
  readonly type: string;
  readonly id?: string;
  readonly key?: string;
  readonly at?: string;
  readonly on?: readonly string[];
  readonly width?: SizeSpec;
  readonly height?: SizeSpec;
  readonly children?: readonly TreeNode[];
  readonly [prop: string]: unknown;
}
