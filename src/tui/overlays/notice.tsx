// Notices about the program itself: a screen that is too small, a connection that is gone.
import type { ReactElement } from 'react';
import { Opaque } from '../widgets/fill.tsx';
import { Box } from '../widgets/host.ts';
import { RowBox } from '../widgets/rows.tsx';
import { SpanText } from '../widgets/span-text.tsx';
import { Layer } from './layer.tsx';

/** Below this the layouts people write fall apart. */
export const SMALLEST = { columns: 20, rows: 5 } as const;

export function isTooSmall(columns: number, rows: number): boolean {
  return columns < SMALLEST.columns || rows < SMALLEST.rows;
}

interface TooSmallProps {
  readonly columns: number;
  readonly rows: number;
}

/** In place of the tree on a screen too small for it. */
export function TooSmall({ columns, rows }: TooSmallProps): ReactElement {
  return (
    <Layer at="middle" align="center">
      <SpanText spans={columns < 9 ? '↔' : 'too small'} style={{ bold: true }} />
      {rows >= 2 && columns >= 9 ? (
        <SpanText
          spans={`${columns}×${rows}, needs ${SMALLEST.columns}×${SMALLEST.rows}`}
          style={{ dim: true }}
        />
      ) : null}
    </Layer>
  );
}

/** One line at the bottom: `connecting…`, `host gone, reconnecting…`. Agents stay in view above it. */
export function ConnectionNotice({ text }: { readonly text: string }): ReactElement {
  return (
    <Layer at="bottom" align="right">
      <Box hit="notice" style={{ height: 1, flexShrink: 0 }}>
        <Opaque />
        <RowBox style={undefined}>
          <SpanText spans={` ● ${text} `} style={{ fg: 'yellow', inverse: true, bold: true }} />
        </RowBox>
      </Box>
    </Layer>
  );
}
