// Copy mode in a screen that a test writes: commands by name, and where they lead.
import type { CopyCommand, CopyResult, CopyState } from '../../src/core/copy-mode.ts';
import { createCopier } from '../../src/host/copy/copier.ts';
import { createScreen } from '../../src/host/screen.ts';
import { createViewer } from '../../src/host/viewer.ts';
import { quietScreen, write } from './drawing.ts';

/** A viewer in copy mode of a screen that shows `text`. */
export function copyIn(text: string, { columns = 40, rows = 10, scrollback = 50, scroll = 0 } = {}) {
  const screen = createScreen({ ...quietScreen, columns, rows, scrollback });
  write(screen, text.replaceAll('\n', '\r\n'));
  const viewer = createViewer({ channel: 1, screen, scroll, send: () => {} });
  const told: CopyState[] = [];
  const copier = createCopier(
    viewer,
    () => screen,
    (state) => told.push(state),
  );

  const run = async (command: CopyCommand, argument?: string, at?: { line: number; x: number }) =>
    copier.run({ command, text: argument, at });
  /** Row in view and column of the cursor. */
  const place = ({ cursor }: CopyState): [row: number, x: number] => [cursor.line - viewer.top(), cursor.x];
  return {
    screen,
    viewer,
    copier,
    told,
    run,
    /** Commands with an argument after a space, one after another; the last one's result. */
    async all(...commands: string[]): Promise<CopyResult> {
      let result: CopyResult = { state: copier.state() };
      for (const one of commands) {
        const [command, ...rest] = one.split(' ');
        result = await run(command as CopyCommand, rest.length > 0 ? rest.join(' ') : undefined);
      }
      return result;
    },
    at: (): [number, number] => place(copier.state()),
    /** The text of the line at the cursor, and of the first in view. */
    line: () => lineText(copier.state().cursor.line),
    top: () => lineText(viewer.top()),
    print: (more: string) => write(screen, more.replaceAll('\n', '\r\n')),
    resize(size: { columns: number; rows: number }) {
      const places = [viewer.pin(), copier.pin()];
      screen.resize(size);
      for (const found of places) found();
    },
  };

  function lineText(line: number): string {
    const raw = screen.line(0, line - screen.topId(0));
    let found = '';
    for (let x = 0; raw && x < screen.size().columns; x++)
      found += String.fromCodePoint(raw._data[x * 3]! & 0x1fffff || 32);
    return found.trimEnd();
  }
}

/** `line 1` to `line COUNT`, one a row. */
export function numbered(count: number, word = 'line'): string {
  return Array.from({ length: count }, (_, i) => `${word} ${i + 1}\n`).join('');
}
