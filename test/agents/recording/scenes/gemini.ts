// Gemini CLI: how it is started, and its scenes.
import { type Agent, installed } from '../stage.ts';
import { conversation } from './gemini-conversation.ts';
import { questions } from './gemini-questions.ts';
import { traps } from './gemini-traps.ts';

/** What runs without being asked for. */
const POLICY = `[[rule]]
toolName = "run_shell_command"
commandPrefix = ["sleep", "./ask.sh", "./busy.sh"]
decision = "allow"
priority = 900
`;

export const gemini: Agent = {
  name: 'gemini',
  package: '@google/gemini-cli',
  prepare: (port) => ({
    argv: ['node', installed('gemini', '@google/gemini-cli/bundle/gemini.js')],
    env: {
      GEMINI_API_KEY: 'dummy',
      GOOGLE_GEMINI_BASE_URL: `http://127.0.0.1:${port}`,
      GEMINI_TELEMETRY_ENABLED: 'false',
    },
    files: {
      '.gemini/settings.json': `${JSON.stringify(settings, null, 2)}\n`,
      '.gemini/policies/scenes.toml': POLICY,
    },
  }),
  scenes: { ...conversation, ...questions, ...traps },
};

const settings = {
  general: {
    disableAutoUpdate: true,
    disableUpdateNag: true,
    enableAutoUpdate: false,
    enableAutoUpdateNotification: false,
  },
  privacy: { usageStatisticsEnabled: false },
  telemetry: { enabled: false },
  ide: { enabled: false, hasSeenNudge: true },
  security: { auth: { selectedType: 'gemini-api-key' }, folderTrust: { enabled: false } },
};
