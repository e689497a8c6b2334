// The painter draws what Ink draws: random well-formed trees, painted by both.
import { EventEmitter } from 'node:events';
import chalk from 'chalk';
import { Box, type DOMElement, render, Text } from 'ink';
import type { ReactElement } from 'react';
import { expect, test } from 'vitest';
import { WORDS } from '../../../src/core/cell.ts';
import { createGrid, type Grid, rowText } from '../../../src/core/grid.ts';
import { lineCells } from '../../../src/tui/painter/ansi-cells.ts';
import { paint } from './paint.tsx';

// Whatever TERM says: chalk would drop colours that our painter keeps.
chalk.level = 3;
const [columns, rows] = [60, 20];

/** Ink's own frame, as cells. */
function inkGrid(element: ReactElement): Grid {
  let frame = '';
  const stdout = Object.assign(new EventEmitter(), {
    columns,
    rows: 100,
    write: (text: string) => {
      // The first is the frame; what follows at the end is cursor control, or under CI an empty one.
      frame ||= text;
      return true;
    },
  });
  const instance = render(element, {
    stdout: stdout as unknown as NodeJS.WriteStream,
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  instance.unmount();
  instance.cleanup();
  const grid = createGrid(columns, rows);
  frame
    .split('\n')
    .slice(0, rows)
    .forEach((line, y) => {
      const { cells, clusters, width } = lineCells(line);
      grid.cells.set(cells.subarray(0, Math.min(width, columns) * WORDS), y * columns * WORDS);
      for (const [x, text] of clusters) grid.clusters.set(y * columns + x, text);
    });
  return grid;
}

function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % limit;
  };
}

const words = [
  'alpha',
  'beta',
  '中文字',
  'ünïcödé',
  '👍 ok',
  'a longer piece of text that must wrap somewhere',
  'e\u0301te\u0301',
  '',
];
const colors = ['red', 'greenBright', '#12ab9f', 'ansi256(99)', undefined] as const;
const borders = ['single', 'round', 'double', 'bold'] as const;
const wraps = ['wrap', 'truncate', 'truncate-start', 'truncate-middle'] as const;

/** No bold with dim: both end with the same code, and Ink's own tokenizer then loses one of them. */
function tree(random: (limit: number) => number, depth: number, key = 0): ReactElement {
  const pick = <T,>(list: readonly T[]): T => list[random(list.length)]!;
  if (depth === 0 || random(3) === 0) {
    const color = pick(colors);
    return (
      <Text
        key={key}
        wrap={pick(wraps)}
        bold={random(3) === 0}
        inverse={random(5) === 0}
        underline={random(5) === 0}
        {...(color ? { color } : {})}
      >
        {pick(words)}
        {random(2) ? <Text italic>{pick(words)}</Text> : null}
      </Text>
    );
  }
  const color = pick(colors);
  return (
    <Box
      key={key}
      flexDirection={random(2) ? 'row' : 'column'}
      overflow="hidden"
      {...(random(2) ? { borderStyle: pick(borders) } : {})}
      {...(color && random(2) ? { borderColor: color } : {})}
      {...(color && random(4) === 0 ? { backgroundColor: color } : {})}
      {...(random(6) === 0 ? { borderTop: false } : {})}
      {...(random(6) === 0 ? { borderLeft: false } : {})}
      padding={random(2)}
      gap={random(2)}
      flexGrow={random(2)}
      minWidth={4}
      minHeight={3}
      flexShrink={0}
    >
      {Array.from({ length: 1 + random(2) }, (_, i) => tree(random, depth - 1, i))}
    </Box>
  );
}

function cellsDiffering(a: Grid, b: Grid): number[] {
  const found: number[] = [];
  for (let i = 0; i < columns * rows; i++) {
    const same = [0, 1, 2].every((word) => a.cells[i * WORDS + word] === b.cells[i * WORDS + word]);
    if (!same || a.clusters.get(i) !== b.clusters.get(i)) found.push(i);
  }
  return found;
}

/** Whether everything lies within its parent: where it does not, Ink draws over what is beside. */
function isWellFormed(node: DOMElement): boolean {
  const { yogaNode: yoga } = node;
  if (!yoga) return true;
  return node.childNodes.every((child) => {
    if (child.nodeName === '#text' || !(child as DOMElement).yogaNode) return true;
    const inner = (child as DOMElement).yogaNode!;
    const right = inner.getComputedLeft() + inner.getComputedWidth();
    const bottom = inner.getComputedTop() + inner.getComputedHeight();
    const fits =
      inner.getComputedLeft() >= yoga.getComputedBorder(0) &&
      inner.getComputedTop() >= yoga.getComputedBorder(1) &&
      right <= yoga.getComputedWidth() - yoga.getComputedBorder(2) &&
      bottom <= yoga.getComputedHeight() - yoga.getComputedBorder(3);
    return fits && isWellFormed(child as DOMElement);
  });
}

test('random trees look as Ink draws them', () => {
  const random = randomFrom(7);
  const differing: string[] = [];
  let compared = 0;
  for (let i = 0; i < 400; i++) {
    const element = (
      <Box width={columns} height={rows} overflow="hidden">
        {tree(random, 3)}
      </Box>
    );
    const painting = paint(element, columns, rows);
    const ink = inkGrid(element);
    if (!isWellFormed(painting.root)) {
      painting.close();
      continue;
    }
    compared++;
    const cells = cellsDiffering(ink, painting.grid);
    if (cells.length > 0) {
      const y = Math.floor(cells[0]! / columns);
      differing.push(
        `tree ${i}, row ${y}: Ink "${rowText(ink, y)}" | ours "${rowText(painting.grid, y)}" (${cells.length} cells) x ${cells[0]! % columns}: ${[ink, painting.grid].map((g) => [...g.cells.subarray(cells[0]! * WORDS, cells[0]! * WORDS + 3)].map((w) => w.toString(16)))}`,
      );
    }
    painting.close();
  }
  expect(compared).toBeGreaterThan(60);
  expect(differing).toEqual([]);
});
