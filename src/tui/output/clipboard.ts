// Text for the outer terminal's clipboard (OSC 52).

/** Terminals take 100,000 characters of base64, some no more: so many bytes of text. */
export const MAX_CLIPBOARD_BYTES = 74_994;

/** The sequence, and how many bytes of the text are in it where that is not all. */
export function clipboardSequence(text: string): { readonly sequence: string; readonly sent?: number } {
  const bytes = Buffer.from(text);
  let end = Math.min(bytes.length, MAX_CLIPBOARD_BYTES);
  // Not within a character.
  while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  const sequence = `\x1b]52;c;${bytes.subarray(0, end).toString('base64')}\x07`;
  return end < bytes.length ? { sequence, sent: end } : { sequence };
}
