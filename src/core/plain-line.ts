// Text of strangers for one line: in titles, notifications, and what is written to a terminal as text.

/**
 * The first `most` characters without what is no text: control characters become blanks, marks that change the
 * direction or cannot be seen are left out.
 */
export function plainLine(text: string, most: number): string {
  return cut(text, most)
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/gu, '');
}

/** No half of a character is left at the end. */
function cut(text: string, most: number): string {
  const piece = text.slice(0, most);
  return /[\ud800-\udbff]$/.test(piece) ? piece.slice(0, -1) : piece;
}
