// Gemini CLI: how it is started, and its scenes.
import { type Agent, installed } from '../stage.ts';

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
    files: { '.gemini/settings.json': `${JSON.stringify(settings, null, 2)}\n` },
  }),
  scenes: {
    async look(stage) {
      const pane = await stage.start();
      stage.model.script([{ think: '**Looking** I think.' }, { hold: 'a' }, { say: 'hello' }]);
      await new Promise((resolve) => setTimeout(resolve, 12000));
      stage.snap('idle-look');
      await pane.type('fix the parser');
      await pane.press('enter');
      await new Promise((resolve) => setTimeout(resolve, 4000));
      stage.snap('idle-look2');
      stage.model.release('a');
      await new Promise((resolve) => setTimeout(resolve, 3000));
      stage.snap('idle-look3');
    },
  },
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
  tools: {
    allowed: ['run_shell_command(sleep)', 'run_shell_command(./ask.sh)', 'run_shell_command(./busy.sh)'],
  },
};
