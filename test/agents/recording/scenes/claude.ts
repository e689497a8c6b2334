// Claude Code: how it is started, and its scenes.
import { type Agent, installed } from '../stage.ts';
import { conversation } from './claude-conversation.ts';
import { errors } from './claude-errors.ts';
import { menus } from './claude-menus.ts';
import { questions } from './claude-questions.ts';
import { traps } from './claude-traps.ts';

export const claude: Agent = {
  name: 'claude',
  package: '@anthropic-ai/claude-code',
  prepare: (port) => ({
    argv: [installed('claude', '@anthropic-ai/claude-code-linux-x64/claude')],
    env: {
      ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}`,
      ANTHROPIC_API_KEY: 'sk-ant-dummy-0000000000000000000000000000',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_TELEMETRY: '1',
      DISABLE_AUTOUPDATER: '1',
      DISABLE_ERROR_REPORTING: '1',
    },
    files: {
      '.claude.json': `${JSON.stringify(answered, null, 2)}\n`,
      '.claude/settings.json': `${JSON.stringify(settings, null, 2)}\n`,
    },
  }),
  scenes: { ...conversation, ...questions, ...errors, ...traps, ...menus },
};

/** The answers to what is asked at a first start. */
const answered = {
  hasCompletedOnboarding: true,
  theme: 'dark',
  hasSeenAutoDefaultNudge: true,
  customApiKeyResponses: { approved: ['00000000000000000000'], rejected: [] },
  projects: { '/home/dev/project': { hasTrustDialogAccepted: true, allowedTools: [] } },
};

const settings = {
  permissions: { defaultMode: 'default', allow: ['Bash(sleep:*)', 'Bash(./ask.sh)', 'Bash(./busy.sh)'] },
};
