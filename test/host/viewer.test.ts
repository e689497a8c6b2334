// A viewer's copy, made of updates alone, equals the terminal's rows cell by cell: under random output,
// scrolling, resizing and updates that come late.
import { expect, test } from 'vitest';
import { WORDS } from '../../src/core/cell.ts';
import { packRow } from '../../src/host/rows.ts';
import { createScreen, type Screen } from '../../src/host/screen.ts';
import { createViewer } from '../../src/host/viewer.ts';
import { decodeUpdate, encodeUpdate, type ScreenUpdate } from '../../src/protocol/screen-codec.ts';
import { applyUpdate, type PaneScreen } from '../../src/tui/panes/pane-grid.ts';
import { quietScreen, randomFrom, randomText, write } from './drawing.ts';

function watch(screen: Screen, scroll = 0) {
  const outbox: ScreenUpdate[] = [];
  const viewer = createViewer({
    channel: 1,
    screen,
    scroll,
    send: (update) => outbox.push(decodeUpdate(encodeUpdate(update))),
  });
  let pane: PaneScreen | null = null;
  viewer.changed();
  return {
    viewer,
    sent: () => outbox.length,
    /** Takes what is in flight, and what was held back behind it. */
    settle(): PaneScreen {
      for (let update = outbox.shift(); update; update = outbox.shift()) {
        pane = applyUpdate(pane, update);
        viewer.acknowledge(update.sequence);
      }
      return pane!;
    },
  };
}

function expectEqual(pane: PaneScreen, screen: Screen): void {
  const { columns, rows } = screen.size();
  const cells = new Uint32Array(columns * rows * WORDS);
  const clusters = new Map<number, string>();
  for (let y = 0; y < rows; y++) {
    packRow(screen.line(pane.scroll, y), columns, cells, y * columns, (x, text) =>
      clusters.set(y * columns + x, text),
    );
  }
  expect([pane.grid.columns, pane.grid.rows]).toEqual([columns, rows]);
  expect(Buffer.from(pane.grid.cells.buffer).equals(Buffer.from(cells.buffer))).toBe(true);
  expect([...pane.grid.clusters].sort((a, b) => a[0] - b[0])).toEqual(
    [...clusters].sort((a, b) => a[0] - b[0]),
  );
}

test.each([1, 2, 3, 4, 5])('random output, seed %i', (seed) => {
  const random = randomFrom(seed);
  const screen = createScreen({ ...quietScreen, columns: 30, rows: 8 });
  const { viewer, settle } = watch(screen);
  for (let step = 0; step < 400; step++) {
    const action = random(20);
    if (action === 0) screen.resize({ columns: 2 + random(40), rows: 1 + random(12) });
    else if (action === 1) viewer.scroll(random(60));
    else write(screen, randomText(random, 1 + random(6)));
    viewer.changed();
    // Now and then the viewer is late: several changes become one update.
    if (random(3) > 0) expectEqual(settle(), screen);
  }
});

test('one line scrolled in sends one row', () => {
  const screen = createScreen({ ...quietScreen, columns: 80, rows: 24 });
  write(screen, Array.from({ length: 40 }, (_, i) => `line ${i} with some text\r\n`).join(''));
  const outbox: ScreenUpdate[] = [];
  const viewer = createViewer({ channel: 1, screen, scroll: 0, send: (update) => outbox.push(update) });
  viewer.changed();
  viewer.acknowledge(outbox.shift()!.sequence);
  write(screen, 'one more\r\n');
  viewer.changed();
  expect(outbox[0]!.spans.map(({ y, x, cells }) => [y, x, cells.length / WORDS])).toEqual([[22, 0, 8]]);
});

test('nothing is sent when nothing looks different', () => {
  const screen = createScreen({ ...quietScreen, columns: 80, rows: 24 });
  write(screen, 'abc');
  const watched = watch(screen);
  watched.settle();
  write(screen, '\r\x1b[32m\x1b[0mabc');
  watched.viewer.changed();
  expect(watched.sent()).toBe(0);
});

test('while scrolled up the same lines stay in view', () => {
  const screen = createScreen({ ...quietScreen, columns: 20, rows: 4 });
  write(screen, Array.from({ length: 20 }, (_, i) => `line ${i}\r\n`).join(''));
  const { viewer, settle } = watch(screen);
  settle();
  expect(viewer.scroll(5)).toBe(5);
  const before = settle();
  write(screen, 'more\r\nand more\r\n');
  viewer.changed();
  const after = settle();
  expect(after.top).toBe(before.top);
  expect(after.scroll).toBe(7);
  expect(after.cursor.visible).toBe(false);
  expectEqual(after, screen);
});

test('a program that holds painting is shown when it lets go', () => {
  const screen = createScreen({ ...quietScreen, columns: 20, rows: 4 });
  const { viewer, settle, sent } = watch(screen);
  settle();
  write(screen, '\x1b[?2026hhalf');
  viewer.changed();
  expect(sent()).toBe(0);
  write(screen, ' and whole\x1b[?2026l');
  viewer.changed();
  expect(sent()).toBe(1);
  expectEqual(settle(), screen);
  viewer.close();
});
