// spinner: one cell that turns while it is on the screen. All spinners turn together.
import { type ReactElement, useSyncExternalStore } from 'react';
import type { Style } from '../../core/tree.ts';
import { Frame } from './frame.tsx';
import { Box } from './host.ts';
import { SpanText } from './span-text.tsx';
import { spinnerTicker } from './ticker.ts';
import type { WidgetProps } from './widget.ts';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

export function Spinner(widget: WidgetProps): ReactElement {
  const tick = useSyncExternalStore(spinnerTicker.subscribe, spinnerTicker.now);
  return (
    <Frame widget={widget}>
      <Box style={{ width: 1, height: 1, flexShrink: 0 }}>
        <SpanText spans={frames[tick % frames.length]} style={widget.node.style as Style | undefined} />
      </Box>
    </Frame>
  );
}
