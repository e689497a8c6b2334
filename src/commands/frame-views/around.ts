// One widget's rectangle of a frame, as a frame of its own.
import type { Frame, FrameNode, Rect } from '../../core/frame.ts';
import { suggestion } from '../../core/nearest.ts';
import { cellsOf } from '../ansi-frame.ts';
import { CommandError, EXIT } from '../failure.ts';

/**
 * What `frame` shows of the widget that `wanted` names: its id, its type (`agent_list`, `ui.panel`; the first of
 * several), or the line that made it (`user/layout.lua:12`). Throws CommandError where there is none.
 */
export function frameAround(frame: Frame, wanted: string): Frame {
  return crop(frame, findNode(frame.nodes, wanted).rect);
}

/** Widgets that are drawn by others. */
const drawnAs: Readonly<Record<string, string>> = { agent_list: 'list', spans: 'text', keyhints: 'text' };

function findNode(nodes: readonly FrameNode[], wanted: string): FrameNode {
  const name = wanted.replace(/^ui\./, '');
  const type = drawnAs[name] ?? name;
  const found =
    nodes.find(({ id }) => id === wanted) ??
    nodes.find((node) => node.type === type) ??
    nodes.find(({ file, line }) => `${file}:${line}` === wanted);
  if (found) return found;
  const names = [
    ...new Set(nodes.flatMap(({ id, type }) => (id && !/^[\d.]+/.test(id) ? [id, type] : [type]))),
  ];
  throw new CommandError(
    EXIT.failed,
    'not_found',
    `no widget "${wanted}" is to be seen${suggestion(wanted, names)}: ${names.join(', ')}`,
    { widgets: names },
  );
}

/** The part of `frame` within `rect`, with everything counted from its corner. */
function crop(frame: Frame, rect: Rect): Frame {
  const left = Math.max(0, rect.x);
  const top = Math.max(0, rect.y);
  const right = Math.min(frame.columns, rect.x + rect.width);
  const bottom = Math.min(frame.rows, rect.y + rect.height);
  const width = Math.max(0, right - left);
  const height = Math.max(0, bottom - top);
  const rows = Array.from({ length: height }, (_, y) => top + y);
  const { x, y, visible, shape } = frame.cursor;
  const holds = x >= left && x < right && y >= top && y < bottom;
  return {
    columns: width,
    rows: height,
    cursor: { x: holds ? x - left : 0, y: holds ? y - top : 0, visible: visible && holds, shape },
    lines: rows.map((row) => part(frame.lines[row] ?? '', left, right)),
    spans: rows.map((row) =>
      (frame.spans[row] ?? []).flatMap((span) => {
        const from = Math.max(span.x, left);
        const to = Math.min(span.x + span.width, right);
        return to > from ? [{ ...span, x: from - left, width: to - from }] : [];
      }),
    ),
    nodes: frame.nodes
      .filter((node) => isWithin(node.rect, { x: left, y: top, width, height }))
      .map((node) => ({ ...node, rect: { ...node.rect, x: node.rect.x - left, y: node.rect.y - top } })),
  };
}

/** The cells from column `left` to before `right`; a wide character that is cut leaves a blank. */
function part(line: string, left: number, right: number): string {
  const cells = cellsOf(line, right);
  const inside = cells.slice(left, right);
  const first = inside.findIndex((cell) => cell !== '');
  const cutRight = cells[right] === '' && inside.at(-1) !== undefined;
  const text = inside.map((cell, x) => (x < first ? ' ' : cell));
  if (cutRight) text[text.findLastIndex((cell) => cell !== '')] = ' ';
  return text.join('').trimEnd();
}

function isWithin(inner: Rect, outer: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
