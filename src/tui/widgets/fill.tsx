// Areas filled with one character, clipped to whatever room there is: the filler never asks for room itself.
import { type ReactElement, useContext } from 'react';
import type { Style } from '../../core/tree.ts';
import { ScreenSize } from './contexts.ts';
import { Box } from './host.ts';
import { SpanText } from './span-text.tsx';

/** Covers its parent with spaces, so that nothing below shows through; drawn before its siblings. */
export function Opaque({ style, lines }: OpaqueProps): ReactElement {
  const screen = useContext(ScreenSize);
  const { columns } = screen;
  const rows = lines ?? screen.rows;
  return (
    <Box style={{ position: 'absolute', width: '100%', height: '100%' }}>
      <Sheet text={grid(' ', columns, rows)} columns={columns} rows={rows} style={style} />
    </Box>
  );
}

interface OpaqueProps {
  readonly style?: Style | undefined;
  /** Height of the parent where it is known; the whole screen's otherwise, which costs more to paint. */
  readonly lines?: number | undefined;
}

/** A run of `character` as long as the parent is wide. */
export function HorizontalLine({ character, style }: LineProps): ReactElement {
  const { columns } = useContext(ScreenSize);
  return <Sheet text={character.repeat(columns)} columns={columns} rows={1} style={style} />;
}

/** A run of `character` as long as the parent is high. */
export function VerticalLine({ character, style }: LineProps): ReactElement {
  const { rows } = useContext(ScreenSize);
  return <Sheet text={grid(character, 1, rows)} columns={1} rows={rows} style={style} />;
}

interface LineProps {
  readonly character: string;
  readonly style?: Style | undefined;
}

interface SheetProps {
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
  readonly style?: Style | undefined;
}

function Sheet({ text, columns, rows, style }: SheetProps): ReactElement {
  return (
    <Box style={{ width: columns, height: rows, flexShrink: 0 }}>
      <SpanText spans={text} style={style} line={false} wrap="wrap" />
    </Box>
  );
}

function grid(character: string, columns: number, rows: number): string {
  return Array.from({ length: rows }, () => character.repeat(columns)).join('\n');
}
