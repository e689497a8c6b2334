// Text from Lua and agents made safe to measure and draw: what is measured is what is drawn.
import { stripVTControlCharacters } from 'node:util';

// C0 (but newline), DEL, C1, the bidi overrides and isolates, line and paragraph separators, BOM.
const forbidden =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
const everyForbidden = new RegExp(forbidden.source, 'g');

/** `text` without control sequences and characters that move or reorder text; newlines stay, tabs are two spaces. */
export function cleanText(text: unknown): string {
  if (typeof text !== 'string') return text === undefined || text === null ? '' : String(text);
  if (!forbidden.test(text)) return text;
  return stripVTControlCharacters(text).replace(/\t/g, '  ').replace(everyForbidden, '');
}

/** As `cleanText`, on one line: newlines become spaces. */
export function cleanLine(text: unknown): string {
  return cleanText(text).replace(/\n/g, ' ');
}
