// The rows of lists and tables: only those in view are drawn, the selected one always among them.
import { type ReactElement, type ReactNode, useContext, useLayoutEffect, useRef } from 'react';
import type { Style } from '../../core/tree.ts';
import { inkColor, mergeStyles } from './color.ts';
import { InheritedStyle, ScreenSize } from './contexts.ts';
import { Opaque } from './fill.tsx';
import { Box } from './host.ts';
import { rowHit } from './paths.ts';
import { useMeasuredHeight } from './use-layout.ts';
import { keepInView } from './window.ts';

interface RowsProps {
  readonly path: string;
  readonly count: number;
  /** From 1; absent or out of range for none. */
  readonly selected: number | null;
  readonly selectedStyle?: Style | undefined;
  /** Draws row `index`, from 0. */
  readonly row: (index: number, selected: boolean) => ReactNode;
  /** Rows that head those below them. */
  readonly isHeading?: (index: number) => boolean;
  /** Rows that cannot be hit. */
  readonly inert?: (index: number) => boolean;
  /** The number (from 0) that a row is hit by, where that is not its place. */
  readonly number?: (index: number) => number;
}

/** Rows that take the height they get; as high as all of them where the height is free. */
export function Rows(props: RowsProps): ReactElement {
  const { path, count, selected, selectedStyle, row, isHeading, inert, number } = props;
  const screen = useContext(ScreenSize);
  const { ref, height } = useMeasuredHeight();
  const first = useRef(0);
  const shown = Math.min(height ?? screen.rows, screen.rows, count);
  const chosen = selected !== null && selected >= 1 && selected <= count ? selected - 1 : null;
  const top = keepInView(headingAbove(first.current, chosen, isHeading), chosen, shown, count);
  useLayoutEffect(() => {
    first.current = top;
  });
  const rows = [];
  for (let index = top; index < Math.min(top + shown, count); index++) {
    const isSelected = index === chosen;
    const hit = inert?.(index) ? {} : { hit: rowHit(path, (number?.(index) ?? index) + 1) };
    rows.push(
      <RowBox key={index} {...hit} style={isSelected ? (selectedStyle ?? { inverse: true }) : undefined}>
        {row(index, isSelected)}
      </RowBox>,
    );
  }
  return (
    <Box ref={ref} style={{ flexGrow: 1, flexShrink: 1 }}>
      <Box style={{ height: count, flexShrink: 0 }}>{rows}</Box>
    </Box>
  );
}

/** Scrolling up to the first row of a group shows its heading too. */
function headingAbove(first: number, chosen: number | null, isHeading: RowsProps['isHeading']): number {
  return chosen !== null && chosen > 0 && chosen <= first && isHeading?.(chosen - 1) ? chosen - 1 : first;
}

interface RowBoxProps {
  readonly hit?: string;
  readonly style: Style | undefined;
  readonly children: ReactNode;
}

/** One line, with its style over its whole width. */
export function RowBox({ hit, style, children }: RowBoxProps): ReactElement {
  const inherited = useContext(InheritedStyle);
  const bg = inkColor(style?.bg);
  return (
    <Box
      {...(hit === undefined ? {} : { hit })}
      style={{ height: 1, flexShrink: 0, flexDirection: 'row', ...(bg ? { backgroundColor: bg } : {}) }}
    >
      {style?.inverse ? <Opaque style={style} lines={1} /> : null}
      {style ? (
        <InheritedStyle.Provider value={mergeStyles(inherited, style)}>{children}</InheritedStyle.Provider>
      ) : (
        children
      )}
    </Box>
  );
}
