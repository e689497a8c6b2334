// What the scenes of Codex share.
import type { Step } from '../model/turn.ts';
import type { Pane } from '../pane.ts';
import type { Stage, StartOptions } from '../stage.ts';
import { tool } from './texts.ts';

/** Without the alternate screen, as Codex drew before and still does on request. */
export const INLINE = ['--no-alt-screen'];
/** The title of one that works: the status line may be too narrow for its hint. */
const SPINNING = /^[\u2800-\u28ff] /;

export async function startCodex(stage: Stage, options: StartOptions = {}): Promise<Pane> {
  const pane = await stage.start(options);
  await pane.shows(/^› /m);
  await pane.settle(800);
  return pane;
}

export async function ask(pane: Pane, text: string): Promise<void> {
  await pane.type(text);
  // A key that follows too soon is taken for a part of a paste.
  await pane.settle(300);
  await pane.press('enter');
}

export function works(pane: Pane): Promise<void> {
  return pane.titled(SPINNING);
}

export async function rests(pane: Pane): Promise<void> {
  await pane.titled(SPINNING, { not: true }, 90_000);
  await pane.settle(600);
}

export function run(cmd: string, more: Readonly<Record<string, unknown>> = {}): Step {
  return tool('exec_command', { cmd, ...more });
}
