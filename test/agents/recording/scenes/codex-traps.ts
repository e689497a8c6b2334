// Codex's screens that mislead: prose and output that look like questions, pickers, tall lists.
import type { Scene } from '../stage.ts';
import { ask, rests, run, startCodex, works } from './codex-start.ts';
import { hold, PROSE_QUESTION, SUMMARY, say, TRAP_FILES, think } from './texts.ts';

const STEPS = [
  'write the failing test',
  'keep empty values',
  'refuse lines without a key',
  'say where a line is wrong',
  'update the manual',
  'look at the speed',
];

export const traps: Readonly<Record<string, Scene>> = {
  async prose(stage) {
    const pane = await startCodex(stage);
    stage.model.script([say(`${PROSE_QUESTION}\n`), hold('prose')]);
    await ask(pane, 'what does the installer ask?');
    await pane.shows('as the manual puts it');
    await stage.both('working-prose-question', { note: 'prose that reads like a question' });
    stage.model.release('prose');
    await rests(pane);
    await stage.both('idle-prose-question', { note: 'finished; prose that reads like a question' });
    await pane.type('› 1. Yes, proceed (y)');
    await stage.both('idle-prose-draft', { note: 'a draft that reads like an answer' });
  },

  async output(stage) {
    const pane = await startCodex(stage, { files: TRAP_FILES });
    stage.model.script(
      [say('I run it.'), run('./ask.sh')],
      [hold('ran'), run('./busy.sh')],
      [say('Both ran.')],
    );
    await ask(pane, 'run both scripts');
    await stage.model.reached('ran');
    await pane.shows('Allow command?');
    await works(pane);
    await stage.both('working-output-question', { note: "a tool's output looks like a question" });
    stage.model.release('ran');
    await pane.shows('Both ran.');
    await pane.settle(600);
    await stage.both('idle-output-spinner', {
      note: "finished; a tool's output looks like a question and a spinner",
    });
  },

  async 'shell-mode'(stage) {
    const pane = await startCodex(stage, { files: TRAP_FILES });
    await ask(pane, '!./busy.sh');
    await pane.shows('Compiling settings');
    await pane.settle(600);
    await stage.both('idle-shell-output', { note: "the output of a person's command looks like a spinner" });
  },

  async queue(stage) {
    const pane = await startCodex(stage);
    stage.model.script([think('**Reading the parser**'), hold('thought'), say(SUMMARY)]);
    await ask(pane, 'fix the parser');
    await stage.model.reached('thought');
    await pane.shows('Reading the parser');
    await stage.both('working-thought-short', { note: 'a thought that leaves room for the hint' });
    for (const prompt of STEPS) {
      await pane.type(prompt);
      await pane.press('tab');
      await pane.shows(`↳ ${prompt}`);
    }
    await stage.both('working-queue', { note: 'a tall list of waiting prompts below the status' });
  },

  async background(stage) {
    const pane = await startCodex(stage);
    stage.model.script(
      [say('I start it.'), run('sleep 60', { yield_time_ms: 300 })],
      [say('The server runs in the background.')],
    );
    await ask(pane, 'start the server');
    await pane.shows('The server runs');
    await rests(pane);
    await stage.both('idle-background', { note: 'finished; a background command runs on' });
  },

  async pickers(stage) {
    const pane = await startCodex(stage);
    stage.model.script([say(SUMMARY)]);
    await ask(pane, 'fix the parser');
    await pane.shows(/Worked for/);
    await rests(pane);
    for (const [command, shown, name] of [
      ['/model', /Select Model|Select Reasoning/i, 'idle-model-picker'],
      ['/permissions', /Full Access|Approvals/i, 'idle-permissions'],
      ['/status', /Session|Directory/, 'idle-status'],
      ['/theme', /theme/i, 'idle-theme'],
    ] as const) {
      await ask(pane, command);
      await pane.shows(shown);
      await pane.settle(400);
      await stage.both(name, { note: `what the person opened: ${command}` });
      await pane.press('escape');
      await pane.settle(400);
    }
    await pane.type('/mo');
    await pane.settle(300);
    await stage.both('idle-slash-menu', { note: 'the list of commands, while one is typed' });
    await pane.press('escape', 'ctrl+u');
    await pane.press('escape', 'escape');
    await pane.settle(400);
    await stage.both('idle-backtrack', { note: 'esc twice: an old prompt may be chosen' });
  },

  async resume(stage) {
    const pane = await startCodex(stage);
    stage.model.script([say(SUMMARY)]);
    await ask(pane, 'fix the parser');
    await pane.shows(/Worked for/);
    await rests(pane);
    const again = await stage.start({ args: ['resume'] });
    await again.shows(/Resume/i);
    await again.settle(800);
    await stage.both('idle-resume-picker', { note: 'the list of conversations at the start' });
    await again.press('enter');
    await again.shows('Done. parse');
    await again.settle(800);
    await stage.both('idle-resumed');
  },

  async compact(stage) {
    const pane = await startCodex(stage);
    stage.model.script([say(SUMMARY)]);
    await ask(pane, 'fix the parser');
    await pane.shows(/Worked for/);
    await rests(pane);
    stage.model.script([hold('compacting'), say('A summary.')]);
    await ask(pane, '/compact');
    await works(pane);
    await stage.both('working-compact');
  },
};
