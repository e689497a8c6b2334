// The escape sequence files (test/host/escapes/NOTES.md) all the way: a program's output through the host's
// screen, a viewer's updates, the pane, the compositor and the emitter to an outer terminal, whose cells must
// then equal the host's own screen. Whole, in pieces of a byte, and when another viewer attaches.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { createEmitter } from '../../../src/tui/output/emitter.ts';
import { paintBare } from '../../../src/tui/painter/bare.ts';
import { createCompositor } from '../../../src/tui/painter/compositor.ts';
import { clearTouched } from '../../../src/tui/panes/pane-grid.ts';
import { type Viewed, viewed } from './pane.ts';
import { cellsOf, type Outer, outerTerminal } from './terminal.ts';

const [columns, rows] = [80, 25];
const folder = new URL('../../host/escapes/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.in'))
  .map((file) => file.slice(0, -'.in'.length))
  .sort();

const output = (name: string): Buffer =>
  Buffer.from(readFileSync(new URL(`${name}.in`, folder), 'latin1').replaceAll('\n', '\r\n'), 'latin1');

/** A client's picture of one session over its whole terminal. */
function attach(program: Viewed): { readonly outer: Outer; update(): void; close(): void } {
  const outer = outerTerminal(columns, rows);
  const emitter = createEmitter({ colors: 'truecolor', bce: true, synchronized: true });
  const compositor = createCompositor({ columns, rows });
  compositor.paintUi(paintBare('a1'), () => program.pane());
  const update = (): void => {
    const pane = program.pane();
    compositor.updatePane('a1', pane);
    clearTouched(pane);
    const bytes = emitter.render(
      compositor.grid,
      compositor.cursor('a1', pane),
      [{ x: 0, y: 0, columns, rows }],
      compositor.touched,
    );
    compositor.clearTouched();
    if (bytes !== '') void outer.write(bytes);
  };
  update();
  return { outer, update, close: outer.dispose };
}

async function expectEqual(program: Viewed, outer: Outer): Promise<void> {
  await outer.write('');
  expect(cellsOf(outer.terminal)).toEqual(cellsOf(program.screen.terminal));
  const cursor = program.screen.cursor();
  if (cursor.visible) {
    const { active } = outer.terminal.buffer;
    expect([active.cursorX, active.cursorY]).toEqual([cursor.x, cursor.y]);
  }
}

const texts = (terminal: Outer['terminal']): string[] => {
  const { active } = terminal.buffer;
  const lines = Array.from(
    { length: rows },
    (_, y) => active.getLine(active.baseY + y)?.translateToString(true) ?? '',
  );
  return trimmed(lines);
};

function trimmed(lines: readonly string[]): string[] {
  const result = lines.map((line) => line.trimEnd());
  while (result.at(-1) === '') result.pop();
  return result;
}

/** Files after which the outer terminal shows what the file's author says. */
const asExpected = new Set<string>();

test.each(names)('%s', followsAllTheWay);

async function followsAllTheWay(name: string): Promise<void> {
  const bytes = output(name);

  const whole = viewed(columns, rows);
  const first = attach(whole);
  whole.write(bytes);
  first.update();
  await expectEqual(whole, first.outer);
  const wanted = trimmed(readFileSync(new URL(`${name}.text`, folder), 'utf8').split('\n'));
  if (JSON.stringify(texts(first.outer.terminal)) === JSON.stringify(wanted)) asExpected.add(name);

  const pieces = viewed(columns, rows);
  const second = attach(pieces);
  for (const [i, byte] of bytes.entries()) {
    pieces.write(Uint8Array.of(byte));
    second.update();
    if (i % 97 === 0) await expectEqual(pieces, second.outer);
  }
  await expectEqual(pieces, second.outer);
  expect(cellsOf(second.outer.terminal)).toEqual(cellsOf(first.outer.terminal));

  const again = viewed(columns, rows);
  const half = Math.floor(bytes.length / 2);
  again.write(bytes.subarray(0, half));
  again.attachAgain();
  const third = attach(again);
  again.write(bytes.subarray(half));
  third.update();
  await expectEqual(again, third.outer);
  again.attachAgain();
  const fourth = attach(again);
  await expectEqual(again, fourth.outer);

  for (const client of [first, second, third, fourth]) client.close();
  for (const program of [whole, pieces, again]) program.close();
}

afterAll(() => {
  expect(names.length).toBe(76);
  expect(asExpected.size).toBeGreaterThanOrEqual(72);
});
