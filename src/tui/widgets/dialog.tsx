// A bordered box in the middle of its parent, with nothing showing through: modals and prompts.
import type { ReactElement, ReactNode } from 'react';
import type { Style } from '../../core/tree.ts';
import { Opaque } from './fill.tsx';
import { Border, Title } from './frame.tsx';
import { Box, type HostProps, type HostStyle } from './host.ts';

interface DialogProps extends Pick<HostProps, 'hit' | 'ref'> {
  readonly title?: unknown;
  /** Cells, or percent of the parent as `"60%"`; as large as the content where absent. */
  readonly width?: number | string | undefined;
  readonly height?: number | string | undefined;
  readonly border?: string | null;
  readonly borderStyle?: Style | undefined;
  readonly padding?: HostStyle;
  readonly children?: ReactNode;
}

/** Covers its parent's rectangle with a layer that holds the box; the layer itself is see-through. */
export function Dialog(props: DialogProps): ReactElement {
  const { title, width, height, border = 'round', borderStyle, padding, children, ...attributes } = props;
  const edge = border === null ? 0 : 1;
  const box: HostStyle = { flexShrink: 1, minWidth: 0 };
  if (width !== undefined) box.width = width;
  if (height !== undefined) box.height = height;
  return (
    <Box
      style={{
        position: 'absolute',
        width: '100%',
        height: '100%',
        alignItems: 'center',
        justifyContent: 'center',
      }}
    >
      <Box
        style={{
          flexDirection: 'row',
          justifyContent: 'center',
          flexShrink: 1,
          ...(typeof height === 'string' ? { height } : {}),
          width: '100%',
        }}
      >
        <Box {...attributes} style={typeof height === 'string' ? { ...box, height: '100%' } : box}>
          <Opaque />
          {border === null ? null : <Border style={border} look={borderStyle} />}
          <Title title={title} look={{ bold: true }} />
          <Box style={{ flexGrow: 1, paddingX: edge + 1, paddingY: edge, ...padding }}>{children}</Box>
        </Box>
      </Box>
    </Box>
  );
}
