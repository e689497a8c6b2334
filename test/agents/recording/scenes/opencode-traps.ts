// opencode's screens that mislead: prose and output that look like questions, pickers, tall lists.
import type { Scene } from '../stage.ts';
import { ask, rests, startOpencode, WORKING } from './opencode-start.ts';
import { hold, PROSE_QUESTION, SUMMARY, say, TRAP_FILES, tool } from './texts.ts';

const TODOS = [
  'Read the parser',
  'Write the failing test',
  'Split at the first equals sign',
  'Keep empty values',
  'Refuse lines without a key',
  'Say where a line is wrong',
  'Update the manual',
  'Run all tests',
];

export const traps: Readonly<Record<string, Scene>> = {
  async prose(stage) {
    const pane = await startOpencode(stage, { files: TRAP_FILES });
    stage.model.script([say(PROSE_QUESTION), hold('prose')]);
    await ask(pane, 'what does the installer ask?');
    await pane.shows('as the manual puts it');
    await stage.both('working-prose-question', { note: 'prose that reads like a question' });
    stage.model.release('prose');
    await rests(pane);
    await stage.both('idle-prose-question', { note: 'finished; prose that reads like a question' });
    stage.model.script(
      [say('I run it.'), tool('bash', { command: './ask.sh', description: 'Runs the installer' })],
      [hold('ran'), tool('bash', { command: './busy.sh', description: 'Builds' })],
      [say('Both ran.')],
    );
    await ask(pane, 'run both scripts');
    await stage.model.reached('ran');
    await pane.shows('Allow command?');
    await stage.both('working-output-question', { note: "a tool's output looks like a question" });
    stage.model.release('ran');
    await pane.shows('Both ran.');
    await rests(pane);
    await stage.both('idle-output-spinner', {
      note: "finished; a tool's output looks like a question and a spinner",
    });
  },

  async todos(stage) {
    const pane = await startOpencode(stage);
    const todos = TODOS.map((content, i) => ({
      content,
      status: i < 1 ? 'completed' : i < 2 ? 'in_progress' : 'pending',
      priority: 'medium',
    }));
    stage.model.script([tool('todowrite', { todos })], [hold('listed'), say(SUMMARY)]);
    await ask(pane, 'fix the parser, step by step');
    await stage.model.reached('listed');
    await pane.shows('Keep empty values');
    await pane.shows(WORKING);
    await stage.both('working-todos', { note: 'a list of steps' });
    stage.model.release('listed');
    await rests(pane);
    await stage.both('idle-todos', { note: 'finished, with steps left open' });
    for (const [command, shown, name] of [
      ['/models', 'Select model', 'idle-model-picker'],
      ['/sessions', 'Sessions', 'idle-session-picker'],
      ['/help', 'Help', 'idle-help'],
    ] as const) {
      await ask(pane, command);
      await pane.shows(shown);
      await pane.settle(400);
      await stage.both(name, { note: `a menu that the person opened: ${command}` });
      await pane.press('escape');
      await pane.settle(600);
    }
    await pane.type('/mo');
    await pane.settle(300);
    await stage.both('idle-slash-menu', { note: 'the list of commands, while one is typed' });
    await pane.press('escape');
    await pane.press('backspace', 'backspace', 'backspace');
    await pane.press('tab');
    await pane.shows(/Plan ·/);
    await stage.both('idle-plan-mode', { note: 'the plan agent' });
  },
};
