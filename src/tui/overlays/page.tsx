// A large box of text lines that can be scrolled: help and banner details.
import type { ReactElement } from 'react';
import type { TextSpan } from '../../core/tree.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { Box, placeKey } from '../widgets/host.ts';
import { SpanText } from '../widgets/span-text.tsx';

/** One line of a page. */
export type PageLine = readonly TextSpan[];

interface PageProps {
  readonly hit: string;
  readonly title: string;
  readonly lines: readonly PageLine[];
  /** Lines scrolled away above; more than there are shows the last ones. */
  readonly offset: number;
  readonly footer: string;
  readonly columns: number;
  readonly rows: number;
}

const WIDTH = 100;

/** Lines of text that a page on a screen of `rows` shows at once: all but margins, borders and footer. */
export function pageHeight(rows: number): number {
  return Math.max(1, rows - 6);
}

/** The nearest offset that a page of `lines` lines can have. */
export function clampOffset(offset: number, lines: number, rows: number): number {
  return Math.max(0, Math.min(offset, lines - pageHeight(rows)));
}

export function Page({ hit, title, lines, offset, footer, columns, rows }: PageProps): ReactElement {
  const height = pageHeight(rows);
  const first = clampOffset(offset, lines.length, rows);
  const shown = lines.slice(first, first + height);
  const position = lines.length > height ? ` · ${first + 1}–${first + shown.length} of ${lines.length}` : '';
  return (
    <Dialog hit={hit} title={title} width={Math.min(WIDTH, Math.max(1, columns - 4))}>
      {shown.map((line, i) => (
        <Box key={placeKey(first + i)} style={{ height: 1, flexShrink: 0 }}>
          <SpanText spans={line.length === 0 ? ' ' : line} />
        </Box>
      ))}
      <Box style={{ height: 1, marginTop: 1, flexShrink: 0 }}>
        <SpanText spans={`${footer}${position}`} style={{ dim: true }} />
      </Box>
    </Dialog>
  );
}
