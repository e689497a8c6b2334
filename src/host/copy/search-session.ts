// A search of a session for programs, which count rows and columns from 1.
import type { HostMethods } from '../../protocol/host-api.ts';
import { type Result, refuse } from '../../protocol/rpc.ts';
import type { Session } from '../session.ts';
import { linesOf, textOf } from './lines.ts';
import { PatternError } from './pattern.ts';
import { searchAll } from './search.ts';

/** Characters of a match, and of the row it is in. */
const MAX_TEXT = 500;

/** The latest `limit` matches. Rejects with RpcError `failed` for a pattern that takes too long. */
export async function searchSession(
  session: Session,
  pattern: string,
  limit: number,
): Promise<Result<HostMethods, 'search'>> {
  const screen = () => session.screen;
  const lines = linesOf(screen);
  try {
    const found = await searchAll(pattern, { screen, lines, limit });
    const first = lines.first();
    return {
      matches: (found?.matches ?? []).map(({ from, to }) => ({
        line: from.line - first + 1,
        column: from.x + 1,
        text: textOf(lines, { kind: 'char', from, to }, MAX_TEXT).text,
        row: lines.cells(from.line).join('').trimEnd().slice(0, MAX_TEXT),
      })),
      more: found?.isCut ?? false,
      lines: lines.last() - first + 1,
    };
  } catch (error) {
    if (error instanceof PatternError) throw refuse('failed', error.message);
    throw error;
  }
}
