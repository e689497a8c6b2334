// Draws elements with Ink's own renderer at an exact size, as lines of text.
import { EventEmitter } from 'node:events';
import { type DOMElement, render } from 'ink';
import { createElement, type ReactElement } from 'react';
import type { TreeNode } from '../../../src/core/tree.ts';
import { ScreenSize } from '../../../src/tui/widgets/contexts.ts';
import { Box } from '../../../src/tui/widgets/host.ts';
import { TreeView } from '../../../src/tui/widgets/tree-view.tsx';

export interface Drawing {
  /** The last frame, attributes removed, trailing blanks trimmed. */
  lines(): string[];
  raw(): string;
  /** Rectangles by hit, clipped to nothing. */
  rects(): Map<string, { x: number; y: number; width: number; height: number }>;
  root(): DOMElement;
  update(element: ReactElement): void;
  close(): void;
}

const ansi = /\u001b\[[\d;]*m/g;

export function drawElement(element: ReactElement, columns = 80, rows = 24): Drawing {
  const stdout = Object.assign(new EventEmitter(), {
    columns,
    rows,
    last: '',
    write(text: string) {
      stdout.last = text;
      return true;
    },
  });
  let box: DOMElement | null = null;
  const whole = (inner: ReactElement): ReactElement => (
    <ScreenSize.Provider value={{ columns, rows }}>
      <Box
        style={{ width: columns, height: rows }}
        ref={(node) => {
          if (node) box = node;
        }}
      >
        {inner}
      </Box>
    </ScreenSize.Provider>
  );
  const instance = render(whole(element), {
    stdout: stdout as unknown as NodeJS.WriteStream,
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  return {
    raw: () => stdout.last,
    lines: () => stdout.last.replace(ansi, '').split('\n').map((line) => line.trimEnd()),
    rects: () => rectsOf(box!),
    root: () => box!,
    update: (next) => instance.rerender(whole(next)),
    close: () => {
      instance.unmount();
      instance.cleanup();
    },
  };
}

export function drawTree(tree: TreeNode, columns = 80, rows = 24): Drawing {
  return drawElement(createElement(TreeView, { tree }), columns, rows);
}

/** The lines of a tree drawn once. */
export function linesOf(tree: TreeNode, columns = 80, rows = 24): string[] {
  const drawing = drawTree(tree, columns, rows);
  const lines = drawing.lines();
  drawing.close();
  return lines;
}

function rectsOf(root: DOMElement): Map<string, { x: number; y: number; width: number; height: number }> {
  const rects = new Map();
  const walk = (node: DOMElement, x: number, y: number): void => {
    const yoga = node.yogaNode;
    if (!yoga) return;
    const left = x + yoga.getComputedLeft();
    const top = y + yoga.getComputedTop();
    const hit = node.attributes.hit;
    if (typeof hit === 'string' && !rects.has(hit)) {
      rects.set(hit, { x: left, y: top, width: yoga.getComputedWidth(), height: yoga.getComputedHeight() });
    }
    for (const child of node.childNodes) if (child.nodeName !== '#text') walk(child as DOMElement, left, top);
  };
  walk(root, 0, 0);
  return rects;
}
