// Draws elements at an exact size as a grid of text and one of attributes. Layout and elements are Ink's own;
// the walk below is a plain reference painter, with clips that intersect (Ink 6.8's do not).

import { EventEmitter } from 'node:events';
import cliTruncate from 'cli-truncate';
import { type DOMElement, render } from 'ink';
import type { ReactElement } from 'react';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { Rect } from '../../../src/core/frame.ts';
import type { TreeNode } from '../../../src/core/tree.ts';
import { ScreenSize } from '../../../src/tui/widgets/contexts.ts';
import { Box } from '../../../src/tui/widgets/host.ts';
import { TreeView } from '../../../src/tui/widgets/tree-view.tsx';

export interface Drawing {
  /** Text, trailing blanks trimmed; `▒` where a terminal shows through. */
  lines(): string[];
  /** A letter a cell: `i` inverse, `b` bold, `.` neither. */
  attributes(): string[];
  /** Rectangles by hit, unclipped. */
  rects(): Map<string, Rect>;
  update(element: ReactElement): void;
  close(): void;
}

/** Draws an element on a screen of this size. */
export function drawElement(element: ReactElement, columns = 80, rows = 24): Drawing {
  const stdout = Object.assign(new EventEmitter(), { columns, rows, write: () => true });
  let box: DOMElement | null = null;
  const whole = (inner: ReactElement): ReactElement => (
    <ScreenSize.Provider value={{ columns, rows }}>
      <Box
        style={{ width: columns, height: rows, flexShrink: 0 }}
        ref={(node) => {
          if (!node || box) return;
          box = node;
          quietInk(node);
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
    lines: () =>
      paint(box!, columns, rows).map((row) =>
        row
          .map((cell) => cell.text)
          .join('')
          .trimEnd(),
      ),
    attributes: () => paint(box!, columns, rows).map((row) => row.map((cell) => cell.look).join('')),
    rects: () => rectsOf(box!),
    update: (next) => instance.rerender(whole(next)),
    close: () => {
      instance.unmount();
      instance.cleanup();
    },
  };
}

/** Draws a tree over a whole screen. */
export function drawTree(tree: TreeNode, columns = 80, rows = 24): Drawing {
  return drawElement(<TreeView tree={tree} />, columns, rows);
}

/** The lines of a tree drawn once. */
export function linesOf(tree: TreeNode, columns = 80, rows = 24): string[] {
  const drawing = drawTree(tree, columns, rows);
  const lines = drawing.lines();
  drawing.close();
  return lines;
}

/** Ink's own painter throws on rectangles of no width and is not what is tested. */
function quietInk(node: DOMElement): void {
  let root = node;
  while (root.parentNode) root = root.parentNode;
  root.onRender = () => {};
  root.onImmediateRender = () => {};
}

interface Cell {
  text: string;
  look: string;
}
interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function paint(root: DOMElement, columns: number, rows: number): Cell[][] {
  const grid = Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => ({ text: ' ', look: '.' })),
  );
  walk(root, 0, 0, { left: 0, top: 0, right: columns, bottom: rows });
  return grid;

  function walk(node: DOMElement, x: number, y: number, clip: Edges): void {
    const yoga = node.yogaNode;
    if (!yoga) return;
    const left = x + yoga.getComputedLeft();
    const top = y + yoga.getComputedTop();
    const width = yoga.getComputedWidth();
    const height = yoga.getComputedHeight();
    if (node.nodeName === 'ink-text') {
      for (const [i, line] of textLines(node, width).entries()) put(left, top + i, line, clip);
      return;
    }
    const own = intersect(clip, { left, top, right: left + width, bottom: top + height });
    if (node.style.backgroundColor)
      for (let i = 0; i < height; i++) put(left, top + i, ' '.repeat(width), own);
    if (node.attributes.terminal) for (let i = 0; i < height; i++) put(left, top + i, '▒'.repeat(width), own);
    if (node.style.borderStyle) border(left, top, width, height, own);
    for (const child of node.childNodes)
      if (child.nodeName !== '#text') walk(child as DOMElement, left, top, own);
  }

  function border(left: number, top: number, width: number, height: number, clip: Edges): void {
    if (width < 1 || height < 1) return;
    const across = '─'.repeat(Math.max(0, width - 2));
    put(left, top, `╭${across}╮`, clip);
    for (let i = 1; i < height - 1; i++) {
      put(left, top + i, '│', clip);
      put(left + width - 1, top + i, '│', clip);
    }
    if (height > 1) put(left, top + height - 1, `╰${across}╯`, clip);
  }

  function put(x: number, y: number, line: string, clip: Edges): void {
    let column = x;
    let look = '.';
    for (const part of line.split(/(\u001b\[[\d;]*m)/)) {
      if (part.startsWith('\u001b')) {
        look = lookAfter(look, part);
        continue;
      }
      for (const { segment } of segmenter.segment(part)) {
        const width = stringWidth(segment);
        if (y >= clip.top && y < clip.bottom && column >= clip.left && column + width <= clip.right) {
          for (let i = 0; i < width; i++) grid[y]![column + i] = { text: i === 0 ? segment : '', look };
        }
        column += width;
      }
    }
  }
}

const segmenter = new Intl.Segmenter();

function lookAfter(look: string, code: string): string {
  if (code === '\u001b[7m') return 'i';
  if (code === '\u001b[27m') return '.';
  if (code === '\u001b[1m') return look === 'i' ? 'i' : 'b';
  return code === '\u001b[22m' && look === 'b' ? '.' : look;
}

function intersect(a: Edges, b: Edges): Edges {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

function textLines(node: DOMElement, width: number): string[] {
  const text = squash(node);
  const fits = text.split('\n').every((line) => stringWidth(line) <= width);
  if (fits) return text.split('\n');
  if (width < 1) return [];
  const wrap = node.style.textWrap ?? 'wrap';
  if (wrap === 'wrap') return wrapAnsi(text, width, { trim: false, hard: true }).split('\n');
  const position = wrap === 'truncate-start' ? 'start' : wrap === 'truncate-middle' ? 'middle' : 'end';
  return cliTruncate(text, width, { position }).split('\n');
}

function squash(node: DOMElement): string {
  const text = node.childNodes
    .map((child) => (child.nodeName === '#text' ? child.nodeValue : squash(child as DOMElement)))
    .join('');
  return text === '' || !node.internal_transform
    ? text
    : text
        .split('\n')
        .map((line) => node.internal_transform!(line, 0))
        .join('\n');
}

function rectsOf(root: DOMElement): Map<string, Rect> {
  const rects = new Map<string, Rect>();
  const walk = (node: DOMElement, x: number, y: number): void => {
    const yoga = node.yogaNode;
    if (!yoga) return;
    const left = x + yoga.getComputedLeft();
    const top = y + yoga.getComputedTop();
    const { hit } = node.attributes;
    if (typeof hit === 'string' && !rects.has(hit)) {
      rects.set(hit, { x: left, y: top, width: yoga.getComputedWidth(), height: yoga.getComputedHeight() });
    }
    for (const child of node.childNodes) if (child.nodeName !== '#text') walk(child as DOMElement, left, top);
  };
  walk(root, 0, 0);
  return rects;
}
