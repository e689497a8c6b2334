// The focused agent over the whole screen: what is drawn before any layout is known.
import type { ReactElement } from 'react';
import { Box } from '../widgets/host.ts';
import { SpanText } from '../widgets/span-text.tsx';
import { Layer } from './layer.tsx';

interface BareProps {
  /** Null while not even that is known. */
  readonly agent: string | null;
}

export function Bare({ agent }: BareProps): ReactElement {
  if (agent !== null) return <Box terminal={agent} cursor style={{ width: '100%', height: '100%' }} />;
  return (
    <Layer at="middle" align="center">
      <SpanText spans="starting…" style={{ dim: true }} />
    </Layer>
  );
}
