// opencode from its start through an answer, and what ends one early.
import type { Refusal } from '../model/turn.ts';
import type { Scene } from '../stage.ts';
import { ask, rests, startOpencode, WORKING } from './opencode-start.ts';
import { EXPLANATION, hold, SUMMARY, say, THOUGHT, think, tool } from './texts.ts';

const PROMPT = 'make parse split at the first equals sign only';
const OVERLOADED: Refusal = { status: 529, type: 'overloaded_error', message: 'Overloaded' };
const NO_KEY: Refusal = { status: 401, type: 'invalid_api_key', message: 'Incorrect API key provided.' };

export const conversation: Readonly<Record<string, Scene>> = {
  async conversation(stage) {
    const { model } = stage;
    const pane = await startOpencode(stage);
    await stage.both('idle-start');
    await pane.type('make parse split at the');
    await stage.both('idle-draft', { note: 'a half-typed prompt' });
    model.script(
      [
        hold('thinking'),
        think(THOUGHT),
        hold('thought'),
        say(EXPLANATION),
        hold('streaming'),
        tool('bash', { command: 'sleep 6', description: 'Waits for the build' }),
      ],
      [hold('tool result'), say(SUMMARY)],
      [say('There is a test now.')],
    );
    await ask(pane, ' first equals sign only');
    await pane.shows(WORKING);
    await stage.both('working-thinking', { note: 'nothing has come yet' });
    await model.reached('thinking');
    model.release('thinking');
    await pane.shows('Thinking');
    await stage.both('working-thought');
    model.release('thought');
    await pane.shows('Keep an empty value');
    await stage.both('working-streaming', { note: 'amid a text' });
    model.release('streaming');
    await pane.shows('sleep 6');
    await stage.both('working-tool', { note: 'a tool runs' });
    await model.reached('tool result');
    await pane.settle();
    await stage.both('working-tool-result', { note: 'a tool has run, the model is asked' });
    await pane.type('and add a test');
    await stage.both('working-draft', { note: 'a half-typed prompt' });
    await pane.press('enter');
    await pane.shows('QUEUED');
    await stage.both('working-queued', { note: 'a prompt waits for its turn' });
    await pane.press('ctrl+p');
    await pane.shows('Commands');
    await pane.settle(300);
    await stage.both('working-palette', { note: 'the list of commands hides a part of the screen' });
    await pane.press('escape');
    await pane.hides(/Commands/);
    model.release('tool result');
    await pane.shows('There is a test now');
    await rests(pane);
    await stage.both('idle-finished', { note: 'finished' });
  },

  async interrupted(stage) {
    const pane = await startOpencode(stage);
    stage.model.script(
      [say(EXPLANATION), hold('streaming')],
      [tool('bash', { command: 'sleep 20', description: 'Waits' })],
    );
    await ask(pane, PROMPT);
    await pane.shows('Keep an empty value');
    await pane.press('escape');
    await pane.shows('again to interrupt');
    await stage.both('working-interrupt-asked', { note: 'esc was pressed once' });
    await pane.press('escape', 'escape');
    await rests(pane);
    await stage.both('idle-interrupted', { note: 'interrupted amid a text' });
    await ask(pane, 'go on');
    await pane.shows('sleep 20');
    await pane.settle(200);
    await pane.press('escape', 'escape');
    await rests(pane);
    await stage.both('idle-interrupted-tool', { note: 'interrupted while a tool ran' });
    stage.model.script(OVERLOADED);
    await ask(pane, 'once more');
    await pane.shows(/retrying|attempt/i, 40_000);
    await stage.both('working-retry', { note: 'HTTP 529, it tries again by itself' });
    await pane.press('escape', 'escape');
    await rests(pane);
    stage.model.forgive();
    stage.model.script(NO_KEY);
    await ask(pane, 'and now');
    await pane.shows('Incorrect API key', 40_000);
    await rests(pane);
    await stage.both('idle-error-401', { note: 'finished with an error, HTTP 401' });
  },
};
