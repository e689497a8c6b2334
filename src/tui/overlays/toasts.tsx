// Toasts: small boxes in the top right corner, the newest uppermost. Who shows them takes them away.
import type { ReactElement } from 'react';
import type { Toast } from '../../core/overlay.ts';
import { Opaque } from '../widgets/fill.tsx';
import { Border, Title } from '../widgets/frame.tsx';
import { Box } from '../widgets/host.ts';
import { SpanText } from '../widgets/span-text.tsx';
import { Layer } from './layer.tsx';
import { levelColor, levelMark } from './levels.ts';

const MAX_WIDTH = 44;
const MAX_TOASTS = 4;

interface ToastsProps {
  readonly toasts: readonly Toast[];
  readonly columns: number;
  /** Lines that banners take at the top. */
  readonly below?: number;
}

export function Toasts({ toasts, columns, below = 0 }: ToastsProps): ReactElement | null {
  if (toasts.length === 0) return null;
  const shown = toasts.slice(-MAX_TOASTS).reverse();
  return (
    <Layer at="top" align="right">
      <Box style={{ width: Math.min(MAX_WIDTH, columns), flexShrink: 0, marginTop: below }}>
        {shown.map((toast) => (
          <ToastBox key={toast.id} toast={toast} />
        ))}
      </Box>
    </Layer>
  );
}

function ToastBox({ toast }: { readonly toast: Toast }): ReactElement {
  const color = levelColor[toast.level];
  return (
    <Box hit={`toast:${toast.id}`} style={{ flexShrink: 0 }}>
      <Opaque />
      <Border style="round" look={{ fg: color }} />
      <Title
        title={`${levelMark[toast.level]} ${toast.title ?? toast.level}`}
        look={{ fg: color, bold: true }}
      />
      <Box style={{ flexGrow: 1, paddingX: 2, paddingY: 1 }}>
        <SpanText spans={toast.text} wrap="wrap" line={false} />
      </Box>
    </Box>
  );
}
