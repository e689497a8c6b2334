// What is selected in copy mode: from an anchor to the cursor.
import type { CopyAnchor, CopyPlace } from '../../core/copy-mode.ts';
import { type Lines, type Range, rangeOf } from './lines.ts';
import { pointedAt } from './moves.ts';

/** What is selected with the cursor at a place; null without an anchor. */
export function selectedFrom(lines: Lines, anchor: CopyAnchor | null, cursor: CopyPlace): Range | null {
  if (!anchor) return null;
  const { at, kind, unit } = anchor;
  if (!unit) return rangeOf(lines, kind, at, cursor);
  // Words and lines that were clicked stay whole.
  const end = kind === 'line' ? { from: cursor, to: cursor } : pointedAt(lines, cursor);
  const low =
    unit.from.line < end.from.line || (unit.from.line === end.from.line && unit.from.x < end.from.x);
  return low ? rangeOf(lines, kind, unit.from, end.to) : rangeOf(lines, kind, end.from, unit.to);
}
