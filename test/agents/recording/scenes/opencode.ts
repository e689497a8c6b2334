// opencode: how it is started, and its scenes.
import { type Agent, installed } from '../stage.ts';
import { conversation } from './opencode-conversation.ts';
import { questions } from './opencode-questions.ts';
import { traps } from './opencode-traps.ts';

export const opencode: Agent = {
  name: 'opencode',
  package: 'opencode-ai',
  prepare: (port) => ({
    argv: [installed('opencode', 'opencode-linux-x64/bin/opencode')],
    env: {
      OPENCODE_DISABLE_AUTOUPDATE: '1',
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
      OPENCODE_DISABLE_SHARE: '1',
    },
    files: { '.config/opencode/opencode.json': `${JSON.stringify(config(port), null, 2)}\n` },
  }),
  scenes: { ...conversation, ...questions, ...traps },
};

function config(port: number): unknown {
  return {
    $schema: 'https://opencode.ai/config.json',
    autoupdate: false,
    share: 'disabled',
    model: 'scripted/scripted',
    small_model: 'scripted/scripted',
    provider: {
      scripted: {
        npm: '@ai-sdk/openai-compatible',
        name: 'Scripted',
        options: { baseURL: `http://127.0.0.1:${port}/v1`, apiKey: 'dummy' },
        models: {
          scripted: {
            name: 'Scripted',
            reasoning: true,
            tool_call: true,
            limit: { context: 200_000, output: 32_000 },
          },
        },
      },
    },
    permission: {
      bash: { '*': 'ask', 'sleep *': 'allow', './ask.sh': 'allow', './busy.sh': 'allow' },
      edit: 'ask',
    },
  };
}
