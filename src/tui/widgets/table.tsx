// table: titled columns over rows of cells, one row selected.
import type { ReactElement } from 'react';
import stringWidth from 'string-width';
import type { Style, TextSpan } from '../../core/tree.ts';
import { firstParts } from './bounds.ts';
import { FilterLine, useFilter } from './filter-line.tsx';
import { markedIn } from './filtered.ts';
import { Frame } from './frame.tsx';
import { Box, type HostStyle, placeKey } from './host.ts';
import { RowBox, Rows } from './rows.tsx';
import { parseSize } from './size.ts';
import { SpanText, spansText } from './span-text.tsx';
import type { WidgetProps } from './widget.ts';

/** No column is wider than the widest screen. */
const MAX_CELL_TEXT = 1_000;

interface Column {
  readonly title?: string;
  readonly width?: unknown;
  readonly align?: string;
}
type Cells = readonly (readonly TextSpan[])[];

export function Table(widget: WidgetProps): ReactElement {
  const { node, path } = widget;
  const rows = (Array.isArray(node.rows) ? node.rows : []) as readonly Cells[];
  const columns = (Array.isArray(node.columns) ? firstParts(node.columns) : []) as readonly Column[];
  const styles = columns.map((column, i) => columnStyle(column, () => contentWidth(column, rows, i)));
  const filter = useFilter(widget);
  const found = filter?.found;
  const cellsOf = (index: number): Cells => {
    const row = found?.[index];
    if (!row) return rows[index] ?? [];
    return (rows[row.index] ?? []).map((cell, i) => markedIn(cell, row.at[i]));
  };
  return (
    <Frame widget={widget}>
      {columns.some((column) => column.title) ? (
        <RowBox style={undefined}>
          <Line
            cells={columns.map((column) => [{ text: column.title ?? '', style: { bold: true } }])}
            columns={columns}
            styles={styles}
          />
        </RowBox>
      ) : null}
      {filter ? <FilterLine filter={filter} of={rows.length} /> : null}
      <Rows
        path={path}
        count={found ? found.length : rows.length}
        selected={filter ? filter.at + 1 : typeof node.selected === 'number' ? node.selected : null}
        selectedStyle={node.selected_style as Style | undefined}
        number={(index) => found?.[index]?.index ?? index}
        row={(index) => <Line cells={cellsOf(index)} columns={columns} styles={styles} />}
      />
    </Frame>
  );
}

interface LineProps {
  readonly cells: Cells;
  readonly columns: readonly Column[];
  readonly styles: readonly HostStyle[];
}

function Line({ cells, columns, styles }: LineProps): ReactElement {
  return (
    <Box style={{ flexDirection: 'row', columnGap: 2, flexGrow: 1, height: 1 }}>
      {styles.map((style, i) => (
        <Box key={placeKey(i)} style={{ ...style, alignItems: alignOf(columns[i]?.align) }}>
          <SpanText spans={cells[i]} />
        </Box>
      ))}
    </Box>
  );
}

/** Width of a column as a style; `content` is asked only where the content decides. */
export function columnStyle(column: Column, content: () => number): HostStyle {
  const size = parseSize(column.width ?? 'auto');
  switch (size?.kind) {
    case 'cells':
      return { width: size.amount, flexShrink: 0 };
    case 'percent':
      return { width: `${size.amount}%`, flexShrink: 1 };
    case 'share':
      return { flexGrow: size.amount, flexBasis: 0 };
    case 'min':
      return { minWidth: size.amount, flexGrow: 1, flexBasis: 0 };
    case 'max':
      return { width: Math.min(size.amount, content()), flexShrink: 1 };
    default:
      return { width: content(), flexShrink: 1 };
  }
}

/** Of the heading and the first rows: all of them could be very many. */
function contentWidth(column: Column, rows: readonly Cells[], index: number): number {
  const widths = firstParts(rows).map((cells) =>
    stringWidth(spansText(cells[index]).slice(0, MAX_CELL_TEXT)),
  );
  return widths.reduce((widest, width) => Math.max(widest, width), stringWidth(column.title ?? ''));
}

function alignOf(align: unknown): 'flex-start' | 'center' | 'flex-end' {
  if (align === 'right' || align === 'end') return 'flex-end';
  return align === 'center' ? 'center' : 'flex-start';
}
