// What the scenes of Claude Code share.
import type { Pane } from '../pane.ts';
import type { Stage, StartOptions } from '../stage.ts';

/** Without the alternate screen, as Claude Code drew before and still does on request. */
export const INLINE = { CLAUDE_CODE_DISABLE_ALTERNATE_SCREEN: '1' };
const PROMPT = /^❯/m;

export async function startClaude(stage: Stage, options: StartOptions = {}): Promise<Pane> {
  const pane = await stage.start(options);
  await pane.shows(PROMPT);
  await pane.settle(600);
  return pane;
}

export async function ask(pane: Pane, text: string): Promise<void> {
  await pane.type(text);
  await pane.press('enter');
}

/** The line that stands below a finished answer. */
export const FINISHED = /^✻ \S+ for /m;
