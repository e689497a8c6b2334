// Gemini CLI asks: for trust, to run, to change files, and with menus of its model's.
import type { Scene } from '../stage.ts';
import { ask, rests, startGemini, WORKING } from './gemini-start.ts';
import { hold, say, tool } from './texts.ts';

const CHANGE = {
  file_path: '/home/dev/project/parser.js',
  instruction: 'Split at the first equals sign only.',
  old_string: "  const [key, value] = line.split('=');",
  new_string:
    "  const at = line.indexOf('=');\n  const key = line.slice(0, at);\n  const value = line.slice(at + 1);",
};
const EMPTY = {
  question: 'Which values may be empty?',
  header: 'Empty',
  type: 'choice',
  options: [
    { label: 'All of them', description: 'A line without a value is fine' },
    { label: 'None', description: 'It is an error' },
  ],
};
const FILES = {
  question: 'Which files should change?',
  header: 'Files',
  type: 'choice',
  multiSelect: true,
  options: [
    { label: 'parser.js', description: 'The parser itself' },
    { label: 'README.md', description: 'What it says of empty values' },
  ],
};
const BLOCKED = /^✋/;

export const questions: Readonly<Record<string, Scene>> = {
  async trust(stage) {
    const settings = {
      privacy: { usageStatisticsEnabled: false },
      security: { auth: { selectedType: 'gemini-api-key' }, folderTrust: { enabled: true } },
    };
    const pane = await stage.start({ files: { '.gemini/settings.json': JSON.stringify(settings) } });
    await pane.shows('Do you trust', 60_000);
    await pane.settle(800);
    await stage.both('blocked-trust', { question: 'Do you trust the files in this folder?' });
  },

  async permission(stage) {
    const pane = await startGemini(stage);
    stage.model.script(
      [
        say('I run the tests first.'),
        tool('run_shell_command', { command: 'npm test', description: 'Runs the tests' }),
      ],
      [hold('after'), tool('replace', CHANGE)],
    );
    await ask(pane, 'fix the parser');
    await pane.shows('Allow execution of');
    await pane.settle(300);
    await stage.both('blocked-command', { question: 'Allow execution of [Shell]?' });
    await pane.press('down');
    await stage.both('blocked-command-second', {
      question: 'Allow execution of [Shell]?',
      note: 'the second answer is chosen',
    });
    await pane.press('up');
    await pane.settle(400);
    await pane.press('enter');
    await pane.hides(/Allow once/);
    await stage.model.reached('after');
    await pane.shows(WORKING);
    await stage.both('working-after-answer', { note: 'an answer was given just before' });
    stage.model.release('after');
    await pane.shows('Apply this change?');
    await pane.settle(300);
    await stage.both('blocked-edit', { question: 'Apply this change?' });
    await pane.press('escape');
    await rests(pane);
    await stage.both('idle-rejected', { note: 'the question was answered with esc' });
  },

  async menu(stage) {
    const pane = await startGemini(stage);
    stage.model.script(
      [say('One question first.'), tool('ask_user', { questions: [EMPTY] })],
      [say('Good.'), tool('ask_user', { questions: [EMPTY, FILES] })],
    );
    await ask(pane, 'fix the parser');
    await pane.shows(EMPTY.question);
    await pane.titled(BLOCKED);
    await pane.settle(300);
    await stage.both('blocked-question', { question: EMPTY.question });
    await pane.press('enter');
    await pane.shows('Files');
    await pane.settle(300);
    await stage.both('blocked-questions', { question: EMPTY.question, note: 'the first of two' });
    await pane.press('enter');
    await pane.shows(FILES.question);
    await pane.settle(300);
    await stage.both('blocked-questions-several', {
      question: FILES.question,
      note: 'several answers may be chosen',
    });
  },
};
