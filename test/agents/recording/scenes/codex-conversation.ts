// Codex from its start through an answer, and what ends one early.
import type { Refusal } from '../model/turn.ts';
import type { Scene, Stage } from '../stage.ts';
import { config, TRUST } from './codex-config.ts';
import { ask, INLINE, rests, run, startCodex, works } from './codex-start.ts';
import { EXPLANATION, hold, SUMMARY, say, THOUGHT, think } from './texts.ts';

const PROMPT = 'make parse split at the first equals sign only';
/** Its own screen, or all calls unfolded where it draws on the alternate one. */
const TRANSCRIPT = /T R A N S C R I P T|✓ • \d/;
const BROKEN: Refusal = { status: 500, type: 'server_error', message: 'The server had an error.' };
const OVERLOADED: Refusal = {
  status: 503,
  type: 'server_is_overloaded',
  message: 'Our servers are overloaded.',
};
const NO_KEY: Refusal = { status: 401, type: 'invalid_api_key', message: 'Incorrect API key provided.' };
const LIMIT: Refusal = { status: 429, type: 'rate_limit_exceeded', message: 'Rate limit reached.' };

export const conversation: Readonly<Record<string, Scene>> = {
  async start(stage) {
    const pane = await startCodex(stage);
    await stage.both('idle-start');
    await pane.type('make parse split at the');
    await stage.both('idle-draft', { note: 'a half-typed prompt' });
  },

  conversation: (stage) => converse(stage, ''),
  inline: (stage) => converse(stage, '-inline'),

  async retry(stage) {
    const pane = await startCodex(stage, {
      files: { '.codex/config.toml': config(stage.model.port, 6) + TRUST },
    });
    stage.model.script(BROKEN);
    await ask(pane, PROMPT);
    await pane.shows(/Reconnecting|retry/i, 40_000);
    await stage.both('working-retry', { note: 'HTTP 500, it tries again by itself' });
    await pane.shows(/^■/m, 90_000);
    await rests(pane);
    await stage.both('idle-error-500', { note: 'finished with an error, HTTP 500' });
  },
  overloaded: (stage) => refused(stage, OVERLOADED, 'idle-error-503', 'finished with an error, HTTP 503'),
  'no-key': (stage) => refused(stage, NO_KEY, 'idle-error-401', 'finished with an error, HTTP 401'),
  limit: (stage) => refused(stage, LIMIT, 'idle-error-429', 'finished with an error, HTTP 429'),

  async interrupted(stage) {
    const pane = await startCodex(stage);
    stage.model.script([say(EXPLANATION), hold('streaming')], [run('sleep 20')], [hold('after')]);
    await ask(pane, PROMPT);
    await pane.shows('Keep an empty value');
    await pane.press('escape');
    await rests(pane);
    await stage.both('idle-interrupted', { note: 'interrupted amid a text' });
    await ask(pane, 'go on');
    await pane.shows('1 background terminal running');
    await stage.both('working-tool-long', { note: 'a tool has run for some seconds' });
    await pane.press('escape');
    await rests(pane);
    await stage.both('idle-interrupted-tool', { note: 'interrupted while a tool ran' });
  },
};

async function converse(stage: Stage, suffix: string): Promise<void> {
  const { model } = stage;
  const pane = await startCodex(stage, suffix === '' ? {} : { args: INLINE });
  if (suffix !== '') await stage.both(`idle-start${suffix}`);
  model.script(
    [
      hold('thinking'),
      think(`**Reading the parser**\n\n${THOUGHT}`),
      hold('thought'),
      say(EXPLANATION),
      hold('streaming'),
      run('sleep 6'),
    ],
    [hold('tool result'), say(SUMMARY)],
  );
  await ask(pane, PROMPT);
  await works(pane);
  await stage.both(`working-thinking${suffix}`, { note: 'nothing has come yet' });
  model.release('thinking');
  await model.reached('thought');
  await pane.settle(300);
  await stage.both(`working-thought${suffix}`);
  model.release('thought');
  await pane.shows('Keep an empty value');
  await stage.both(`working-streaming${suffix}`, { note: 'amid a text' });
  model.release('streaming');
  await pane.shows(/^• The parser splits.*…$|esc to interrupt/m);
  await stage.both(`working-tool${suffix}`, { note: 'a tool runs' });
  await model.reached('tool result');
  await works(pane);
  await stage.both(`working-tool-result${suffix}`, { note: 'a tool has run, the model is asked' });
  await pane.type('and add a test');
  await stage.both(`working-draft${suffix}`, { note: 'a half-typed prompt' });
  await pane.press('ctrl+t');
  await pane.shows(TRANSCRIPT);
  await stage.both(`working-transcript${suffix}`, { note: 'transcript view' });
  await pane.press(suffix === '' ? 'ctrl+t' : 'q');
  await pane.hides(TRANSCRIPT);
  await pane.settle(300);
  model.script([say('There is a test now.')]);
  await pane.press('tab');
  await pane.settle(300);
  await stage.both(`working-queued${suffix}`, { note: 'a prompt waits for its turn' });
  model.release('tool result');
  await pane.shows('There is a test now');
  await rests(pane);
  await stage.both(`idle-finished${suffix}`, { note: 'finished' });
  await pane.press('ctrl+t');
  await pane.shows(TRANSCRIPT);
  await stage.both(`idle-transcript${suffix}`, { note: 'transcript view' });
}

async function refused(stage: Stage, turn: Refusal, name: string, note: string): Promise<void> {
  const pane = await startCodex(stage);
  stage.model.script(turn);
  await ask(pane, PROMPT);
  await pane.shows(/^■/m, 60_000);
  await rests(pane);
  await stage.both(name, { note });
}
