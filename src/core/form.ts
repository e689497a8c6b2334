// A question with several fields: what the terminal shows of each, and what it says of what was filled in.

import type { Completion } from './completion.ts';

export const fieldTypes = ['text', 'multiline', 'select', 'toggle', 'path'] as const;
export type FieldType = (typeof fieldTypes)[number];

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** What it starts with: a text, for `select` one of `items`, for `toggle` yes or no. */
  readonly value: string | boolean;
  /** For `select`: the choices. Else earlier texts, newest first. */
  readonly items?: readonly string[];
  /** For `select`: what is typed is taken too, where it is none of them. */
  readonly free?: boolean;
  readonly placeholder?: string;
  /** One line, shown while the field has the keys. */
  readonly help?: string;
  /** Why it was not accepted. */
  readonly error?: string;
  readonly hidden?: boolean;
  /** Tab asks what its text can become. */
  readonly completes?: boolean;
  readonly completion?: Completion;
}

export type FormValues = Readonly<Record<string, string | boolean>>;

/** What the terminal says of a form: it was submitted, or a field was changed that others depend on. */
export interface FormAnswer {
  readonly submitted: boolean;
  readonly values: FormValues;
  /** The field that was changed. */
  readonly left?: string;
  /** All that the person has changed so far: the others may still follow what whoever asked says. */
  readonly changed?: readonly string[];
  /** The field in which Tab was pressed, and its text parted at the cursor. */
  readonly complete?: string;
  readonly before?: string;
  readonly after?: string;
}
