// The frame that somebody asks for: as it was painted, or drawn afresh; whole, or one widget of it.
import type { Frame } from '../../core/frame.ts';
import type { Size } from '../../core/size.ts';
import { drawFrame } from '../draw-frame.ts';
import type { HubLink } from '../hub-link.ts';
import type { Context } from '../verb.ts';
import { frameAround } from './around.ts';

const DEFAULT_SIZE: Size = { columns: 80, rows: 24 };

export interface WantedFrame {
  readonly view?: string | undefined;
  readonly size?: Size | undefined;
  readonly around?: string | undefined;
}

/** Rejects with CommandError where there is no such view or widget. */
export async function takeFrame(wanted: WantedFrame, hub: HubLink, context: Context): Promise<Frame> {
  const { view, size, around } = wanted;
  const answer = await hub.call('frame', { ...(view === undefined ? {} : { view }), ...size });
  const frame = answer.frame ?? (await drawFrame(answer, size ?? DEFAULT_SIZE, hub, context));
  return around === undefined ? frame : frameAround(frame, around);
}

/** What a caller looks at, as a name: only pictures of the same place are compared. */
export function placeOf({ view, size, around }: WantedFrame): string {
  return [view ?? '', size ? `${size.columns}x${size.rows}` : '', around ?? ''].join(' ');
}
