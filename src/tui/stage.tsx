// Where the widgets stand: the whole screen as Ink's elements, laid out, and painted on request. All that
// takes long to load is behind this file, which is loaded after the first picture.
import type { Size } from '../core/size.ts';
import type { Style } from '../core/tree.ts';
import { detailsLines } from './overlays/details.tsx';
import { helpLines } from './overlays/help.tsx';
import { pageHeight } from './overlays/page.tsx';
import { Screen, type ScreenProps } from './overlays/screen.tsx';
import { paintDom } from './painter/dom-painter.ts';
import { mountInk } from './painter/ink-root.ts';
import type { Paint } from './painter/painted.ts';
import { transformOf } from './widgets/sgr.ts';

/** What the screen shows, whatever its size. */
export type StageProps = Omit<ScreenProps, 'columns' | 'rows'>;

export interface Stage {
  /** Lays the widgets out anew; `onChange` follows. */
  show(props: StageProps): void;
  resize(size: Size): void;
  readonly paint: Paint;
  close(): void;
}

/** `onChange` is called within Ink's own call, which still changes what it has just laid out: paint later. */
export function openStage(first: StageProps, size: Size, onChange: () => void): Stage {
  let props = first;
  let { columns, rows } = size;
  const element = () => <Screen {...props} columns={columns} rows={rows} />;
  const ink = mountInk(element(), size, onChange);
  return {
    show(next) {
      props = next;
      ink.render(element());
    },
    resize(next) {
      ({ columns, rows } = next);
      ink.resize(next);
      ink.render(element());
    },
    paint: (grid, onPane) => paintDom(ink.root, grid, onPane),
    close: ink.unmount,
  };
}

/** A letter in a style, as it would be painted; '' for none. */
export function styled(style: unknown): string {
  return transformOf((style ?? undefined) as Style | undefined)?.('x') ?? '';
}

/** How far the open help or details can be scrolled, and how many lines of it are seen at once. */
export function pageOf(
  { help, details }: StageProps,
  rows: number,
): { pageRows: number; lastOffset: number } {
  const lines = details
    ? detailsLines(details.banner).length
    : help
      ? helpLines(help.table, help.filter).length
      : 0;
  const pageRows = pageHeight(rows);
  return { pageRows, lastOffset: Math.max(0, lines - pageRows) };
}
