// Claude Code's menus that a person opens, and a status line of the person's own.
import type { Scene } from '../stage.ts';
import { ask, FINISHED, startClaude } from './claude-start.ts';
import { hold, SUMMARY, say, tool } from './texts.ts';

/** Below the prompt, when no menu is open. */
const FOOTER = /manual mode on/;
const STATUS = `#!/bin/sh
cat > /dev/null
echo 'project on main, 3 changed, 1 ahead, 2 stashed, last tests 4 minutes ago'
echo 'context 12 % | week 41 % | cost 0.42 | esc to look at nothing'
echo 'build: ⠋ compiling 214 of 398 | deploy: waiting for your approval (yes/no)'
echo 'servers: web up, worker up, mail down'
`;

export const menus: Readonly<Record<string, Scene>> = {
  async pickers(stage) {
    const pane = await startClaude(stage);
    stage.model.script([say(SUMMARY)]);
    await ask(pane, 'fix the parser');
    await pane.shows(FINISHED);
    for (const [command, shown, name] of [
      ['/model', /Select model/i, 'idle-model-picker'],
      ['/config', /Auto-compact/, 'idle-config'],
      ['/permissions', /Ask {2,}Deny|Allow/, 'idle-permissions'],
      ['/help', /For more help/i, 'idle-help'],
    ] as const) {
      await ask(pane, command);
      await pane.shows(shown);
      await pane.settle(300);
      await stage.both(name, { note: `a menu that the person opened: ${command}` });
      for (let left = 3; left > 0 && !pane.lines().some((line) => FOOTER.test(line)); left--) {
        await pane.press('escape');
        await pane.settle(900);
      }
    }
    await pane.type('/mo');
    await pane.shows(/^❯.\/mo$/m);
    await pane.settle(200);
    await stage.both('idle-slash-menu', { note: 'the list of commands, while one is typed' });
    await pane.press('escape', 'ctrl+u', 'ctrl+r');
    await pane.settle(400);
    await stage.both('idle-history-search', { note: 'the search in old prompts' });
  },

  async resume(stage) {
    const pane = await startClaude(stage);
    stage.model.script([say(SUMMARY)]);
    await ask(pane, 'fix the parser');
    await pane.shows(FINISHED);
    await pane.settle(500);
    await stage.start({ args: ['--resume'] }).then(async (again) => {
      await again.shows(/Resume/);
      await again.settle(500);
      await stage.both('idle-resume-picker', { note: 'the list of conversations at the start' });
      await again.press('enter');
      await again.settle(1500);
      await stage.both('idle-resumed');
    });
  },

  async 'status-line'(stage) {
    const settings = {
      permissions: { defaultMode: 'default' },
      statusLine: { type: 'command', command: '/home/dev/status.sh' },
    };
    const files = { 'status.sh': STATUS, '.claude/settings.json': JSON.stringify(settings) };
    const pane = await startClaude(stage, { files });
    await pane.shows('servers');
    await stage.both('idle-status-line', { note: "four lines of the person's own below the prompt" });
    stage.model.script(
      [hold('thinking'), tool('Bash', { command: 'npm test', description: 'Run the tests' })],
      [say(SUMMARY)],
    );
    await ask(pane, 'fix the parser');
    await pane.shows('esc to interrupt');
    await stage.both('working-status-line', { note: "four lines of the person's own below the prompt" });
    stage.model.release('thinking');
    await pane.shows('Do you want to proceed');
    await pane.settle(300);
    await stage.both('blocked-status-line', { question: 'Do you want to proceed?' });
  },

  async 'agents-view'(stage) {
    const pane = await startClaude(stage);
    stage.model.script([say(SUMMARY)]);
    await ask(pane, 'fix the parser');
    await pane.shows(FINISHED);
    await pane.press('left');
    await pane.hides(FOOTER);
    await pane.settle(1000);
    await stage.both('idle-agents-view', { note: 'the list of agents: left at an empty prompt' });
  },
};
