// What is drawn where a widget cannot be: what is wrong and where it was made.
import type { ReactElement } from 'react';
import { Box, type HostStyle } from './host.ts';
import { SpanText } from './span-text.tsx';

interface ErrorCardProps {
  readonly message: string;
  /** `file:line` that made the node. */
  readonly at?: unknown;
  readonly path: string;
  readonly style?: HostStyle;
}

/** A message in the place of a widget; it wraps, and shrinks like any text. */
export function ErrorCard({ message, at, path, style }: ErrorCardProps): ReactElement {
  const where = typeof at === 'string' ? `${at}: ` : '';
  return (
    <Box hit={path} {...(style ? { style } : {})}>
      <SpanText spans={`✗ ${where}${message}`} wrap="wrap" style={{ fg: 'red', bold: true }} />
    </Box>
  );
}
