// The form of a saved screen: one line of JSON, then the screen's lines as plain text.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pane } from './pane.ts';

export type Expected = 'working' | 'blocked' | 'idle' | 'unknown';

/** What a person says a screen means. */
export interface Meaning {
  readonly expected: Expected;
  /** What is asked, as shown. Only where it is blocked. */
  readonly question?: string;
  readonly note?: string;
}

/** The fixture's text. `agent` and `version` name the program. */
export function fixtureText(pane: Pane, agent: string, version: string, meaning: Meaning): string {
  const { screen } = pane;
  const { x, y, visible } = screen.cursor();
  const { columns, rows } = screen.size();
  const { expected, question, note } = meaning;
  const about = {
    agent,
    version,
    columns,
    rows,
    title: screen.title(),
    progress: pane.progress,
    cursor: { row: y, column: x, visible },
    alt: screen.alternate(),
    expected,
    ...(question === undefined ? {} : { question }),
    ...(note === undefined ? {} : { note }),
    osc: pane.osc.list(),
  };
  return `${JSON.stringify(about)}\n${pane.lines().join('\n')}\n`;
}

/** Writes `<folder>/<agent>/<expected>-<what>.screen`. */
export function saveFixture(folder: string, agent: string, name: string, text: string): void {
  mkdirSync(join(folder, agent), { recursive: true });
  writeFileSync(join(folder, agent, `${name}.screen`), text);
}
