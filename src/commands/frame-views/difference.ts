// What changed between two pictures of the same place, row by row.

export interface Row {
  readonly row: number;
  /** Absent where there was no such row, or is none now. */
  readonly before?: string;
  readonly after?: string;
}

/** Rows that differ, blanks at their ends aside. Pure. */
export function differingRows(before: readonly string[], after: readonly string[]): Row[] {
  const count = Math.max(before.length, after.length);
  return Array.from({ length: count }, (_, row) => ({
    row,
    ...(row < before.length ? { before: before[row]!.trimEnd() } : {}),
    ...(row < after.length ? { after: after[row]!.trimEnd() } : {}),
  })).filter((pair) => pair.before !== pair.after);
}

/** The rows as a diff: `-` what it was, `+` what it is, rows that follow one another together. */
export function differenceText(rows: readonly Row[]): string {
  if (rows.length === 0) return 'nothing changed';
  const runs: Row[][] = [];
  for (const row of rows) {
    if (runs.at(-1)?.at(-1)?.row === row.row - 1) runs.at(-1)!.push(row);
    else runs.push([row]);
  }
  return runs
    .flatMap((run) => [
      run.length === 1 ? `@@ row ${run[0]!.row} @@` : `@@ rows ${run[0]!.row}-${run.at(-1)!.row} @@`,
      ...run.flatMap(({ before }) => (before === undefined ? [] : [`-${before}`])),
      ...run.flatMap(({ after }) => (after === undefined ? [] : [`+${after}`])),
    ])
    .join('\n');
}
