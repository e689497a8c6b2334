// What a row of the events is made with.
import { type ApiEvent, fields } from './model.ts';

export type Rows = Parameters<typeof fields>[0];

interface More {
  /** Handlers may cancel or change what is to happen. */
  readonly before?: boolean;
  /** The payload field that `pattern` looks at. */
  readonly identifier?: string;
  /** What the `on_*` spelling is called with: these fields in order. Absent: the event itself. */
  readonly positional?: readonly string[];
}

/** An event that the program tells of. */
export function program(name: string, doc: string, rows: Rows, more: More = {}): ApiEvent {
  const agent = 'agent' in rows;
  return {
    name,
    doc,
    by: 'program',
    before: more.before ?? false,
    agent,
    ...(more.identifier ? { identifier: more.identifier } : {}),
    ...(more.positional ? { positional: more.positional } : {}),
    fields: fields(rows),
  };
}

/** An event that only plugins, or what agents report with `botster-tui event emit`, tell of. */
export function reported(name: string, doc: string, rows: Rows, more: More = {}): ApiEvent {
  return { ...program(name, doc, rows, more), by: 'others' };
}
