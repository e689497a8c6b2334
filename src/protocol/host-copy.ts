// Copy mode as the host is asked for it.
import * as v from 'valibot';
import { copyCommands } from '../core/copy-mode.ts';

const place = v.object({ line: v.number(), x: v.number() });
const kind = v.picklist(['char', 'line', 'block']);

const anchor = v.object({
  at: place,
  kind,
  unit: v.optional(v.object({ kind, from: place, to: place })),
});
const pattern = v.pipe(v.string(), v.maxLength(2000));
const sought = v.object({ pattern, shown: pattern, by: v.picklist([1, -1]) });

/** A command, with what it takes. */
export const copyRequest = v.object({
  channel: v.number(),
  command: v.picklist(copyCommands),
  text: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  at: v.optional(place),
  resume: v.optional(
    v.object({
      epoch: v.number(),
      top: v.number(),
      cursor: place,
      anchor: v.nullable(anchor),
      sought: v.nullable(sought),
      count: v.pipe(v.string(), v.maxLength(4)),
    }),
  ),
});
