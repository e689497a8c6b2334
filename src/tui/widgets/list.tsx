// list: one row a line, one of them selected.
import type { ReactElement } from 'react';
import type { Style, TextSpan } from '../../core/tree.ts';
import { FilterLine, useFilter } from './filter-line.tsx';
import { markedIn } from './filtered.ts';
import { Frame } from './frame.tsx';
import { Box } from './host.ts';
import { Rows } from './rows.tsx';
import { SpanText } from './span-text.tsx';
import type { WidgetProps } from './widget.ts';

interface ListRow {
  readonly spans?: readonly TextSpan[];
  readonly right?: readonly TextSpan[];
  readonly header?: boolean;
  /** A heading that can be pressed. */
  readonly press?: boolean;
  /** Put away: seen only while a row is looked for. */
  readonly folded?: boolean;
}

export function List(widget: WidgetProps): ReactElement {
  const { node, path } = widget;
  const rows = (node.rows ?? []) as readonly ListRow[];
  const filter = useFilter(widget);
  if (filter)
    return (
      <Frame widget={widget}>
        <FilterLine filter={filter} of={rows.filter(({ header }) => !header).length} />
        <Rows
          path={path}
          count={filter.found.length}
          selected={filter.at + 1}
          selectedStyle={node.selected_style as Style | undefined}
          number={(index) => filter.found[index]!.index}
          row={(index) => {
            const { index: place, at } = filter.found[index]!;
            return <ListLine row={{ ...rows[place], spans: markedIn(rows[place]!.spans, at[0]) }} />;
          }}
        />
      </Frame>
    );
  const places = rows.some(({ folded }) => folded) ? unfolded(rows) : null;
  const placeOf = (index: number): number => places?.[index] ?? index;
  const selected = typeof node.selected === 'number' ? node.selected : null;
  return (
    <Frame widget={widget}>
      <Rows
        path={path}
        count={places?.length ?? rows.length}
        selected={selected !== null && places ? places.indexOf(selected - 1) + 1 : selected}
        selectedStyle={node.selected_style as Style | undefined}
        isHeading={(index) => rows[placeOf(index)]?.header === true}
        inert={(index) => rows[placeOf(index)]?.header === true && rows[placeOf(index)]?.press !== true}
        number={placeOf}
        row={(index) => <ListLine row={rows[placeOf(index)]!} />}
      />
    </Frame>
  );
}

/** The places of the rows that are seen. */
function unfolded(rows: readonly ListRow[]): readonly number[] {
  return rows.flatMap(({ folded }, place) => (folded ? [] : [place]));
}

/** Text at the left and, where there is room, at the right edge. */
export function ListLine({ row }: { readonly row: ListRow }): ReactElement {
  return (
    <>
      <Box style={{ flexGrow: 1, flexShrink: 1 }}>
        <SpanText spans={row.spans} />
      </Box>
      {row.right && row.right.length > 0 ? (
        <Box style={{ flexShrink: 0, paddingLeft: 1 }}>
          <SpanText spans={row.right} />
        </Box>
      ) : null}
    </>
  );
}
