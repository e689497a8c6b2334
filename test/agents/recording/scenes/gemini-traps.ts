// Gemini CLI's screens that mislead: prose and output that look like questions, pickers.
import type { Scene } from '../stage.ts';
import { ask, rests, startGemini, WORKING } from './gemini-start.ts';
import { hold, PROSE_QUESTION, SUMMARY, say, TRAP_FILES, tool } from './texts.ts';

export const traps: Readonly<Record<string, Scene>> = {
  async prose(stage) {
    const pane = await startGemini(stage, { files: TRAP_FILES });
    stage.model.script([say(PROSE_QUESTION), hold('prose')]);
    await ask(pane, 'what does the installer ask?');
    await pane.shows('as the manual puts it');
    await pane.shows(WORKING);
    await stage.both('working-prose-question', { note: 'prose that reads like a question' });
    stage.model.release('prose');
    await rests(pane);
    await stage.both('idle-prose-question', { note: 'finished; prose that reads like a question' });
    stage.model.script(
      [
        say('I run it.'),
        tool('run_shell_command', { command: './ask.sh', description: 'Runs the installer' }),
      ],
      [hold('ran'), tool('run_shell_command', { command: './busy.sh', description: 'Builds' })],
      [say('Both ran.')],
    );
    await ask(pane, 'run both scripts');
    await stage.model.reached('ran');
    await pane.shows(WORKING);
    await stage.both('working-output-question', { note: "a tool's output looks like a question" });
    stage.model.release('ran');
    await pane.shows('Both ran.');
    await rests(pane);
    await stage.both('idle-output-spinner', {
      note: "finished; a tool's output looks like a question and a spinner",
    });
    await ask(pane, '!');
    await pane.shows(/Shell mode|shell mode/);
    await stage.both('idle-shell-mode', { note: 'the mode for commands of the person' });
    await pane.press('escape');
  },

  async resume(stage) {
    const pane = await startGemini(stage);
    stage.model.script([say(SUMMARY)]);
    await ask(pane, 'fix the parser');
    await pane.shows('Done. parse');
    await rests(pane);
    await ask(pane, '/resume');
    await pane.hides(/Type your message/);
    await pane.settle(800);
    await stage.both('idle-resume-picker', { note: 'the list of conversations' });
  },

  async pickers(stage) {
    const pane = await startGemini(stage);
    for (const [command, shown, name] of [
      ['/model', /Select Model/i, 'idle-model-picker'],
      ['/settings', /Settings/, 'idle-settings'],
      ['/theme', /Select Theme/i, 'idle-theme'],
      ['/auth', /How would you like to authenticate/, 'idle-auth'],
    ] as const) {
      await ask(pane, command);
      await pane.shows(shown);
      await pane.settle(400);
      await stage.both(name, { note: `a menu that the person opened: ${command}` });
      await pane.press('escape');
      await pane.shows('Type your message');
      await pane.settle(600);
    }
    await pane.type('/mo');
    await pane.settle(300);
    await stage.both('idle-slash-menu', { note: 'the list of commands, while one is typed' });
  },
};
