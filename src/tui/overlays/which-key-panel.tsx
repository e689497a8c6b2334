// The panel that opens at the bottom when a key sequence waits for its next key.
import type { ReactElement } from 'react';
import { Opaque } from '../widgets/fill.tsx';
import { Border, Title } from '../widgets/frame.tsx';
import { Box, placeKey } from '../widgets/host.ts';
import { SpanText } from '../widgets/span-text.tsx';
import { Layer } from './layer.tsx';
import { foldEntries, type KeyEntry, keyColumns, NARROW_DESC } from './which-key.ts';

export interface WhichKey {
  /** The keys typed so far: `ctrl+b`. */
  readonly pending: string;
  readonly entries: readonly KeyEntry[];
}

/** Lines of the screen that stay in sight above a large panel. */
const ABOVE = 1;

interface WhichKeyPanelProps extends WhichKey {
  readonly columns: number;
  readonly rows: number;
}

export function WhichKeyPanel({ pending, entries, columns, rows }: WhichKeyPanelProps): ReactElement {
  const folded = foldEntries(entries);
  const width = Math.max(1, columns - 4);
  // Half of the screen where that is enough, else all but a few lines, in narrower columns.
  const half = keyColumns(folded, width, Math.max(1, Math.floor(rows / 2) - 2));
  const high = Math.max(1, rows - ABOVE - 2);
  const { widths, lines, hidden } = half.hidden > 0 ? keyColumns(folded, width, high, NARROW_DESC) : half;
  const title = hidden > 0 ? `${pending} · ${hidden} more` : pending;
  return (
    <Layer at="bottom">
      <Box hit="which-key" style={{ flexShrink: 0 }}>
        <Opaque />
        <Border style="round" look={{ dim: true }} />
        <Title title={title} look={{ bold: true }} />
        <Box style={{ paddingX: 2, paddingY: 1, flexShrink: 0 }}>
          {lines.map((line, y) => (
            <Box key={placeKey(y)} style={{ flexDirection: 'row', height: 1, flexShrink: 0 }}>
              {line.map((entry, x) => (
                <Box
                  key={entry.keys}
                  style={{
                    width: widths[x]!.all,
                    flexShrink: 0,
                    paddingRight: 2,
                    flexDirection: 'row',
                    columnGap: 1,
                  }}
                >
                  <Box style={{ minWidth: widths[x]!.keys, flexShrink: 0, alignItems: 'flex-end' }}>
                    <SpanText spans={entry.keys} style={{ bold: true, fg: 'cyan' }} />
                  </Box>
                  <SpanText spans={entry.desc} />
                </Box>
              ))}
            </Box>
          ))}
        </Box>
      </Box>
    </Layer>
  );
}
