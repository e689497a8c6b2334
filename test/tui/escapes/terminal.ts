// An outer terminal to paint on, and the looks of any headless terminal's cells by its public interface.
import type { IBufferCell, Terminal as TerminalType } from '@xterm/headless';
import xterm from '@xterm/headless';
import { enableGraphemes } from '../../../src/host/graphemes.ts';

export interface Outer {
  readonly terminal: TerminalType;
  write(text: string): Promise<void>;
  dispose(): void;
}

/** A terminal as the program sets it up: lines do not wrap by themselves. */
export function outerTerminal(columns: number, rows: number): Outer {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    scrollback: 0,
    allowProposedApi: true,
    logLevel: 'off',
  });
  enableGraphemes(terminal);
  const write = (text: string): Promise<void> => new Promise((resolve) => terminal.write(text, resolve));
  void write('\x1b[?7l');
  return { terminal, write, dispose: () => terminal.dispose() };
}

/** Every cell of the live screen: its text, its width, its looks; a row each. */
export function cellsOf(terminal: TerminalType): string[][] {
  const { active } = terminal.buffer;
  const cell = active.getNullCell();
  return Array.from({ length: terminal.rows }, (_, y) => {
    const line = active.getLine(active.baseY + y);
    return Array.from({ length: terminal.cols }, (_, x) => {
      const found = line?.getCell(x, cell);
      return found ? describe(found) : `" "1 ${PLAIN}`;
    });
  });
}

const PLAIN = 'd d 000000000';

function describe(cell: IBufferCell): string {
  const flags = [
    cell.isBold(),
    cell.isDim(),
    cell.isItalic(),
    cell.isUnderline(),
    cell.isInverse(),
    cell.isBlink(),
    cell.isInvisible(),
    cell.isStrikethrough(),
    cell.isOverline(),
  ].map((flag) => (flag ? 1 : 0));
  const fg = cell.isFgDefault() ? 'd' : `${cell.getFgColorMode()}:${cell.getFgColor()}`;
  const bg = cell.isBgDefault() ? 'd' : `${cell.getBgColorMode()}:${cell.getBgColor()}`;
  const text = cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
  return `"${text}"${cell.getWidth()} ${fg} ${bg} ${flags.join('')}`;
}
