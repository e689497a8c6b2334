// What the scenes of Gemini CLI share.
import type { Pane } from '../pane.ts';
import type { Stage, StartOptions } from '../stage.ts';

export const WORKING = /esc to cancel, /;
const READY = /^◇/;

export async function startGemini(stage: Stage, options: StartOptions = {}): Promise<Pane> {
  const pane = await stage.start(options);
  await pane.titled(READY, {}, 60_000);
  // The banner comes after the first prompt, and moves it down.
  await pane.shows('Tips for getting started', 60_000);
  await pane.settle(1000);
  return pane;
}

export async function ask(pane: Pane, text: string): Promise<void> {
  await pane.type(text);
  // A key that follows too soon is taken for a part of a paste.
  await pane.settle(200);
  await pane.press('enter');
}

export async function rests(pane: Pane): Promise<void> {
  await pane.titled(READY, {}, 60_000);
  await pane.settle(600);
}
