// keyhints: keys and what they do on one line; hints that do not fit whole are left out.
import type { ReactElement } from 'react';
import { firstParts } from './bounds.ts';
import { Frame } from './frame.tsx';
import { Box, placeKey } from './host.ts';
import { SpanText } from './span-text.tsx';
import type { WidgetProps } from './widget.ts';

interface Hint {
  readonly keys: string;
  readonly desc: string;
}

export function Keyhints(widget: WidgetProps): ReactElement {
  const hints = widget.node.hints;
  return (
    <Frame widget={widget}>
      <HintLine hints={Array.isArray(hints) ? (hints as readonly Hint[]) : []} />
    </Frame>
  );
}

/** Wraps into further lines that its one line of height hides. */
export function HintLine({ hints }: { readonly hints: readonly Hint[] }): ReactElement {
  return (
    <Box style={{ flexDirection: 'row', flexWrap: 'wrap', height: 1, flexShrink: 0, columnGap: 2 }}>
      {firstParts(hints).map((hint, i) => (
        <Box key={placeKey(i)} style={{ height: 1, flexShrink: 0 }}>
          <SpanText
            spans={[
              { text: String(hint.keys), style: { bold: true } },
              { text: ` ${hint.desc}`, style: { dim: true } },
            ]}
          />
        </Box>
      ))}
    </Box>
  );
}
