// What a tool is: a row of the table that lists, describes, checks and runs it.
import type { HubLink } from '../hub-link.ts';
import type { Context } from '../verb.ts';
import type { ObjectSchema } from './schema.ts';

export interface Answer {
  /** For people. */
  readonly text: string;
  /** The shape that `output` describes. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a tool may use. */
export interface Desk {
  readonly context: Context;
  /** Calls the hub as whoever the server is for. Starts what is missing. */
  withHub<T>(use: (hub: HubLink) => Promise<T>): Promise<T>;
}

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly input: ObjectSchema;
  readonly output: ObjectSchema;
  /** It changes nothing. */
  readonly isReading: boolean;
  /** Arguments fit `input`. Rejects with what went wrong. */
  run(args: Readonly<Record<string, unknown>>, desk: Desk): Promise<Answer>;
}
