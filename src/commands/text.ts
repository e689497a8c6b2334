// Text for people: tables, and text of others made safe to print.

/** Without control characters and marks that turn the direction of text: one line that means what it shows. */
export function clean(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '');
}

/** Rows in columns as wide as their widest cell, two blanks apart; no blanks at the ends of lines. */
export function columns(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(clean));
  const widths: number[] = [];
  for (const row of cells) {
    for (const [x, cell] of row.entries()) widths[x] = Math.max(widths[x] ?? 0, cell.length);
  }
  return cells
    .map((row) =>
      row
        .map((cell, x) => cell.padEnd(widths[x]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** JSON as verbs print it. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
