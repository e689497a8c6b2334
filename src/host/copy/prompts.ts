// Prompts and what commands printed, from the marks that shells send (OSC 133).
import type { Place, PromptMark } from '../screen.ts';
import { isBefore, type Lines, type Range } from './lines.ts';

/** What a person is told who looks for one that is not there. */
export const NO_PROMPT = 'no prompt is marked here: the shell must send OSC 133 (see the guide, "copy")';

/** The prompt `times` before or after `from`, or the farthest there is; null where none is marked in that direction. */
export function promptFrom(
  marks: readonly PromptMark[],
  from: Place,
  by: 1 | -1,
  times: number,
): Place | null {
  const rows = [...new Set(marks.filter(({ mark }) => mark === 'A').map(({ line }) => line))];
  const beyond =
    by === 1 ? rows.filter((line) => line > from.line) : rows.filter((line) => line < from.line).reverse();
  if (rows.length === 0) return null;
  const line = beyond[Math.min(times, beyond.length) - 1];
  return line === undefined ? from : { line, x: 0 };
}

/**
 * What the last command that began at or before `at` printed: from its mark `C` (or `B`) up to `D`, or to the next
 * prompt, or to the end.
 */
export function outputBefore(marks: readonly PromptMark[], lines: Lines, at: Place): Range | null {
  const starts = marks.filter(({ mark }) => mark === 'C');
  const begin = starts.findLast((mark) => !isBefore(at, mark)) ?? starts[0];
  if (!begin) return null;
  const ended = marks
    .slice(marks.indexOf(begin) + 1)
    .find(({ mark }) => mark === 'D' || mark === 'A' || mark === 'C');
  const end = ended ?? { line: lines.last(), x: lines.columns() };
  const to = end.x > 0 ? { line: end.line, x: end.x - 1 } : { line: end.line - 1, x: lines.columns() - 1 };
  return isBefore(to, begin) ? null : { kind: 'char', from: { line: begin.line, x: begin.x }, to };
}
