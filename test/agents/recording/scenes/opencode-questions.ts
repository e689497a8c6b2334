// opencode asks: permissions, and menus of its model's. All in one run, since it starts slowly.
import type { Scene } from '../stage.ts';
import { ask, rests, startOpencode, WORKING } from './opencode-start.ts';
import { hold, say, tool } from './texts.ts';

const CHANGE = {
  filePath: '/home/dev/project/parser.js',
  oldString: "  const [key, value] = line.split('=');",
  newString:
    "  const at = line.indexOf('=');\n  const key = line.slice(0, at);\n  const value = line.slice(at + 1);",
};
const EMPTY = {
  question: 'Which values may be empty?',
  header: 'Empty',
  options: [
    { label: 'All of them', description: 'A line without a value is fine' },
    { label: 'None', description: 'It is an error' },
  ],
};
const FILES = {
  question: 'Which files should change?',
  header: 'Files',
  multiple: true,
  options: [
    { label: 'parser.js', description: 'The parser itself' },
    { label: 'README.md', description: 'What it says of empty values' },
  ],
};

export const questions: Readonly<Record<string, Scene>> = {
  async permission(stage) {
    const pane = await startOpencode(stage);
    stage.model.script(
      [say('I run the tests first.'), tool('bash', { command: 'npm test', description: 'Runs the tests' })],
      [hold('after'), tool('read', { filePath: '/home/dev/project/parser.js' })],
      [say('Now the change.'), tool('edit', CHANGE)],
      [say('Rejected.')],
    );
    await ask(pane, 'fix the parser');
    await pane.shows('Permission required');
    await pane.settle(300);
    await stage.both('blocked-bash', { question: 'Permission required' });
    await pane.press('right');
    await pane.press('enter');
    await pane.shows(/Always allow/);
    await pane.settle(300);
    await stage.both('blocked-bash-always', {
      question: 'Always allow',
      note: 'it asks whether that is meant',
    });
    await pane.press('enter');
    await stage.model.reached('after');
    await pane.shows(WORKING);
    await stage.both('working-after-answer', { note: 'an answer was given just before' });
    stage.model.release('after');
    await pane.shows('Permission required');
    await pane.settle(300);
    await stage.both('blocked-edit', { question: 'Permission required' });
    await pane.press('escape');
    await rests(pane);
    await stage.both('idle-rejected', { note: 'the question was answered with esc' });
  },

  async menu(stage) {
    const pane = await startOpencode(stage);
    stage.model.script(
      [say('One question first.'), tool('question', { questions: [EMPTY] })],
      [say('Good.'), tool('question', { questions: [EMPTY, FILES] })],
    );
    await ask(pane, 'fix the parser');
    await pane.shows(EMPTY.question);
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
