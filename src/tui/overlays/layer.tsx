// Overlays lie in layers over the whole screen; the layer itself is see-through.
import type { ReactElement, ReactNode } from 'react';
import { Box, type HostStyle } from '../widgets/host.ts';

interface LayerProps {
  /** Where along the top-to-bottom axis what it holds lies. */
  readonly at: 'top' | 'middle' | 'bottom';
  readonly align?: 'left' | 'center' | 'right' | 'stretch';
  readonly children?: ReactNode;
}

const vertical = { top: 'flex-start', middle: 'center', bottom: 'flex-end' } as const;
const horizontal = { left: 'flex-start', center: 'center', right: 'flex-end', stretch: 'stretch' } as const;

/** A full-screen layer holding its children at one of its edges or in the middle. */
export function Layer({ at, align = 'stretch', children }: LayerProps): ReactElement {
  const style: HostStyle = {
    position: 'absolute',
    width: '100%',
    height: '100%',
    justifyContent: vertical[at],
    alignItems: horizontal[align],
  };
  return <Box style={style}>{children}</Box>;
}
