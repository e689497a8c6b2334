// Tools about agents: who there is, what they show, typing into them, waiting, messages.
import { resolve } from 'node:path';
import { type Agent, foundStates } from '../../core/agent.ts';
import type { HubMethods } from '../../protocol/hub-api.ts';
import type { Result } from '../../protocol/rpc.ts';
import { usageError } from '../failure.ts';
import { launchAgent } from '../launch.ts';
import { columns } from '../text.ts';
import { checkUntil } from '../wait.ts';
import { answerTool } from './answer-tool.ts';
import {
  argumentsOf,
  boolean,
  count,
  number,
  object,
  objectOrNull,
  objects,
  resultOf,
  string,
  strings,
  texts,
} from './schema.ts';
import type { Answer, Tool } from './tool.ts';

const reportable = [...foundStates, 'done'] as const;
const agentId = string('Its id, a unique beginning of one, or its name.');
const agentFields = {
  id: string(),
  name: string(),
  argv: strings(),
  cwd: string(),
  status: string('starting, running, exited or failed'),
  'state?': string(
    'While it runs: working, blocked (asks something), done (at rest, unseen), idle or unknown',
  ),
  'question?': string('What it asks, where it is blocked'),
  'question_id?': string('Names that question'),
  'options?': objects(),
  'state_since?': string('ISO 8601'),
  title: string(),
} as const;

interface StartAgent {
  readonly argv?: string[];
  readonly preset?: string;
  readonly worktree?: string;
  readonly prompt?: string;
  readonly labels?: string[];
  readonly name?: string;
  readonly cwd?: string;
  readonly env?: Record<string, string>;
}

export const agentTools: readonly Tool[] = [
  {
    name: 'whoami',
    description:
      'Which agent you are (null: you run outside of any), and the home directory of this program.',
    input: argumentsOf({}),
    output: resultOf({ agent: objectOrNull(), home: string() }),
    isReading: true,
    async run(_args, { context, withHub }) {
      return withHub(async (hub) => {
        const { agents } = await hub.call('agent.list', {});
        const agent = agents.find(({ id }) => id === hub.agent) ?? null;
        return { text: agent ? agentLine(agent) : 'the user', data: { agent, home: context.home } };
      });
    },
  },
  {
    name: 'list_agents',
    description: 'Every agent: id, name, command, directory, status, state (what it does), question, title.',
    input: argumentsOf({}),
    output: resultOf({ agents: objects() }),
    isReading: true,
    async run(_args, { withHub }) {
      const { agents } = await withHub((hub) => hub.call('agent.list', {}));
      const rows = agents.map(({ id, name, status, state, cwd, question, title }) => [
        id,
        name,
        state ?? status,
        cwd,
        question ?? title,
      ]);
      return { text: agents.length === 0 ? 'no agents' : columns(rows), data: { agents } };
    },
  },
  {
    name: 'start_agent',
    description:
      'Starts a program, or a preset, as a new agent, without moving the focus of anybody. With a worktree it works on a branch of its own; what fails on the way is taken back.',
    input: argumentsOf({
      'argv?': strings('The program and its arguments; no shell reads them. This or a preset.'),
      'preset?': string('What to start, by name: claude, codex, or one of the person or the project.'),
      'worktree?': string('Run it in a worktree of this branch, made if need be.'),
      'prompt?': string('What it is to do.'),
      'labels?': strings('Words to tell it by.'),
      'name?': string('Default: from the command.'),
      'cwd?': string('Default: the directory of this server.'),
      'env?': texts('Variables to set or replace.'),
    }),
    output: resultOf(agentFields),
    isReading: false,
    async run(args, { context, withHub }) {
      const asked = args as unknown as StartAgent;
      const { argv, name, cwd, env, preset, worktree, prompt, labels } = asked;
      if ((argv === undefined) === (preset === undefined))
        throw usageError('start_agent: either argv or preset is needed');
      const place = resolve(context.cwd, cwd ?? '');
      const all = { ...environment(context.env), ...env };
      const more = { name, preset, branch: worktree, prompt, labels };
      const isLaunch = [preset, worktree, prompt, labels].some((given) => given !== undefined);
      const agent = await withHub(async (hub) => {
        if (!isLaunch) {
          const named = name === undefined ? {} : { name };
          return hub.call('agent.new', { argv: argv!, ...named, cwd: place, env: all, focus: false });
        }
        const id = await launchAgent(
          hub,
          {
            ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)),
            ...(argv ? { cmd: argv } : {}),
            ...{ project: place, env: all, focus: false },
          },
          () => {},
        );
        const { agents } = await hub.call('agent.list', {});
        return agents.find((one) => one.id === id)!;
      });
      return agentAnswer(agent, `started ${agentLine(agent)}`);
    },
  },
  {
    name: 'read_screen',
    description: "An agent's screen as text, a row a line; with scrollback the history before it too.",
    input: argumentsOf({
      id: agentId,
      'lines?': count('Only the last so many rows.'),
      'scrollback?': boolean('The history too.'),
    }),
    output: resultOf({ lines: strings(), cursor: object() }),
    isReading: true,
    async run(args, { withHub }) {
      const {
        id,
        lines: limit,
        scrollback = false,
      } = args as { id: string; lines?: number; scrollback?: boolean };
      const { lines, cursor } = await withHub((hub) =>
        hub.call('agent.read', {
          id,
          scrollback,
          ansi: false,
          ...(limit === undefined ? {} : { lines: limit }),
        }),
      );
      return { text: lines.join('\n'), data: { lines, cursor } };
    },
  },
  {
    name: 'send_text',
    description:
      'Types text into an agent, as a paste. It waits while a person types there, and while the agent shows a question that the text would answer; Enter is pressed once the text is to be seen. Several lines need a program that takes pastes.',
    input: argumentsOf({ id: agentId, text: string(), 'enter?': boolean('Press Enter after it.') }),
    output: resultOf({ delivered: boolean(), queued: boolean(), 'reason?': string() }),
    isReading: false,
    async run(args, { withHub }) {
      const { id, text, enter = false } = args as { id: string; text: string; enter?: boolean };
      const receipt = await withHub((hub) => hub.call('agent.deliver', { id, text, enter }, null));
      return { text: receiptText(receipt), data: receipt };
    },
  },
  {
    name: 'send_keys',
    description: 'Presses keys in an agent, named as in keymaps: `ctrl+c`, `enter`, `up`, `f5`, `alt+x`.',
    input: argumentsOf({ id: agentId, keys: strings() }),
    output: resultOf({ ok: boolean() }),
    isReading: false,
    async run(args, { withHub }) {
      const { id, keys } = args as { id: string; keys: string[] };
      await withHub((hub) => hub.call('agent.keys', { id, keys }));
      return { text: `pressed ${keys.join(' ')}`, data: { ok: true } };
    },
  },
  answerTool,
  {
    name: 'wait_for',
    description:
      'Waits until an agent does something, has exited, is quiet, or shows a text. `met: false` when time is up.',
    input: argumentsOf({
      id: agentId,
      until: string(
        '`blocked` (gives its question), `done` (rest after work), `idle`, `working`, `exited`, `quiet`, `quiet:SECONDS` or `text:REGEX`.',
      ),
      'timeout_s?': number('Default 30.'),
    }),
    output: resultOf({ met: boolean(), 'text?': string() }),
    isReading: true,
    async run(args, { withHub }) {
      const {
        id,
        until,
        timeout_s: timeout = 30,
      } = args as { id: string; until: string; timeout_s?: number };
      checkUntil(until);
      const { met, text } = await withHub((hub) => hub.call('agent.wait', { id, until, timeout }, null));
      return {
        text: met ? (text ?? until) : `not seen ${until} within ${timeout} s`,
        data: { met, ...(text === undefined ? {} : { text }) },
      };
    },
  },
  {
    name: 'set_title',
    description:
      'Says what you are doing: your title in the list of agents. An empty one gives back that of your program.',
    input: argumentsOf({ title: string() }),
    output: resultOf({ ok: boolean() }),
    isReading: false,
    async run(args, { withHub }) {
      const { title } = args as { title: string };
      await withHub((hub) => hub.call('agent.title', { title }));
      return {
        text: title === '' ? "the title is your program's again" : `titled ${title}`,
        data: { ok: true },
      };
    },
  },
  {
    name: 'report_state',
    description:
      'Says what you are doing, for the person and the other agents: `working`, `blocked` (with what you ask), `done`, or `unknown` to leave it to what your screen shows.',
    input: argumentsOf({
      state: string('working, blocked, done, idle or unknown'),
      'reason?': string('What you ask, or do.'),
    }),
    output: resultOf({ ok: boolean() }),
    isReading: false,
    async run(args, { withHub }) {
      const { state, reason } = args as { state: string; reason?: string };
      const known = reportable.find((one) => one === state);
      if (!known) throw new Error(`state: "${state}" is not ${reportable.join(', ')}`);
      await withHub((hub) =>
        hub.call('agent.report', { state: known, ...(reason === undefined ? {} : { reason }) }),
      );
      return { text: `reported ${state}`, data: { ok: true } };
    },
  },
  {
    name: 'post_message',
    description:
      'Leaves a message for another agent, which reads it with receive_messages, or for `user`, who sees it at once. Types nothing anywhere.',
    input: argumentsOf({ to: string('An agent, or `user`.'), text: string() }),
    output: resultOf({ id: string() }),
    isReading: false,
    async run(args, { withHub }) {
      const { to, text } = args as { to: string; text: string };
      const { id } = await withHub((hub) => hub.call('message.post', { to, text }));
      return { text: `left for ${to}`, data: { id } };
    },
  },
  {
    name: 'receive_messages',
    description: 'The messages left for you since you last asked, oldest first.',
    input: argumentsOf({}),
    output: resultOf({ messages: objects() }),
    isReading: false,
    async run(_args, { withHub }) {
      const { messages } = await withHub((hub) => hub.call('message.receive', {}));
      const text = messages.map((message) => `${message.from} (${message.at}): ${message.text}`).join('\n');
      return { text: text || 'no messages', data: { messages } };
    },
  },
];

function agentAnswer(agent: Agent, text: string): Answer {
  return { text, data: { ...agent } };
}

function agentLine({ id, name, status, state }: Agent): string {
  return `${name} (${id}), ${state ?? status}`;
}

function receiptText({ delivered, queued, reason }: Result<HubMethods, 'agent.deliver'>): string {
  if (delivered) return 'typed, and seen on its screen';
  return queued ? `it waits, and will be typed later: ${reason}` : `not delivered: ${reason}`;
}

/** That of this server, without what says who it is for. */
function environment(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && entry[0] !== 'BOTSTER_AGENT_ID' && entry[0] !== 'BOTSTER_SOCKET',
    ),
  );
}
