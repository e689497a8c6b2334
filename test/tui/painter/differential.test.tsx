// The painter draws what Ink draws: random well-formed trees, painted by both.
import { EventEmitter } from 'node:events';
import chalk from 'chalk';
import { Box, type DOMElement, render } from 'ink';
import type { ReactElement } from 'react';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Display, Edge } from 'yoga-layout';
import { WORDS } from '../../../src/core/cell.ts';
import { createGrid, type Grid, rowText } from '../../../src/core/grid.ts';
import { lineCells } from '../../../src/tui/painter/ansi-cells.ts';
import { type Clip, clipOf, intersect, isEmpty } from '../../../src/tui/painter/clip.ts';
import { textLines } from '../../../src/tui/painter/text-lines.ts';
import { type Painting, paint } from './paint.tsx';
import { randomFrom, randomModal, randomTree } from './random-tree.tsx';

const [columns, rows] = [60, 20];
const TREES = 150;

type DOMNode = DOMElement['childNodes'][number];

const level = chalk.level;
let ink: ReturnType<typeof inkPainter>;
let ours: Painting;

beforeAll(() => {
  // Whatever TERM says: chalk would drop colours that our painter keeps.
  chalk.level = 3;
  ink = inkPainter();
  ours = paint(<Box />, columns, rows);
});

afterAll(() => {
  ink.close();
  ours.close();
  chalk.level = level;
});

/** Ink itself, whose frames are read back as cells. */
function inkPainter(): { paint(element: ReactElement): Grid; close(): void } {
  let frame = '';
  const stdout = Object.assign(new EventEmitter(), {
    columns,
    rows: 100,
    write: (text: string) => {
      frame = text;
      return true;
    },
  });
  const instance = render(<Box />, {
    stdout: stdout as unknown as NodeJS.WriteStream,
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  return {
    paint(element) {
      instance.rerender(element);
      return gridOf(frame);
    },
    close() {
      instance.unmount();
      instance.cleanup();
    },
  };
}

function gridOf(frame: string): Grid {
  const grid = createGrid(columns, rows);
  for (const [y, line] of frame.split('\n').slice(0, rows).entries()) {
    const { cells, clusters, width } = lineCells(line);
    grid.cells.set(cells.subarray(0, Math.min(width, columns) * WORDS), y * columns * WORDS);
    for (const [x, text] of clusters) grid.clusters.set(y * columns + x, text);
  }
  return grid;
}

function cellsDiffering(a: Grid, b: Grid): number[] {
  const found: number[] = [];
  for (let i = 0; i < columns * rows; i++) {
    const same = [0, 1, 2, 3].every((word) => a.cells[i * WORDS + word] === b.cells[i * WORDS + word]);
    if (!same || a.clusters.get(i) !== b.clusters.get(i)) found.push(i);
  }
  return found;
}

function describeCell(grid: Grid, index: number): string {
  const words = [...grid.cells.subarray(index * WORDS, (index + 1) * WORDS)].map((word) => word.toString(16));
  return `"${rowText(grid, Math.floor(index / columns))}" ${words}`;
}

/**
 * Whether everything has room, within its parent and beside its siblings: where it has not, Ink clips by the
 * innermost box alone, leaves halves of wide characters, and writes texts over what is beside them.
 */
function isWellFormed(node: DOMElement): boolean {
  const { yogaNode: yoga } = node;
  if (!yoga) return true;
  const children = node.childNodes.filter(isLaidOut);
  const rects = children.map((child) => rectOf(child));
  const inside = {
    left: yoga.getComputedBorder(Edge.Left),
    top: yoga.getComputedBorder(Edge.Top),
    right: yoga.getComputedWidth() - yoga.getComputedBorder(Edge.Right),
    bottom: yoga.getComputedHeight() - yoga.getComputedBorder(Edge.Bottom),
  };
  return (
    rects.every((rect) => isWithin(rect, inside)) &&
    children.every((child) => child.nodeName !== 'ink-text' || textFits(child)) &&
    rects.every(
      (rect, i) =>
        children[i]!.style.position === 'absolute' ||
        rects.every(
          (other, j) => j <= i || children[j]!.style.position === 'absolute' || !overlap(rect, other),
        ),
    ) &&
    children.every(isWellFormed)
  );
}

function textFits(node: DOMElement): boolean {
  const [width, height] = [node.yogaNode!.getComputedWidth(), node.yogaNode!.getComputedHeight()];
  const lines = textLines(node, width);
  return width > 0 && lines.length <= height && lines.every((line) => lineCells(line).width <= width);
}

function isLaidOut(node: DOMNode): node is DOMElement {
  return (
    node.nodeName !== '#text' && node.yogaNode !== undefined && node.yogaNode.getDisplay() !== Display.None
  );
}

function rectOf({ yogaNode }: DOMElement): Clip {
  const yoga = yogaNode!;
  return clipOf({
    x: yoga.getComputedLeft(),
    y: yoga.getComputedTop(),
    width: yoga.getComputedWidth(),
    height: yoga.getComputedHeight(),
  });
}

function isWithin(a: Clip, b: Clip): boolean {
  return a.left >= b.left && a.top >= b.top && a.right <= b.right && a.bottom <= b.bottom;
}

function overlap(a: Clip, b: Clip): boolean {
  return !isEmpty(intersect(a, b));
}

test.each([
  { seed: 7, wide: true, modal: false },
  { seed: 8, wide: true, modal: false },
  // Ink 6.8 leaves halves of wide characters that a later box cuts.
  { seed: 9, wide: false, modal: true },
])('random trees look as Ink draws them: %o', ({ seed, wide, modal }) => {
  const options = { random: randomFrom(seed), wide };
  const differing: string[] = [];
  let compared = 0;
  for (let i = 0; i < TREES; i++) {
    const element = (
      <Box key={i} width={columns} height={rows} overflow="hidden">
        {randomTree(options, 3)}
        {modal ? randomModal(options, columns, rows) : null}
      </Box>
    );
    ours.render(element);
    // Yoga makes some boxes millions of rows high, which Ink itself cannot paint.
    if (!isWellFormed(ours.root)) continue;
    const wanted = ink.paint(element);
    compared++;
    const [first, ...others] = cellsDiffering(wanted, ours.grid);
    if (first === undefined) continue;
    differing.push(
      `tree ${i}, ${first % columns},${Math.floor(first / columns)} and ${others.length} more: ` +
        `Ink ${describeCell(wanted, first)} | ours ${describeCell(ours.grid, first)}`,
    );
  }
  expect(compared).toBeGreaterThan(TREES / 4);
  expect(differing).toEqual([]);
});
