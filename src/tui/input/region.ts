// Where on the screen a mouse event means what: rectangles in the order painted, the last on top.

interface Area {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
}

export type Region = Area &
  (
    | {
        readonly kind: 'pane';
        readonly agent: string;
        /** Its program is a file's own, not an agent: it cannot have the keys. */
        readonly isProgram?: boolean;
        /** Its widget; empty where there is none. */
        readonly path?: string;
        /** Its widget has handlers for links. */
        readonly hasLinks?: boolean;
        /** Packed TerminalModes of its program. */
        readonly modes: number;
        /** It shows its history. */
        readonly isScrolled?: boolean;
        /** Screen cell of the program's first cell; absent where nothing of the pane is cut off. */
        readonly origin?: { readonly x: number; readonly y: number };
      }
    | {
        readonly kind: 'node';
        readonly path: string;
        /** Events that have a handler. */
        readonly on: readonly string[];
        /** From 1, for a row of a list, a table or a tab bar. */
        readonly row?: number;
        /** Its widget. */
        readonly type?: string;
        /** The agent that a row is about. */
        readonly agent?: string;
        /** A split whose border can be dragged: whether its halves lie side by side. */
        readonly beside?: boolean;
      }
    /** What is drawn above the layout: `prompt:ID`, `banner:ID`, `toast:ID`, `help`, … */
    | { readonly kind: 'overlay'; readonly name: string; readonly row?: number }
  );

export type PaneRegion = Extract<Region, { kind: 'pane' }>;
export type NodeRegion = Extract<Region, { kind: 'node' }>;

/** What is on top at a cell, or null. */
export function regionAt(regions: readonly Region[], x: number, y: number): Region | null {
  return regions.findLast((region) => contains(region, x, y)) ?? null;
}

/** `region` and the nodes around it at that cell, from the inside out. */
export function chainAt(
  regions: readonly Region[],
  region: NodeRegion,
  x: number,
  y: number,
): readonly NodeRegion[] {
  const around = regions.filter(
    (other): other is NodeRegion =>
      other.kind === 'node' && other.path !== region.path && isWithin(region.path, other.path),
  );
  const nearest = around
    .filter((other) => contains(other, x, y))
    .sort((a, b) => b.path.length - a.path.length);
  const own = regions.filter(
    (other): other is NodeRegion => other.kind === 'node' && other.path === region.path && other !== region,
  );
  return [region, ...own.filter((other) => other.row === undefined), ...nearest];
}

function isWithin(path: string, ancestor: string): boolean {
  return ancestor === '' || path.startsWith(`${ancestor}.`);
}

function contains({ x, y, columns, rows }: Area, column: number, row: number): boolean {
  return column >= x && column < x + columns && row >= y && row < y + rows;
}
