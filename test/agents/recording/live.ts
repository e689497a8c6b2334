// One prompt to a real agent in the whole program, and what is told of it. Runs in the sandbox: see live.mjs.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startModelServer } from './model/server.ts';
import type { Step } from './model/turn.ts';
import { claude } from './scenes/claude.ts';
import { codex } from './scenes/codex.ts';
import { gemini } from './scenes/gemini.ts';
import { opencode } from './scenes/opencode.ts';
import { hold, say, tool } from './scenes/texts.ts';
import { type Agent, asUser, environment, HOME, makeHome, project } from './stage.ts';

const run = promisify(execFile);

interface Player {
  readonly agent: Agent;
  /** On the screen once it takes a prompt. */
  readonly ready: string;
  /** How the model has it ask for permission. */
  readonly asks: Step;
  /** So that hooks nobody has looked at run. */
  readonly trusting?: readonly string[];
}

const TESTS = { command: 'npm test', description: 'Runs the tests' };
const players: Readonly<Record<string, Player>> = {
  claude: { agent: claude, ready: '❯', asks: tool('Bash', { ...TESTS }) },
  codex: {
    agent: codex,
    ready: '›',
    asks: tool('exec_command', {
      cmd: 'npm test',
      sandbox_permissions: 'require_escalated',
      justification: 'Do you want to run the tests outside the sandbox?',
    }),
    trusting: ['--dangerously-bypass-hook-trust'],
  },
  gemini: { agent: gemini, ready: 'Tips for getting started', asks: tool('run_shell_command', { ...TESTS }) },
  opencode: { agent: opencode, ready: 'Ask anything', asks: tool('bash', { ...TESTS }) },
};

/** Allows the tests, and nothing else. */
const RULE = `approve.register("tests", function(question)
  if table.concat(question.lines, " "):find("npm test", 1, true) then return "allow", "it only runs the tests" end
end)
`;

/** Plays it; returns how many states were not told. */
export async function live(options: {
  readonly agent: string;
  readonly hooks: boolean;
  readonly auto: boolean;
  readonly program: string;
  readonly log: string | null;
}): Promise<number> {
  const player = players[options.agent];
  if (!player) throw new Error(`there is no agent ${options.agent}: ${Object.keys(players).join(', ')}`);
  const model = await startModelServer(options.log);
  const { argv, env, files } = player.agent.prepare(model.port);
  makeHome({ ...project, ...files, ...(options.auto ? { '.botster/user/init.lua': RULE } : {}) });

  const cli = async (...args: readonly string[]): Promise<string> => {
    const [command, ...rest] = [...asUser, process.execPath, options.program, ...args];
    const { stdout } = await run(command!, rest, {
      cwd: `${HOME}/project`,
      env: { ...environment, ...env },
    }).catch((error: { stdout?: string; stderr?: string; code?: number }) => ({
      stdout: `FAILED (${error.code}): ${error.stderr}${error.stdout}`,
    }));
    return stdout.trimEnd();
  };

  let missed = 0;
  const begun = Date.now();
  const tell = (text: string): void =>
    console.log(`${((Date.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${text}`);
  const expectState = async (when: string, state: string): Promise<void> => {
    const seen = await cli('wait', 'it', '--until', state, '--timeout', '20');
    const why = JSON.parse(await cli('explain', 'it', '--json')) as Record<string, unknown>;
    const isTold = !seen.startsWith('FAILED');
    if (!isTold) missed++;
    tell(`${isTold ? 'ok    ' : 'MISSED'} ${when}: ${state} ${seen}`);
    const { state: now, rule, question, report, reason } = why;
    tell(`        ${JSON.stringify({ now, rule, question, report, reason })}`);
    if (!isTold) console.log(await cli('read', 'it'));
  };

  if (options.hooks) tell(await cli('guide', '--install', options.agent));
  const settings = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const extra = options.hooks ? (player.trusting ?? []) : [];
  tell(await cli('new', '--name', 'it', '--size', '100x30', ...settings, '--', ...argv, ...extra));
  tell(await cli('wait', 'it', '--until', `text:${player.ready}`, '--timeout', '90'));
  await cli('wait', 'it', '--until', 'quiet:1', '--timeout', '20');
  await expectState('ready', 'idle');
  if (options.auto) tell(await cli('lua', 'eval', 'agents.set("it", { auto_approve = true })'));
  model.script(
    [say('I look at it.'), hold('thinking'), player.asks],
    [hold('after'), say('The tests pass. That is all.')],
  );
  tell(`send: ${await cli('send', 'it', 'fix the parser', '--enter')}`);
  await model.reached('thinking').catch((error: Error) => tell(`MISSED the prompt: ${error.message}`));
  await expectState('the model thinks', 'working');
  model.release('thinking');
  await expectState('it asks', 'blocked');
  await cli('wait', 'it', '--until', 'quiet:1', '--timeout', '3');
  if (!options.auto) await cli('keys', 'it', 'enter');
  await model.reached('after').catch((error: Error) => tell(`MISSED the answer: ${error.message}`));
  await expectState('allowed, it goes on', 'working');
  model.release('after');
  await expectState('finished', 'done');
  tell(await cli('ls'));
  if (missed > 0) console.log(await cli('logs'));
  await cli('stop', '--all');
  model.close();
  return missed;
}
