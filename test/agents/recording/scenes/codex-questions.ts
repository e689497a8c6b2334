// Codex asks: for trust, to run, to change files, and with menus of its model's.
import type { Scene } from '../stage.ts';
import { config } from './codex-config.ts';
import { ask, INLINE, run, startCodex, works } from './codex-start.ts';
import { hold, say, tool } from './texts.ts';

const PATCH = `apply_patch <<'EOF'
*** Begin Patch
*** Update File: parser.js
@@
-  const [key, value] = line.split('=');
+  const at = line.indexOf('=');
+  const key = line.slice(0, at);
+  const value = line.slice(at + 1);
*** End Patch
EOF`;
const ESCALATED = {
  sandbox_permissions: 'require_escalated',
  justification: 'Do you want to run the tests outside the sandbox?',
  prefix_rule: ['npm', 'test'],
};
const EMPTY = {
  id: 'empty',
  header: 'Empty',
  question: 'Which values may be empty?',
  options: [
    { label: 'All of them (Recommended)', description: 'A line without a value is fine.' },
    { label: 'None', description: 'It is an error.' },
  ],
};
const FILES = {
  id: 'files',
  header: 'Files',
  question: 'Which files should change?',
  options: [
    { label: 'The parser', description: 'Only parser.js.' },
    { label: 'All', description: 'The manual too.' },
  ],
};

export const questions: Readonly<Record<string, Scene>> = {
  async trust(stage) {
    const pane = await stage.start({ files: { '.codex/config.toml': config(stage.model.port) } });
    await pane.shows(/trust/i);
    await pane.settle(400);
    await stage.both('blocked-trust', { question: 'Trust this folder?' });
  },

  async permission(stage) {
    const pane = await startCodex(stage);
    stage.model.script(
      [say('I run the tests first.'), run('npm test', ESCALATED)],
      [
        hold('after'),
        say('Now the change.'),
        run('touch /home/dev/marker', { ...ESCALATED, justification: undefined, prefix_rule: undefined }),
      ],
      [say('Nothing more.')],
    );
    await ask(pane, 'fix the parser');
    await pane.shows(/Would you like to run/);
    await pane.settle(300);
    await stage.both('blocked-command', { question: 'Would you like to run the following command?' });
    await pane.press('down');
    await stage.both('blocked-command-second', {
      question: 'Would you like to run the following command?',
      note: 'the second answer is chosen',
    });
    await pane.press('up', 'enter');
    await stage.model.reached('after');
    await works(pane);
    await stage.both('working-after-answer', { note: 'an answer was given just before' });
    stage.model.release('after');
    await pane.shows(/Would you like to run/);
    await pane.settle(300);
    await stage.both('blocked-command-plain', { question: 'Would you like to run the following command?' });
    await pane.press('escape');
    await pane.hides(/Would you like to run/);
    await pane.settle(400);
    await stage.both('idle-rejected', { note: 'the question was answered with esc' });
  },

  async 'permission-inline'(stage) {
    const pane = await startCodex(stage, { args: INLINE });
    stage.model.script([say('I run the tests first.'), run('npm test', ESCALATED)]);
    await ask(pane, 'fix the parser');
    await pane.shows(/Would you like to run/);
    await pane.settle(300);
    await stage.both('blocked-command-inline', { question: 'Would you like to run the following command?' });
  },

  async edit(stage) {
    const pane = await startCodex(stage, { args: ['--sandbox', 'read-only'] });
    stage.model.script([say('Now the change.'), run(PATCH)]);
    await ask(pane, 'fix the parser');
    await pane.shows(/Would you like to make/);
    await pane.settle(300);
    await stage.both('blocked-edit', { question: 'Would you like to make the following edits?' });
  },

  async plan(stage) {
    const pane = await startCodex(stage);
    await pane.press('shift+tab');
    await pane.shows(/Plan mode/);
    await pane.settle(300);
    await stage.both('idle-plan-mode', { note: 'footer of plan mode' });
    stage.model.script(
      [
        hold('planning'),
        say('One question first.'),
        tool('request_user_input', { questions: [EMPTY, FILES] }),
      ],
      [
        say(
          '<proposed_plan>\n# Split at the first equals sign\n\n1. Change `parse`.\n2. Add three tests.\n</proposed_plan>\n',
        ),
      ],
    );
    await ask(pane, 'plan the change');
    await works(pane);
    await stage.both('working-plan-mode');
    stage.model.release('planning');
    await pane.shows(EMPTY.question);
    await pane.settle(300);
    await stage.both('blocked-question', { question: EMPTY.question, note: 'the first of two' });
    await pane.press('enter');
    await pane.shows(FILES.question);
    await pane.settle(300);
    await stage.both('blocked-question-second', { question: FILES.question });
    await pane.press('tab');
    await pane.type('leave the docs');
    await stage.both('blocked-question-typing', { question: FILES.question, note: 'notes are being typed' });
    await pane.press('enter');
    await pane.shows(/Implement this plan/);
    await pane.settle(300);
    await stage.both('blocked-plan', { question: 'Implement this plan?' });
  },
};
