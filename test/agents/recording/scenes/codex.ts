// Codex: how it is started, and its scenes.
import { type Agent, installed } from '../stage.ts';
import { config, TRUST } from './codex-config.ts';
import { conversation } from './codex-conversation.ts';
import { questions } from './codex-questions.ts';
import { traps } from './codex-traps.ts';

export const codex: Agent = {
  name: 'codex',
  package: '@openai/codex',
  prepare: (port) => ({
    argv: [
      installed('codex', '@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex'),
      '--no-daemon',
    ],
    env: { CODEX_HOME: '/home/dev/.codex', DUMMY_KEY: 'dummy' },
    files: { '.codex/config.toml': `${config(port)}${TRUST}` },
  }),
  scenes: { ...conversation, ...questions, ...traps },
};
