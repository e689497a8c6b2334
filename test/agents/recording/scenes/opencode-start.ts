// What the scenes of opencode share.
import type { Pane } from '../pane.ts';
import type { Stage, StartOptions } from '../stage.ts';

/** The status line of one that works; after one esc it says `esc again to interrupt`. */
export const WORKING = /esc (again to )?interrupt/;

/** A first start makes a database: half a minute is not much. */
export async function startOpencode(stage: Stage, options: StartOptions = {}): Promise<Pane> {
  const pane = await stage.start(options);
  await pane.shows('Ask anything', 90_000);
  await pane.settle(1500);
  return pane;
}

export async function ask(pane: Pane, text: string): Promise<void> {
  await pane.type(text);
  await pane.press('enter');
}

export async function rests(pane: Pane): Promise<void> {
  await pane.hides(WORKING, 60_000);
  await pane.settle(600);
}
