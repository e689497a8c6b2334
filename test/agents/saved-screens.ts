// Saved screens of real agent programs, as recorded by recording/: one line of JSON, then the lines.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What a screen means, and what its program told besides it. Rows and columns count from 0. */
export interface ScreenAbout {
  readonly agent: string;
  readonly version: string;
  readonly columns: number;
  readonly rows: number;
  readonly title: string;
  /** The last OSC 9;4: state 0 off, 1 value, 2 error, 3 busy, 4 paused. */
  readonly progress: { readonly state: number; readonly value: number } | null;
  readonly cursor: { readonly row: number; readonly column: number; readonly visible: boolean };
  /** On the alternate screen. */
  readonly alt: boolean;
  readonly expected: 'working' | 'blocked' | 'done' | 'idle' | 'unknown';
  /** What is asked, as shown; given where it is blocked. */
  readonly question?: string;
  readonly note?: string;
  /** Titles, progress and notifications of the run up to then: the newest different ones, without ESC ]. */
  readonly osc: readonly string[];
}

export interface SavedScreen {
  /** `claude/idle-start`. */
  readonly name: string;
  readonly about: ScreenAbout;
  /** As many as there are rows, without trailing blanks. */
  readonly lines: readonly string[];
}

const folder = fileURLToPath(new URL('fixtures/', import.meta.url));

/** All saved screens, or those of one agent, in order of their names. */
export function savedScreens(agent = ''): SavedScreen[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.screen') && path.startsWith(agent))
    .sort()
    .map((path) => {
      const [about = '', ...lines] = readFileSync(`${folder}${path}`, 'utf8').replace(/\n$/, '').split('\n');
      return { name: path.replace(/\.screen$/, ''), about: JSON.parse(about) as ScreenAbout, lines };
    });
}
