// Many live screens in one answer, for whoever watches what programs do. What is not parsed yet is left: its
// parsing is told of when it happens.
import type { SessionLook } from '../protocol/host-api.ts';
import { foregroundOf } from './foreground.ts';
import { fitting, readLines } from './read-screen.ts';
import type { Session } from './session.ts';

/** Of one screen's rows, as JSON. */
const MAX_SCREEN_BYTES = 48 * 1024;

/** What a session shows now, and what its program has told. */
export function lookAt(session: Session): SessionLook {
  const { screen } = session;
  const { x, y, visible } = screen.cursor();
  const { id, pid, last_output_at, last_input_at, title, columns, rows } = session.info();
  return {
    session: id,
    pid,
    lines: fitting(readLines(screen, { all: false, ansi: false }), MAX_SCREEN_BYTES),
    cursor: { x, y, visible },
    columns,
    rows,
    title,
    alternate: screen.alternate(),
    ...session.told,
    last_output_at,
    last_input_at,
    foreground: session.running ? foregroundOf(pid) : null,
  };
}
