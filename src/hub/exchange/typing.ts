// What is typed into sessions for people, one call after another for each. Programs that draw a prompt of their
// own (Codex, Gemini CLI) take Enter right after a text for a part of a paste; so for them it waits until the
// text is to be seen, and a moment longer.
import { isEchoed, type Picture } from './echo.ts';

export interface Typed {
  readonly text?: string | undefined;
  /** Pressed after the text. */
  readonly keys?: readonly string[] | undefined;
}

/** A session that is typed into. */
export interface Typist {
  look(): Promise<Picture & { readonly takesPastes: boolean }>;
  write(text: string): Promise<void>;
  press(keys: readonly string[]): Promise<void>;
}

/**
 * So long after a text a key counts as a key. Codex 0.169 joins what comes within 120 ms, Gemini CLI 0.61 within 40
 * (both seen).
 */
export const AFTER_TEXT_MS = 150;
/** A program that shows nothing of a text (a password) gets its key after so long. */
const ECHO_MS = 300;
const POLL_MS = 25;

/** Types into a session named by its id; resolves when all of it was written, rejects as the typist does. */
export function createTyping(
  typist: (session: string) => Typist,
): (session: string, typed: Typed) => Promise<void> {
  const lanes = new Map<string, Promise<void>>();

  async function type(session: string, { text = '', keys = [] }: Typed): Promise<void> {
    const to = typist(session);
    const before = text !== '' && keys.length > 0 ? await to.look() : null;
    if (text !== '') await to.write(text);
    if (before?.takesPastes) await settled(to, text, before);
    if (keys.length > 0) await to.press(keys);
  }

  return (session, typed) => {
    const turn = (lanes.get(session) ?? Promise.resolve()).catch(() => {}).then(() => type(session, typed));
    lanes.set(session, turn);
    const leave = (): void => {
      if (lanes.get(session) === turn) lanes.delete(session);
    };
    turn.then(leave, leave);
    return turn;
  };
}

async function settled(to: Typist, text: string, before: Picture): Promise<void> {
  const end = performance.now() + ECHO_MS;
  while (performance.now() < end && !isEchoed(text, before, await to.look())) await pause(POLL_MS);
  await pause(AFTER_TEXT_MS);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
