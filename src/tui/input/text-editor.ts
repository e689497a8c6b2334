// Keys in a text of several lines: those that mean something else than in a line.
import { offsetAt, placeOf, rowsOfText } from '../overlays/text-rows.ts';
import { editLine, insertText, kill, type LineState, move, recall } from './line-editor.ts';

const newLine = new Set(['alt+enter', 'ctrl+enter', 'shift+enter', 'ctrl+j']);

/**
 * The text after a key; null for one that means nothing to it. Rows are `width` cells wide. Beyond the first and the
 * last row is the history, where there is one.
 */
export function editText(text: LineState, key: string, width: number): LineState | null {
  if (newLine.has(key)) return insertText(text, '\n');
  const { value, cursor } = text;
  const lineStart = value.lastIndexOf('\n', cursor - 1) + 1;
  const lineEnd = value.indexOf('\n', cursor) < 0 ? value.length : value.indexOf('\n', cursor);
  switch (key) {
    case 'up':
    case 'ctrl+p':
      return vertical(text, -1, width);
    case 'down':
    case 'ctrl+n':
      return vertical(text, 1, width);
    case 'home':
    case 'ctrl+a':
      return move(text, lineStart);
    case 'end':
    case 'ctrl+e':
      return move(text, lineEnd);
    case 'ctrl+home':
      return move(text, 0);
    case 'ctrl+end':
      return move(text, value.length);
    case 'ctrl+k':
      return kill(text, cursor, lineEnd === cursor ? Math.min(value.length, cursor + 1) : lineEnd);
    case 'ctrl+u':
      return kill(text, lineStart, cursor);
    default:
      return editLine(text, key);
  }
}

function vertical(text: LineState, by: number, width: number): LineState {
  const rows = rowsOfText(text.value, width);
  const { row, column } = placeOf(text.value, rows, text.cursor);
  if (rows[row + by]) return move(text, offsetAt(text.value, rows, row + by, column));
  return text.history.length > 0 ? recall(text, text.at - by) : text;
}
