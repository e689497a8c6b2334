// The line over a list in which a row is looked for.
import { type ReactElement, useContext } from 'react';
import { InputsContext } from './contexts.ts';
import { EditedText } from './edited-text.tsx';
import { type FilteredRow, filteredRows } from './filtered.ts';
import { Box } from './host.ts';
import { RowBox } from './rows.tsx';
import { SpanText } from './span-text.tsx';
import type { WidgetProps } from './widget.ts';

interface Filter {
  readonly line: { readonly value: string; readonly cursor: number };
  readonly at: number;
  readonly found: readonly FilteredRow[];
}

/** What is looked for in this list, with what was found; null while nothing is. */
export function useFilter({ node, path }: WidgetProps): Filter | null {
  const { filter } = useContext(InputsContext);
  if (filter?.path !== path) return null;
  return { ...filter, found: filteredRows(node, filter.line.value) };
}

export function FilterLine({ filter, of }: { readonly filter: Filter; readonly of: number }): ReactElement {
  return (
    <RowBox style={undefined}>
      <Box style={{ flexShrink: 0 }}>
        <SpanText spans="/" style={{ bold: true }} />
      </Box>
      <Box style={{ flexGrow: 1, flexShrink: 1 }}>
        <EditedText editor={filter.line} hasCursor />
      </Box>
      <Box style={{ flexShrink: 0, paddingLeft: 1 }}>
        <SpanText spans={`${filter.found.length}/${of}`} style={{ dim: true }} />
      </Box>
    </RowBox>
  );
}
