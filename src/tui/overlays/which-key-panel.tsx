// The panel that opens at the bottom when a key sequence waits for its next key.
import type { ReactElement } from 'react';
import { Opaque } from '../widgets/fill.tsx';
import { Border, Title } from '../widgets/frame.tsx';
import { Box, placeKey } from '../widgets/host.ts';
import { SpanText } from '../widgets/span-text.tsx';
import { Layer } from './layer.tsx';
import { foldEntries, type KeyEntry, keyColumns } from './which-key.ts';

export interface WhichKey {
  /** The keys typed so far: `ctrl+b`. */
  readonly pending: string;
  readonly entries: readonly KeyEntry[];
}

interface WhichKeyPanelProps extends WhichKey {
  readonly columns: number;
  readonly rows: number;
}

export function WhichKeyPanel({ pending, entries, columns, rows }: WhichKeyPanelProps): ReactElement {
  const folded = foldEntries(entries);
  const inRoom = (share: number) =>
    keyColumns(folded, Math.max(1, columns - 4), Math.max(1, Math.floor(rows * share) - 2));
  // Half of the screen stays as it is, unless keys would be missing.
  const half = inRoom(1 / 2);
  const { width, keysWidth, lines, hidden } = half.hidden > 0 ? inRoom(3 / 4) : half;
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
              {line.map((entry) => (
                <Box
                  key={entry.keys}
                  style={{ width, flexShrink: 0, paddingRight: 2, flexDirection: 'row', columnGap: 1 }}
                >
                  <Box style={{ width: keysWidth, flexShrink: 0, alignItems: 'flex-end' }}>
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
