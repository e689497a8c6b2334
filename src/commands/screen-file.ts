// Saved screens: plain text, or a line of JSON that says what is known beside the text and then the screen's lines.
import type { ScreenForDetector } from '../lua/types.ts';

export interface SavedScreen {
  /** The program; empty where the file does not say. */
  readonly agent: string;
  /** What the file says is right. */
  readonly expected?: string;
  readonly question?: string;
  readonly screen: ScreenForDetector;
}

/** Reads a saved screen. Throws Error where its first line begins as JSON and is none. */
export function parseScreen(text: string, id: string): SavedScreen {
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  const isPlain = !first.startsWith('{"');
  const about = isPlain ? {} : (JSON.parse(first) as Record<string, unknown>);
  const body = isPlain ? text : text.slice(end + 1);
  const lines = body
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.trimEnd());
  const cursor = (about['cursor'] ?? {}) as Record<string, unknown>;
  const progress = about['progress'] as { state: number; value: number } | null | undefined;
  return {
    agent: textOf(about['agent']) ?? '',
    ...optional('expected', about['expected']),
    ...optional('question', about['question']),
    screen: {
      id,
      lines,
      title: textOf(about['title']) ?? '',
      progress: progress ?? null,
      cursor: {
        x: Number(cursor['column'] ?? cursor['x'] ?? 0),
        y: Number(cursor['row'] ?? cursor['y'] ?? lines.length - 1),
        visible: cursor['visible'] !== false,
      },
      alt: about['alt'] === true,
      columns: Number(about['columns'] ?? Math.max(...lines.map((line) => line.length))),
      rows: Number(about['rows'] ?? lines.length),
      content_seq: 1,
      ...optional('mark', about['mark']),
      ...(typeof about['quiet'] === 'number' ? { quiet: about['quiet'] } : {}),
    },
  };
}

function optional<K extends string>(key: K, value: unknown): { [P in K]?: string } {
  return (typeof value === 'string' ? { [key]: value } : {}) as { [P in K]?: string };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
