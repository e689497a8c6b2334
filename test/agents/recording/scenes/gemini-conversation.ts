// Gemini CLI from its start through an answer, and what ends one early.
import type { Refusal } from '../model/turn.ts';
import type { Scene, Stage } from '../stage.ts';
import { ask, rests, startGemini, WORKING } from './gemini-start.ts';
import { EXPLANATION, hold, SUMMARY, say, THOUGHT, think, tool } from './texts.ts';

const PROMPT = 'make parse split at the first equals sign only';
const OVERLOADED: Refusal = { status: 503, type: 'UNAVAILABLE', message: 'The model is overloaded.' };
const NO_KEY: Refusal = { status: 401, type: 'UNAUTHENTICATED', message: 'API key not valid.' };
const BAD: Refusal = {
  status: 400,
  type: 'INVALID_ARGUMENT',
  message: 'Request contains an invalid argument.',
};

export const conversation: Readonly<Record<string, Scene>> = {
  async conversation(stage) {
    const { model } = stage;
    const pane = await startGemini(stage);
    await stage.both('idle-start');
    model.script(
      [
        hold('thinking'),
        think(`**Reading the parser**\n\n${THOUGHT}`),
        hold('thought'),
        say(EXPLANATION),
        hold('streaming'),
        tool('run_shell_command', { command: 'sleep 9', description: 'Waits for the build' }),
      ],
      [hold('tool result'), say(SUMMARY)],
    );
    await pane.type('make parse split at the');
    await stage.both('idle-draft', { note: 'a half-typed prompt' });
    await ask(pane, ' first equals sign only');
    await pane.shows(WORKING);
    await stage.both('working-thinking', { note: 'nothing has come yet' });
    await model.reached('thinking');
    model.release('thinking');
    await pane.shows('Reading the parser');
    await stage.both('working-thought');
    model.release('thought');
    await pane.shows('Keep an empty value');
    await stage.both('working-streaming', { note: 'amid a text' });
    model.release('streaming');
    await pane.shows('sleep 9');
    await stage.both('working-tool', { note: 'a tool runs' });
    await model.reached('tool result');
    await pane.shows(WORKING);
    await stage.both('working-tool-result', { note: 'a tool has run, the model is asked' });
    await pane.type('and add a test');
    await stage.both('working-draft', { note: 'a half-typed prompt' });
    await pane.press('enter');
    await pane.shows(/Queued/i);
    await stage.both('working-queued', { note: 'a prompt waits for its turn' });
    model.script([say('There is a test now.')]);
    model.release('tool result');
    await pane.shows('There is a test now');
    await rests(pane);
    await stage.both('idle-finished', { note: 'finished' });
  },

  async modes(stage) {
    const pane = await startGemini(stage);
    await pane.press('shift+tab');
    await pane.shows(/auto-accept edits/);
    await stage.both('idle-accept-edits', { note: 'footer of accept edits' });
    await pane.press('shift+tab');
    await pane.shows(/plan/);
    await pane.settle(300);
    await stage.both('idle-plan-mode', { note: 'footer of plan mode' });
    await pane.press('ctrl+y');
    await pane.shows(/YOLO/);
    await pane.settle(300);
    await stage.both('idle-yolo', { note: 'footer of the mode that asks nothing' });
    stage.model.script([hold('thinking')]);
    await ask(pane, PROMPT);
    await pane.shows(WORKING);
    await stage.both('working-yolo');
  },

  async overloaded(stage) {
    const pane = await startGemini(stage);
    stage.model.script(OVERLOADED);
    await ask(pane, PROMPT);
    await stage.model.refused(2);
    await pane.settle();
    await stage.both('working-retry', { note: 'HTTP 503, it tries again by itself, which nothing says' });
  },
  'no-key': (stage) => refused(stage, NO_KEY, 'idle-error-401', 'finished with an error, HTTP 401'),
  bad: (stage) => refused(stage, BAD, 'idle-error-400', 'finished with an error, HTTP 400'),

  async interrupted(stage) {
    const pane = await startGemini(stage);
    stage.model.script(
      [say(EXPLANATION), hold('streaming')],
      [tool('run_shell_command', { command: 'sleep 30', description: 'Waits' })],
    );
    await ask(pane, PROMPT);
    await pane.shows('Keep an empty value');
    await pane.press('escape');
    await rests(pane);
    await stage.both('idle-interrupted', { note: 'interrupted amid a text' });
    await ask(pane, 'go on');
    await pane.shows('sleep 30');
    await pane.settle(300);
    await pane.press('escape');
    await rests(pane);
    await stage.both('idle-interrupted-tool', { note: 'interrupted while a tool ran' });
  },
};

async function refused(stage: Stage, turn: Refusal, name: string, note: string): Promise<void> {
  const pane = await startGemini(stage);
  stage.model.script(turn);
  await ask(pane, PROMPT);
  await pane.shows(/^✕/m, 90_000);
  await rests(pane);
  await stage.both(name, { note });
}
