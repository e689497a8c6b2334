// Tab in a line: what the terminal asks, and what the text before the cursor can become.

/** What whoever asked the question is told: it stays open, and is asked again with a `Completion`. */
export interface CompletionAsk {
  readonly complete: true;
  /** The text, parted at the cursor. */
  readonly before: string;
  readonly after: string;
}

/** Words that can take the place of what lies between `head` and `tail`. */
export interface Completion {
  /** The whole text that it is of: for another it means nothing. */
  readonly value: string;
  readonly head: string;
  readonly tail: string;
  readonly items: readonly string[];
  /** Follows a word that is the only one. */
  readonly suffix?: string;
  /** Why there are none. */
  readonly problem?: string;
}
