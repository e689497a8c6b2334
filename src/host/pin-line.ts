// A place in a buffer, found again after a reflow. xterm.js moves the markers of a reflow's first rows with them;
// the rest is counting cells.
import type { Place } from './screen.ts';
import type { RawBuffer } from './xterm-internals.ts';

/** `place.line` is an index of `buffer`, whose lines have `columns` cells. The function takes the columns after. */
export function pinLine(
  buffer: RawBuffer,
  { line, x }: Place,
  columns: number,
): (columnsNow: number) => Place {
  const at = Math.max(0, Math.min(line, buffer.lines.length - 1));
  let first = at;
  while (first > 0 && buffer.lines.get(first)?.isWrapped) first--;
  const offset = (at - first) * columns + x;
  const marker = buffer.addMarker(first);
  return (columnsNow) => {
    if (marker.isDisposed || marker.line < 0) return { line: 0, x: 0 };
    const start = marker.line;
    marker.dispose();
    const wanted = Math.floor(offset / columnsNow);
    let rows = 0;
    while (rows < wanted && buffer.lines.get(start + rows + 1)?.isWrapped) rows++;
    return { line: start + rows, x: offset - rows * columnsNow };
  };
}
