// What one look at one thing has found.

export interface Check {
  /** `info`: nothing is wrong, and there is something to know. */
  readonly level: 'ok' | 'info' | 'warn' | 'error';
  readonly name: string;
  readonly text: string;
  /** What a person can do about it. */
  readonly fix?: string;
}
