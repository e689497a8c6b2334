// Claude Code from its start through an answer: thinking, streaming, a tool, finished.
import type { Scene, Stage } from '../stage.ts';
import { ask, FINISHED, INLINE, startClaude } from './claude-start.ts';
import { EXPLANATION, hold, SUMMARY, say, THOUGHT, think, tool } from './texts.ts';

/** A terminal to which Claude Code reports progress (OSC 9;4) and sends notifications. */
const GHOSTTY = { TERM_PROGRAM: 'ghostty', TERM_PROGRAM_VERSION: '1.2.3' };
const PROMPT = 'make parse split at the first equals sign only';

export const conversation: Readonly<Record<string, Scene>> = {
  async start(stage) {
    const pane = await startClaude(stage);
    await stage.both('idle-start');
    await pane.type('make parse split at the');
    await stage.both('idle-draft', { note: 'a half-typed prompt' });
  },

  conversation: (stage) => converse(stage, ''),
  inline: (stage) => converse(stage, '-inline'),

  async 'other-modes'(stage) {
    const pane = await startClaude(stage);
    await pane.press('shift+tab');
    await pane.shows('accept edits on');
    await stage.both('idle-accept-edits', { note: 'footer of accept edits' });
    await pane.press('shift+tab');
    await pane.shows('plan mode on');
    await stage.both('idle-plan-mode', { note: 'footer of plan mode' });
    await pane.press('shift+tab');
    await pane.shows('auto mode on');
    await stage.both('idle-auto-mode', { note: 'footer of auto mode' });
    stage.model.script([hold('thinking')]);
    await ask(pane, PROMPT);
    await pane.shows('esc to interrupt');
    await stage.both('working-auto-mode');
  },

  async bypass(stage) {
    const pane = await stage.start({ args: ['--dangerously-skip-permissions'] });
    await pane.shows('Yes, I accept');
    await pane.settle(300);
    await stage.both('blocked-bypass-warning', {
      question: 'WARNING: Claude Code running in Bypass Permissions mode',
    });
    await pane.press('down', 'enter');
    await pane.shows('bypass permissions on');
    await pane.settle(600);
    await stage.both('idle-bypass', { note: 'footer of bypass permissions' });
    stage.model.script([hold('thinking'), say(SUMMARY)]);
    await ask(pane, PROMPT);
    await pane.shows('esc to interrupt');
    await stage.both('working-bypass');
    stage.model.release('thinking');
    await pane.shows(FINISHED);
    await pane.settle(300);
    await stage.both('idle-bypass-finished', { note: 'finished' });
  },

  async tmux(stage) {
    const pane = await startClaude(stage, { env: { TMUX: '/tmp/tmux-1000/default,1,0', TMUX_PANE: '%0' } });
    await stage.both('idle-tmux', { note: 'told that it runs in tmux' });
    stage.model.script([
      hold('thinking'),
      say(EXPLANATION),
      tool('Bash', { command: 'npm test', description: 'Run the tests' }),
    ]);
    await ask(pane, PROMPT);
    await pane.shows('esc to interrupt');
    await pane.settle(1500);
    await stage.both('working-tmux', { note: 'told that it runs in tmux: the title does not change' });
    await pane.type('and add a test');
    await stage.both('working-tmux-draft', { note: "a half-typed prompt: only the spinner's line tells" });
    stage.model.release('thinking');
    await pane.shows('Do you want to proceed');
    await pane.settle(600);
    await stage.both('blocked-tmux', {
      question: 'Do you want to proceed?',
      note: 'told that it runs in tmux',
    });
  },

  async progress(stage) {
    const pane = await startClaude(stage, { env: GHOSTTY });
    stage.model.script(
      [
        hold('thinking'),
        say(EXPLANATION),
        tool('Bash', { command: 'npm test', description: 'Run the tests' }),
      ],
      [say(SUMMARY)],
    );
    await ask(pane, PROMPT);
    await pane.shows('esc to interrupt');
    await pane.settle(600);
    await stage.both('working-progress', { note: 'in a terminal known to show progress' });
    stage.model.release('thinking');
    await pane.shows('Do you want to proceed');
    await pane.settle(600);
    await stage.both('blocked-progress', {
      question: 'Do you want to proceed?',
      note: 'in a terminal known to show progress',
    });
    await pane.press('enter');
    await pane.shows(FINISHED);
    await pane.settle(600);
    await stage.both('idle-progress', { note: 'finished, in a terminal known to show progress' });
  },
};

async function converse(stage: Stage, suffix: string): Promise<void> {
  const { model } = stage;
  const pane = await startClaude(stage, suffix === '' ? {} : { env: INLINE });
  if (suffix !== '') await stage.both(`idle-start${suffix}`);
  model.script(
    [
      hold('thinking'),
      think(THOUGHT),
      hold('thought'),
      say(EXPLANATION),
      hold('streaming'),
      say('Now the change.'),
      tool('Bash', { command: 'sleep 6', description: 'Wait for the build' }),
    ],
    [hold('tool result'), say(SUMMARY)],
  );
  await ask(pane, PROMPT);
  await pane.shows('esc to interrupt');
  await stage.both(`working-thinking${suffix}`, { note: 'nothing has come yet' });
  model.release('thinking');
  await pane.shows(/thinking|thought|Thought/);
  await stage.both(`working-thought${suffix}`);
  model.release('thought');
  await pane.shows('Keep an empty value');
  await stage.both(`working-streaming${suffix}`, { note: 'amid a text' });
  model.release('streaming');
  await pane.shows(/sleep 6/);
  await pane.settle();
  await stage.both(`working-tool${suffix}`, { note: 'a tool runs' });
  await model.reached('tool result');
  await pane.settle();
  await stage.both(`working-tool-result${suffix}`, { note: 'a tool has run, the model is asked' });
  await pane.type('and add a test');
  await stage.both(`working-draft${suffix}`, { note: 'a half-typed prompt' });
  await pane.press('enter');
  await pane.shows(/Queued/);
  await stage.both(`working-queued${suffix}`, { note: 'a prompt waits for its turn' });
  await pane.press('ctrl+o');
  await pane.shows('Showing detailed transcript');
  await stage.both(`working-transcript${suffix}`, { note: 'transcript view' });
  await pane.press('ctrl+o');
  await pane.hides(/Showing detailed transcript/);
  model.script([say('There is a test now.')]);
  model.release('tool result');
  await pane.shows('There is a test now');
  await pane.shows(FINISHED);
  await pane.settle(300);
  await stage.both(`idle-finished${suffix}`, { note: 'finished' });
  await pane.press('ctrl+o');
  await pane.shows('Showing detailed transcript');
  await stage.both(`idle-transcript${suffix}`, { note: 'transcript view' });
  await pane.press('ctrl+o');
}
