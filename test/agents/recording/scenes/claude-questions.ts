// Claude Code asks: permissions, menus, plans, and what it asks before it begins.
import type { Scene } from '../stage.ts';
import { ask, INLINE, startClaude } from './claude-start.ts';
import { hold, say, tool } from './texts.ts';

const CHANGE = {
  file_path: '/home/dev/project/parser.js',
  old_string: "  const [key, value] = line.split('=');",
  new_string:
    "  const at = line.indexOf('=');\n  const key = line.slice(0, at);\n  const value = line.slice(at + 1);",
};
const BEGUN = { hasCompletedOnboarding: true, theme: 'dark', hasSeenAutoDefaultNudge: true };
const APPROVED = { approved: ['00000000000000000000'], rejected: [] };
const TRUSTED = { '/home/dev/project': { hasTrustDialogAccepted: true } };
const PLAN = [
  '# Split at the first equals sign',
  '',
  '1. Change `parse` in `parser.js`.',
  '2. Add three tests.',
  '3. Run them.',
].join('\n');
/** Where the program wants the plan, as its request says. */
const PLAN_FILE = /\/home\/dev\/\.claude\/plans\/[\w-]+\.md/;
const QUESTION = {
  question: 'Which values may be empty?',
  header: 'Empty',
  multiSelect: false,
  options: [
    { label: 'All of them', description: 'A line without a value is fine' },
    { label: 'None', description: 'It is an error' },
    { label: 'Only strings', description: 'Numbers need a value' },
  ],
};
const SECOND = {
  question: 'Which files should change?',
  header: 'Files',
  multiSelect: true,
  options: [
    { label: 'parser.js', description: 'The parser itself' },
    { label: 'README.md', description: 'What it says of empty values' },
  ],
};

export const questions: Readonly<Record<string, Scene>> = {
  async trust(stage) {
    const pane = await stage.start({
      files: { '.claude.json': JSON.stringify({ ...BEGUN, customApiKeyResponses: APPROVED }) },
    });
    await pane.shows(/trust/);
    await pane.settle(400);
    await stage.both('blocked-trust', { question: 'Is this a project you created or one you trust?' });
  },

  async 'api-key'(stage) {
    const pane = await stage.start({
      files: { '.claude.json': JSON.stringify({ ...BEGUN, projects: TRUSTED }) },
    });
    await pane.shows(/Do you want to use this API key/);
    await pane.settle(400);
    await stage.both('blocked-api-key', { question: 'Do you want to use this API key?' });
  },

  async offer(stage) {
    const about = { hasCompletedOnboarding: true, customApiKeyResponses: APPROVED, projects: TRUSTED };
    const pane = await stage.start({ files: { '.claude.json': JSON.stringify(about) } });
    await pane.shows('Make auto mode your default');
    await pane.settle(300);
    await stage.both('blocked-auto-mode-offer', { question: 'Make auto mode your default permission mode?' });
  },

  async permission(stage) {
    const pane = await startClaude(stage);
    stage.model.script(
      [
        say('I run the tests first.'),
        tool('Bash', { command: 'npm test -- --reporter=dot', description: 'Run the tests' }),
      ],
      [tool('Read', { file_path: '/home/dev/project/parser.js' })],
      [say('Now the change.'), tool('Edit', CHANGE)],
      [
        hold('after'),
        tool('Write', {
          file_path: '/home/dev/project/parser.test.js',
          content: "import { parse } from './parser.js';\n",
        }),
      ],
    );
    await ask(pane, 'fix the parser');
    await pane.shows(/Do you want to proceed/);
    await pane.settle(300);
    await stage.both('blocked-bash', { question: 'Do you want to proceed?' });
    await pane.press('down');
    await stage.both('blocked-bash-second', {
      question: 'Do you want to proceed?',
      note: 'the second answer is chosen',
    });
    await pane.press('up', 'enter');
    await pane.shows(/Do you want to make this edit/);
    await pane.settle(300);
    await stage.both('blocked-edit', { question: 'Do you want to make this edit to parser.js?' });
    await pane.press('enter');
    await pane.shows('esc to interrupt');
    await stage.both('working-after-answer', { note: 'an answer was given just before' });
    stage.model.release('after');
    await pane.shows(/Do you want to create/);
    await pane.settle(300);
    await stage.both('blocked-write', { question: 'Do you want to create parser.test.js?' });
    await pane.press('escape');
    await pane.hides(/Do you want to create/);
    await pane.settle(400);
    await stage.both('idle-rejected', { note: 'the question was answered with esc' });
  },

  async 'permission-inline'(stage) {
    const pane = await startClaude(stage, { env: INLINE });
    stage.model.script([
      say('I run the tests first.'),
      tool('Bash', { command: 'npm test -- --reporter=dot', description: 'Run the tests' }),
    ]);
    await ask(pane, 'fix the parser');
    await pane.shows(/Do you want to proceed/);
    await pane.settle(300);
    await stage.both('blocked-bash-inline', { question: 'Do you want to proceed?' });
  },

  async menu(stage) {
    const pane = await startClaude(stage);
    stage.model.script(
      [say('One question first.'), tool('AskUserQuestion', { questions: [QUESTION] })],
      [say('Good.'), tool('AskUserQuestion', { questions: [QUESTION, SECOND] })],
    );
    await ask(pane, 'fix the parser');
    await pane.shows(/Which values may be empty/);
    await pane.settle(300);
    await stage.both('blocked-question', { question: QUESTION.question });
    await pane.press('down', 'down', 'down');
    await pane.type('only');
    await stage.both('blocked-question-typing', {
      question: QUESTION.question,
      note: 'an answer is being typed',
    });
    await pane.press('up', 'enter');
    await pane.shows(/Submit/);
    await pane.settle(300);
    await stage.both('blocked-questions', { question: QUESTION.question, note: 'the first of two' });
    await pane.press('enter');
    await pane.shows(/Which files should change/);
    await pane.settle(300);
    await stage.both('blocked-questions-several', {
      question: SECOND.question,
      note: 'several answers may be chosen',
    });
  },

  async plan(stage) {
    const pane = await startClaude(stage, { args: ['--permission-mode', 'plan'] });
    stage.model.script(
      (request) => [
        hold('planning'),
        tool('Write', { file_path: PLAN_FILE.exec(request)![0], content: PLAN }),
      ],
      [say('Here is the plan.'), tool('ExitPlanMode', { plan: PLAN })],
    );
    await ask(pane, 'plan the change');
    await pane.shows('esc to interrupt');
    await stage.both('working-plan-mode');
    stage.model.release('planning');
    await pane.shows(/Would you like to proceed/);
    await pane.settle(300);
    await stage.both('blocked-plan', { question: 'Would you like to proceed?' });
  },
};
