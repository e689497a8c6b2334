// Claude Code's screens that mislead: prose and output that look like questions, lists.
import type { Scene } from '../stage.ts';
import { ask, FINISHED, INLINE, startClaude } from './claude-start.ts';
import { hold, PROSE_QUESTION, SUMMARY, say, TRAP_FILES, tool } from './texts.ts';

export const traps: Readonly<Record<string, Scene>> = {
  async prose(stage) {
    const pane = await startClaude(stage);
    stage.model.script([say(PROSE_QUESTION), hold('prose')]);
    await ask(pane, 'what does the installer ask?');
    await pane.shows('Say yes or no');
    await stage.both('working-prose-question', { note: 'prose that reads like a question' });
    stage.model.release('prose');
    await pane.shows(FINISHED);
    await pane.settle(300);
    await stage.both('idle-prose-question', { note: 'finished; prose that reads like a question' });
    await pane.type('❯ 1. Yes');
    await stage.both('idle-prose-draft', { note: 'a draft that reads like an answer' });
  },

  async output(stage) {
    const pane = await startClaude(stage, { files: TRAP_FILES, env: INLINE });
    stage.model.script(
      [say('I run it.'), tool('Bash', { command: './ask.sh', description: 'Run the installer' })],
      [hold('ran'), tool('Bash', { command: './busy.sh', description: 'Build' })],
      [say('Both ran.')],
    );
    await ask(pane, 'run both scripts');
    await pane.shows('Do you want to proceed?');
    await stage.model.reached('ran');
    await pane.shows('esc to interrupt');
    await stage.both('working-output-question', { note: "a tool's output looks like a question" });
    stage.model.release('ran');
    await pane.shows(FINISHED);
    await pane.settle(300);
    await stage.both('idle-output-spinner', {
      note: "finished; a tool's output looks like a question and a spinner",
    });
  },

  async 'shell-mode'(stage) {
    const pane = await startClaude(stage, { files: TRAP_FILES });
    await pane.type('!./busy.sh');
    await stage.both('idle-shell-draft', { note: 'a command of the person, half typed' });
    await pane.press('enter');
    await pane.shows('Compiling settings');
    await pane.settle(600);
    await ask(pane, '!./ask.sh');
    await pane.shows('2. No, and tell me');
    await pane.settle(600);
    await stage.both('idle-shell-output', {
      note: "the output of a person's commands looks like a question and a spinner",
    });
  },

  async todos(stage) {
    const pane = await startClaude(stage, { env: { CLAUDE_CODE_ENABLE_TODO_TOOLS: '1' } });
    const subjects = [
      'Read the parser',
      'Write the failing test',
      'Split at the first equals sign',
      'Keep empty values',
      'Refuse lines without a key',
      'Say where a line is wrong',
      'Update the manual',
      'Run all tests',
      'Look at the speed',
      'Write the changelog',
    ];
    stage.model.script(
      [tool('ToolSearch', { query: 'select:TaskCreate,TaskUpdate,TodoWrite', max_results: 5 })],
      subjects.map((subject) =>
        tool('TaskCreate', { subject, description: subject, activeForm: `${subject}, now` }),
      ),
      [
        tool('TaskUpdate', { taskId: '1', status: 'completed' }),
        tool('TaskUpdate', { taskId: '2', status: 'in_progress' }),
      ],
      [hold('listed'), say(SUMMARY)],
    );
    await ask(pane, 'fix the parser, step by step');
    await stage.model.reached('listed');
    await pane.settle(400);
    await stage.both('working-todos', { note: 'a tall list below the spinner' });
    stage.model.release('listed');
    await pane.shows(FINISHED);
    await pane.settle(300);
    await stage.both('idle-todos', { note: 'finished, with tasks left open' });
  },

  async background(stage) {
    const pane = await startClaude(stage);
    stage.model.script(
      [tool('Bash', { command: 'sleep 60', description: 'Start the server', run_in_background: true })],
      [say('The server runs in the background.')],
      [hold('second'), say(SUMMARY)],
    );
    await ask(pane, 'start the server');
    await pane.shows(FINISHED);
    await pane.settle(300);
    await stage.both('idle-background-shell', { note: 'finished; a background shell runs on' });
    await ask(pane, 'fix the parser');
    await pane.shows('esc to interrupt');
    await stage.both('working-background-shell');
    stage.model.script(
      [tool('Bash', { command: 'sleep 2', description: 'Look at it', run_in_background: true })],
      [say('I look.')],
      [say('It is up.')],
    );
    stage.model.release('second');
    await pane.shows('● Done.');
    await pane.settle(600);
    await ask(pane, 'look at the server');
    await pane.shows('It is up.');
    await pane.hides(/esc to interrupt/);
    await pane.settle(600);
    await stage.both('idle-background-done', {
      note: 'finished, with the line of a background command that ended',
    });
  },

  async subagent(stage) {
    const pane = await startClaude(stage);
    stage.model.script(
      [
        say('I ask another agent.'),
        tool('Agent', {
          description: 'Read the parser',
          prompt: 'Read parser.js',
          subagent_type: 'general-purpose',
        }),
      ],
      [hold('inner'), say('It splits too often.')],
      [hold('outer'), say(SUMMARY)],
    );
    await ask(pane, 'let another agent look');
    await pane.shows(/general-purpose/);
    await stage.both('working-subagent', { note: 'a second agent runs' });
    stage.model.release('inner');
    await pane.shows(/It splits too often|Done\. parse/);
    await pane.settle(200);
    await stage.both('working-subagent-after', {
      note: 'the answer is finished, the second agent is waited for',
    });
    stage.model.release('outer');
    await pane.shows(/Agent .* finished/);
    await pane.shows(FINISHED);
    await pane.hides(/esc to interrupt/);
    await pane.settle(1000);
    await stage.both('idle-subagent-finished', { note: 'finished, with the line of a finished agent' });
  },

  async compact(stage) {
    const pane = await startClaude(stage);
    stage.model.script([say(SUMMARY)], [hold('compacting'), say('A summary.')]);
    await ask(pane, 'fix the parser');
    await pane.shows(FINISHED);
    await ask(pane, '/compact');
    await pane.shows(/ompacting/);
    await stage.both('working-compact');
  },
};
