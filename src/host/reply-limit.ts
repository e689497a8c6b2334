// Answers to a program's queries go back into its own input. A program that prints a million queries
// would be fed a million answers: so much an interval is given, the rest is dropped.

const INTERVAL_MS = 1000;
const MAX_BYTES = 16 * 1024;

/** `write`, limited to MAX_BYTES an interval. */
export function createReplyLimit(
  write: (text: string) => void,
  now = () => performance.now(),
): (text: string) => void {
  let from = Number.NEGATIVE_INFINITY;
  let used = 0;
  return (text) => {
    const at = now();
    if (at - from > INTERVAL_MS) {
      from = at;
      used = 0;
    }
    used += text.length;
    if (used <= MAX_BYTES) write(text);
  };
}
