// Claude Code when the model refuses, is not there, or is interrupted.
import type { Refusal } from '../model/turn.ts';
import type { Scene, Stage } from '../stage.ts';
import { ask, startClaude } from './claude-start.ts';
import { EXPLANATION, hold, say, tool } from './texts.ts';

const OVERLOADED: Refusal = { status: 529, type: 'overloaded_error', message: 'Overloaded' };
const NO_KEY: Refusal = { status: 401, type: 'authentication_error', message: 'invalid x-api-key' };
const LIMIT: Refusal = {
  status: 429,
  type: 'rate_limit_error',
  message: 'This request would exceed your rate limit.',
};

export const errors: Readonly<Record<string, Scene>> = {
  async overloaded(stage) {
    const pane = await startClaude(stage, { env: { CLAUDE_CODE_MAX_RETRIES: '3' } });
    stage.model.script(OVERLOADED);
    await ask(pane, 'fix the parser');
    await pane.shows(/attempt/i);
    await stage.both('working-retry', { note: 'HTTP 529, it tries again by itself' });
    await pane.shows(/API Error/, 60_000);
    await pane.settle(600);
    await stage.both('idle-error-529', { note: 'finished with an error, HTTP 529' });
  },
  'no-key': (stage) => refused(stage, NO_KEY, 'idle-error-401', 'finished with an error, HTTP 401'),
  limit: (stage) => refused(stage, LIMIT, 'idle-error-429', 'finished with an error, HTTP 429'),

  async network(stage) {
    const pane = await startClaude(stage, {
      env: { ANTHROPIC_BASE_URL: 'http://127.0.0.1:9', CLAUDE_CODE_MAX_RETRIES: '2' },
    });
    await ask(pane, 'fix the parser');
    await pane.shows(/API Error|Unable to connect/i, 60_000);
    await pane.settle(1500);
    await stage.both('idle-error-network', { note: 'finished with an error, connection refused' });
  },

  async interrupted(stage) {
    const pane = await startClaude(stage);
    stage.model.script(
      [say(EXPLANATION), hold('streaming')],
      [tool('Bash', { command: 'sleep 20', description: 'Wait' })],
    );
    await ask(pane, 'fix the parser');
    await pane.shows('Keep an empty value');
    await pane.press('escape');
    await pane.shows(/Interrupted/i);
    await pane.settle(400);
    await stage.both('idle-interrupted', { note: 'interrupted amid a text' });
    await ask(pane, 'go on');
    await pane.shows(/sleep 20/);
    await pane.settle(200);
    await pane.shows('to run in background');
    stage.snap('working-tool-long', { note: 'a tool has run for some seconds' });
    await pane.press('escape');
    await pane.hides(/esc to interrupt/);
    await pane.settle(600);
    await stage.both('idle-interrupted-tool', { note: 'interrupted while a tool ran' });
  },
};

async function refused(stage: Stage, turn: Refusal, name: string, note: string): Promise<void> {
  const pane = await startClaude(stage, { env: { CLAUDE_CODE_MAX_RETRIES: '0' } });
  stage.model.script(turn);
  await ask(pane, 'fix the parser');
  await pane.shows(/API Error|Please run|limit|Invalid/, 60_000);
  await pane.settle(600);
  await stage.both(name, { note });
}
