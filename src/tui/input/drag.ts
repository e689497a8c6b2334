// Dragging: the border between the halves of a split, or a widget that wants to know. What is dragged is told to
// Lua as the mouse moves; what it was when the button went down is what counts, whatever is drawn meanwhile.
import type { MouseInput } from '../../protocol/input-codec.ts';
import type { Effect, InputContext } from './input-state.ts';
import type { NodeRegion, Region } from './region.ts';

/** What the left button holds. */
export interface Drag {
  readonly path: string;
  readonly event: 'drag' | 'resize';
  /** What the event says with the mouse at a cell. */
  readonly said: (x: number, y: number) => Readonly<Record<string, number>>;
}

const LEAST_SHARE = 0.02;

/** What a press of the left button on `region` takes hold of, if anything. */
export function takeHold(
  { regions }: InputContext,
  region: NodeRegion,
  chain: readonly NodeRegion[],
  { x, y }: MouseInput,
): Drag | null {
  const border = region.row === undefined ? borderAt(chain, regions, x, y) : null;
  if (border) return border;
  const found = chain.find(({ on }) => on.includes('drag'));
  if (!found) return null;
  const { path, columns: width, rows: height } = found;
  const [from_x, from_y] = [x - found.x, y - found.y];
  const said = (column: number, row: number) => ({
    x: column - found.x,
    y: row - found.y,
    from_x,
    from_y,
    width,
    height,
  });
  return { path, event: 'drag', said };
}

/** The mouse moved, or the button is up. */
export function dragTo({ path, event, said }: Drag, { action, x, y }: MouseInput): Effect {
  return { type: 'drag', path, event, args: { ...said(x, y), done: action === 'release' } };
}

/** The innermost split around a node whose border is at the cell. */
function borderAt(
  chain: readonly NodeRegion[],
  regions: readonly Region[],
  x: number,
  y: number,
): Drag | null {
  for (const split of chain) {
    const drag = split.beside === undefined ? null : borderOf(regions, split, x, y);
    if (drag) return drag;
  }
  return null;
}

function borderOf(regions: readonly Region[], split: NodeRegion, x: number, y: number): Drag | null {
  const [first, second] = [0, 1].map((index) => child(regions, split.path, index));
  if (!first || !second) return null;
  const isBeside = split.beside === true;
  const [at, across] = isBeside ? [x, y] : [y, x];
  const one = along(first, isBeside);
  const other = along(second, isBeside);
  const whole = along(split, isBeside);
  if (across < whole.acrossFrom || across >= whole.acrossTo) return null;
  // A line of its own is the border; else it is where the boxes of both halves meet.
  const gap = other.from - one.to;
  const isBorder = gap > 0 ? at >= one.to && at < other.from : at === one.to - 1 || at === one.to;
  if (!isBorder) return null;
  const held = one.to - at;
  const room = whole.to - whole.from - Math.max(0, gap);
  const said = (column: number, row: number) => {
    const share = ((isBeside ? column : row) + held - whole.from) / Math.max(1, room);
    return { ratio: Math.min(1 - LEAST_SHARE, Math.max(LEAST_SHARE, share)) };
  };
  return { path: split.path, event: 'resize', said };
}

function child(regions: readonly Region[], parent: string, index: number): Region | undefined {
  const path = parent === '' ? String(index) : `${parent}.${index}`;
  return regions.find((one) => one.kind === 'node' && one.path === path && one.row === undefined);
}

function along({ x, y, columns, rows }: Region, isBeside: boolean) {
  return isBeside
    ? { from: x, to: x + columns, acrossFrom: y, acrossTo: y + rows }
    : { from: y, to: y + rows, acrossFrom: x, acrossTo: x + columns };
}
