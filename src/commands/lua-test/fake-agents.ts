// Agents that only seem to run, behind the same records and the same actions as the program's: what Lua and
// the keys do to them is done to these.

import type { AgentState } from '../../core/agent.ts';
import { unpackModes } from '../../core/modes.ts';
import { type AnswerOption, askedNow, optionFor } from '../../core/question.ts';
import type { Size } from '../../core/size.ts';
import { type AgentActions, askBefore } from '../../hub/agent-actions.ts';
import { nameOf, packMeta } from '../../hub/agent-record.ts';
import { type Agents, createAgents } from '../../hub/agents.ts';
import type { HubEvents } from '../../hub/events.ts';
import { plain } from '../../hub/plain-text.ts';
import type { Views } from '../../hub/views.ts';
import { isMetByEnd, parseCondition } from '../../hub/wait.ts';
import type { JournalEntry, SessionInfo } from '../../protocol/host-api.ts';
import { refuse } from '../../protocol/rpc.ts';
import type { FakeClock } from './fake-clock.ts';
import { createFakeSession, type FakeSession } from './fake-session.ts';

/** How an agent of a test begins. */
export interface AgentSpec {
  readonly name?: string;
  readonly argv?: readonly string[];
  readonly cwd?: string;
  readonly status?: 'running' | 'exited';
  readonly exit_code?: number;
  readonly title?: string;
  readonly output?: string;
  readonly unread?: boolean;
  readonly state?: AgentState;
  readonly question?: string;
  /** What can be answered, as a detector would have read it. */
  readonly options?: readonly AnswerOption[];
  readonly question_lines?: readonly string[];
}

export interface FakeAgents {
  readonly agents: Agents;
  readonly actions: AgentActions;
  /** One that was there before the program: nothing is told of it. */
  add(spec: AgentSpec): Promise<void>;
  /** Types the keys of an answer; the question is gone then. */
  answer(reference: string, answer: string): { readonly answer: string };
  /** It prints; resolves when that is on its screen. */
  print(id: string, text: string): Promise<void>;
  exit(id: string, end: { readonly code?: number; readonly signal?: string }): void;
  session(id: string): FakeSession;
  close(): void;
}

export interface FakeAgentParts {
  readonly clock: FakeClock;
  readonly size: Size;
  /** Where programs are started unless said otherwise. */
  readonly cwd: string;
  readonly views: () => Views;
  readonly events: () => HubEvents;
  readonly listensToOutput: () => boolean;
  /** Whether its screen is to be seen. */
  readonly isShown: (id: string) => boolean;
  readonly onChange: () => void;
}

export function createFakeAgents(parts: FakeAgentParts): FakeAgents {
  const { clock, views, events } = parts;
  const agents = createAgents({ onChange: parts.onChange, onSave: () => {} });
  const sessions = new Map<string, FakeSession>();
  /** Called after each change of an agent. */
  const watchers = new Set<(id: string) => void>();
  let count = 0;
  let sequence = 0;

  const milliseconds = (): number => Math.round(clock.now() * 1000);
  const session = (id: string): FakeSession => {
    const found = sessions.get(id);
    if (!found) throw refuse('not_found', `no agent "${id}"`);
    return found;
  };
  const changed = (id: string): void => {
    for (const watch of [...watchers]) watch(id);
  };
  const tell = (id: string, type: JournalEntry['type'], data: JournalEntry['data']): void => {
    if (type === 'title') agents.patch(id, { title: String(data['title'] ?? '') });
    const entry = { seq: ++sequence, at: milliseconds(), session: id, type, data };
    events().journal(entry, agents.get(id), { focused: isFocused(id), inSight: parts.isShown(id) });
  };
  const isFocused = (id: string): boolean =>
    views()
      .list()
      .some(({ focus, mode }) => focus === id && mode === 'terminal');

  const open = (id: string, spec: AgentSpec, name: string, isQuiet: boolean): SessionInfo => {
    const { cwd = parts.cwd, argv = [name] } = spec;
    let quiet = isQuiet;
    const made = createFakeSession(parts.size, ({ type, data }) => {
      if (!quiet) tell(id, type, data);
    });
    quiet = false;
    sessions.get(id)?.close();
    sessions.set(id, made);
    const isRunning = spec.status !== 'exited';
    const info: SessionInfo = {
      id,
      pid: 1000 + Number(id.slice(1)),
      argv: [...argv],
      cwd,
      ...parts.size,
      title: spec.title ?? '',
      created_at: milliseconds(),
      last_output_at: spec.output === undefined ? 0 : milliseconds(),
      last_input_at: 0,
      status: isRunning ? 'running' : 'exited',
      exit_code: isRunning ? null : (spec.exit_code ?? 0),
      signal: null,
      meta: packMeta({ name, group: cwd, created_at: milliseconds(), argv, cwd }),
    };
    agents.update(info);
    return info;
  };
  const newId = (): string => `a${String(++count).padStart(3, '0')}`;
  const exit: FakeAgents['exit'] = (id, { code, signal }) => {
    if (agents.get(id)?.status !== 'running') return;
    agents.patch(id, { status: 'exited', exit_code: code ?? null, signal: signal ?? null });
    views().ended(id);
    tell(id, 'exited', { exit_code: code ?? null, signal: signal ?? null });
    changed(id);
  };
  const started = (id: string): void => {
    tell(id, 'started', {});
    views().agentsAre(agents.ids());
  };

  const actions: AgentActions = {
    async start(request) {
      const { argv, cwd, name } = await askBefore(events(), request);
      if (name !== undefined && agents.list().some((agent) => agent.name === name))
        throw refuse('exists', `an agent is called "${name}" already`);
      const id = newId();
      open(id, { argv, cwd }, name ?? agents.freeName(nameOf(argv)), false);
      started(id);
      return agents.resolve(id);
    },
    async kill(reference) {
      const { id, name, status } = agents.resolve(reference);
      const { cancelled, reason } = await events().before('agent:before_kill', { agent: id }, name);
      if (cancelled) throw refuse('cancelled', reason ?? `a hook keeps "${name}" from being ended`);
      const before = agents.resolve(id);
      if (status === 'running') exit(id, { signal: 'SIGHUP' });
      else {
        agents.remove(id);
        views().agentsAre(agents.ids());
      }
      return agents.get(id) ?? before;
    },
    async paste(reference, text) {
      await this.send(reference, { text });
    },
    async restart(reference) {
      const { id, name, argv, cwd } = agents.resolve(reference);
      exit(id, { signal: 'SIGHUP' });
      open(id, { argv, cwd }, name, false);
      started(id);
      return agents.resolve(id);
    },
    async rename(reference, name) {
      const { id } = agents.resolve(reference);
      if (!/\S/.test(name)) throw refuse('usage', 'a name needs a character that can be seen');
      if (agents.list().some((agent) => agent.name === name && agent.id !== id))
        throw refuse('exists', `an agent is called "${name}" already`);
      agents.rename(id, name);
      return agents.resolve(id);
    },
    async setDetector(reference, name) {
      const { id } = agents.resolve(reference);
      agents.setDetector(id, name || undefined);
      return agents.resolve(id);
    },
    async set(reference, change) {
      const { id } = agents.resolve(reference);
      agents.setSettings(id, change);
      return agents.resolve(id);
    },
    focus(reference, view) {
      const { id } = agents.resolve(reference);
      const target = view === undefined ? views().latest() : views().get(view);
      if (!target) throw refuse('not_found', `no view "${view}"`);
      agents.setUnread(id, false);
      views().change(target.id, { focus: id, selected: id, mode: 'terminal' });
      return agents.resolve(id);
    },
    async send(reference, { text, keys }) {
      const to = session(agents.resolve(reference).id);
      if (text) to.write(text);
      to.type((keys ?? []).map((key) => ({ type: 'key' as const, key, raw: Buffer.alloc(0) })));
    },
    async read(reference, { lines, scrollback }) {
      const { id, title } = agents.resolve(reference);
      const from = session(id);
      const all = from.lines(scrollback === true);
      const { cursor, grid, modes } = from.pane(0);
      return {
        lines: lines === undefined ? all : all.slice(-lines),
        cursor,
        columns: grid.columns,
        rows: grid.rows,
        title,
        alternate: unpackModes(modes).alternateScreen,
        modes,
        content_seq: sequence,
      };
    },
    wait: (reference, until, { timeoutMs, signal }) =>
      new Promise((resolve) => {
        const condition = parseCondition(until);
        const { id } = agents.resolve(reference);
        let stopQuiet = (): void => {};
        const end = (met: boolean, text?: string): void => {
          stopQuiet();
          stopTimeout();
          watchers.delete(look);
          resolve({ met, ...(text === undefined ? {} : { text }) });
        };
        const look = (changedId: string): void => {
          if (changedId !== id) return;
          const isRunning = agents.get(id)?.status === 'running';
          if (condition.kind === 'text') {
            const seen = condition.match(session(id).lines().join('\n'));
            if (seen !== null || !isRunning) end(seen !== null, seen ?? 'exited');
          } else if (!isRunning) end(isMetByEnd(condition), 'exited');
          else if (condition.kind === 'state') {
            if (agents.get(id)?.state === condition.state) end(true, condition.state);
          } else if (condition.kind === 'quiet') {
            stopQuiet();
            stopQuiet = clock.after(condition.seconds, () => end(true));
          }
        };
        const stopTimeout =
          timeoutMs === undefined ? () => {} : clock.after(timeoutMs / 1000, () => end(false));
        signal?.addEventListener('abort', () => end(false));
        watchers.add(look);
        look(id);
      }),
    async refresh() {},
  };

  return {
    agents,
    actions,
    async add(spec) {
      const id = newId();
      const name = spec.name ?? (spec.argv ? nameOf(spec.argv) : 'agent');
      open(id, spec, agents.freeName(name), true);
      if (spec.output !== undefined) await session(id).print(spec.output);
      if (spec.unread) agents.setUnread(id, true);
      const { state, question, options, question_lines: lines } = spec;
      if (state) {
        const found = { state, rule: 'the test', source: 'report', since: milliseconds(), pid: 0 } as const;
        const asking = {
          ...(question === undefined ? {} : { question }),
          ...(options ? { options } : {}),
          ...(lines ? { lines } : {}),
        };
        const asked = state === 'blocked' ? { asked: askedNow(undefined, asking, milliseconds()) } : {};
        agents.setDoing(id, { ...found, ...(question === undefined ? {} : { question }), ...asked });
      }
    },
    answer(reference, answer) {
      const { id, name } = agents.resolve(reference);
      const doing = agents.doing(id);
      const option = optionFor(doing?.asked?.options ?? [], answer);
      if (!doing || !option)
        throw refuse('no_such_answer', `"${answer}" is none of the answers of "${name}"`);
      session(id).type(option.keys.map((key) => ({ type: 'key' as const, key, raw: Buffer.alloc(0) })));
      const { question: _, asked: __, ...rest } = doing;
      agents.setDoing(id, { ...rest, state: 'working' });
      return { answer: option.label };
    },
    async print(id, text) {
      await session(id).print(text);
      agents.patch(id, { last_output_at: milliseconds() });
      if (!parts.isShown(id)) agents.setUnread(id, true);
      const output = plain(text);
      if (parts.listensToOutput() && output !== '')
        await events().emit('agent:output', { agent: id, output });
      changed(id);
    },
    exit,
    session,
    close() {
      for (const one of sessions.values()) one.close();
      sessions.clear();
    },
  };
}
