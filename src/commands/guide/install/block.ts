// A marked part of a text file that is the person's otherwise.
import { ScanError } from './json-scan.ts';

const BEGIN = '<!-- botster-tui: begin -->';
const END = '<!-- botster-tui: end -->';

/** `text` with the part being `content`. Throws ScanError where a mark stands alone. */
export function setBlock(text: string, content: string): string {
  const block = `${BEGIN}\n${content.trim()}\n${END}`;
  const found = findBlock(text);
  if (found) return text.slice(0, found.start) + block + text.slice(found.end);
  if (text === '') return `${block}\n`;
  return `${text}${text.endsWith('\n') ? '' : '\n'}\n${block}\n`;
}

/** `text` without the part, and without the blank line before it. */
export function removeBlock(text: string): string {
  const found = findBlock(text);
  if (!found) return text;
  const before = text.slice(0, found.start).replace(/(^|\n)\r?\n$/, '$1');
  return before + text.slice(found.end).replace(/^\r?\n/, '');
}

function findBlock(text: string): { start: number; end: number } | undefined {
  const start = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (start < 0 && end < 0) return undefined;
  if (start < 0 || end < start) {
    throw new ScanError(text, Math.max(start, end), 'a mark of botster-tui stands alone: change it by hand');
  }
  return { start, end: end + END.length };
}
