// Cuts in long texts with SGR sequences. Invariant: no sequence and no pair of surrogates is cut in two.

/** The first `units` UTF-16 units of `text`, or a few less; at least one character. */
export function cutEnd(text: string, units: number): string {
  if (text.length <= units) return text;
  return text.slice(0, Math.max(placeBefore(text, units), firstStep(text)));
}

/** The last `units` units of `text`, or a few less. */
export function cutStart(text: string, units: number): string {
  return text.length <= units ? text : text.slice(placeAfter(text, text.length - units));
}

/** The first and the last half of so many units. */
export function cutMiddle(text: string, units: number): string {
  if (text.length <= units) return text;
  const half = Math.floor(units / 2);
  return cutEnd(text, half) + cutStart(text, half);
}

/** No SGR sequence of ours is longer. */
const LONGEST_SEQUENCE = 40;

function placeBefore(text: string, at: number): number {
  return sequenceOver(text, at)?.from ?? (isLow(text, at) ? at - 1 : at);
}

function placeAfter(text: string, at: number): number {
  return sequenceOver(text, at)?.to ?? (isLow(text, at) ? at + 1 : at);
}

/** The sequence that begins before `at` and ends after it. */
function sequenceOver(text: string, at: number): { from: number; to: number } | null {
  const start = Math.max(0, at - LONGEST_SEQUENCE);
  const from = text.slice(start, at).lastIndexOf('\x1b');
  if (from < 0) return null;
  const found = /^\x1b\[[\d;:]*m/.exec(text.slice(start + from, at + LONGEST_SEQUENCE));
  const to = start + from + (found?.[0].length ?? 0);
  return to > at ? { from: start + from, to } : null;
}

/** Where a text can be cut first. */
function firstStep(text: string): number {
  const found = /^\x1b\[[\d;:]*m/.exec(text.slice(0, LONGEST_SEQUENCE));
  return found ? found[0].length : isLow(text, 1) ? 2 : 1;
}

function isLow(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
