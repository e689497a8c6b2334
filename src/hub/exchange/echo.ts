// Whether a text that was typed is to be seen on a screen. Programs wrap it, draw boxes around it, or show
// a mark in place of a long paste.

export interface Picture {
  readonly lines: readonly string[];
  readonly cursor: { readonly x: number; readonly y: number };
}

/** So much of an end of the text is looked for: more would be torn by the edges of boxes. */
const PROBE = 12;
const PASTE_MARK = /\[Pasted (?:text|content)|\[\d+ lines pasted\]|\[Paste #\d/gi;

/** True where `after` shows `text` and `before` did not, or shows it where the cursor stands. Pure. */
export function isEchoed(text: string, before: Picture, after: Picture): boolean {
  if (count(after.lines.join('\n'), PASTE_MARK) > count(before.lines.join('\n'), PASTE_MARK)) return true;
  const wanted = squeezed(text);
  const probes = [...new Set([wanted.slice(-PROBE), wanted.slice(0, PROBE)])].filter(Boolean);
  if (probes.length === 0) return true;
  const was = squeezed(before.lines.join(''));
  const is = squeezed(after.lines.join(''));
  if (probes.some((probe) => occurrences(is, probe) > occurrences(was, probe))) return true;
  const typed = squeezed(after.lines.slice(0, after.cursor.y).join('') + beforeCursor(after));
  return JSON.stringify(after.lines) !== JSON.stringify(before.lines) && typed.endsWith(probes[0]!);
}

function beforeCursor({ lines, cursor }: Picture): string {
  return [...(lines[cursor.y] ?? '')].slice(0, cursor.x).join('');
}

/** Without blanks and lines of boxes. */
function squeezed(text: string): string {
  return text.replace(/[\s\u2500-\u259f|]/g, '');
}

function occurrences(text: string, probe: string): number {
  return text.split(probe).length - 1;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
