// Copy mode of this terminal: the host does what a command means, and what came of it is painted, copied, and told
// to the hub as far as layouts show it. It is on for the focused session while the mode's keys are those of `copy`.
import {
  type CopyCommand,
  type CopyRequest,
  type CopyResult,
  type CopyState,
  copyCommands,
} from '../core/copy-mode.ts';
import type { ViewCopyMode, ViewState } from '../core/view.ts';
import type { Panes } from './panes/panes.ts';
import type { LocalChange } from './view-copy.ts';

export interface CopyMode {
  /** It is on for this session from now on, or off with null. */
  follow(agent: string | null): void;
  /** A command with what it takes: `left`, `search some words`. Turns copy mode on where it is off. */
  run(argument: string): Promise<void>;
  /** The same as data, for the mouse. */
  request(request: CopyRequest): Promise<CopyResult | null>;
  /** The host says that it is at another place. */
  moved(agent: string | null, state: CopyState): void;
  /** Another host shows the session: it goes on there from where it was. To be called before anything else is asked. */
  resubscribed(agent: string): void;
  /** The session that it is on for. */
  agent(): string | null;
  /** Text that is selected; null where none is. */
  selected(): Promise<string | null>;
}

export interface CopyModeParts {
  readonly panes: Pick<Panes, 'copy' | 'scrolledTo'>;
  readonly view: () => ViewState | null;
  readonly change: (change: LocalChange) => void;
  /** What is to be painted over a session; null where it is off. */
  readonly onState: (agent: string, state: CopyState | null) => void;
  readonly onCopied: (agent: string, text: string, isCut: boolean) => void;
}

/** After these the person goes on typing. */
const leaving: readonly CopyCommand[] = ['selection', 'line', 'line-rest', 'output', 'leave'];

export function createCopyMode({ panes, view, change, onState, onCopied }: CopyModeParts): CopyMode {
  let agent: string | null = null;
  let state: CopyState | null = null;
  let told = 'null';

  const tell = (problem: string): void => {
    const summary = agent === null || !state ? null : summaryOf(agent, state, problem);
    const text = JSON.stringify(summary);
    if (text === told) return;
    told = text;
    change({ copy: summary });
  };
  const take = (of: string, next: CopyState, problem: string): void => {
    if (of !== agent) return;
    state = next;
    const now = view();
    if (now && (now.scroll[of] ?? 0) !== next.scroll) {
      panes.scrolledTo(of, next.scroll);
      change({ scroll: { ...now.scroll, [of]: next.scroll } });
    }
    onState(of, next);
    tell(problem);
  };
  const leave = (of: string): void => {
    const now = view();
    if (now) change({ mode: 'terminal', scroll: { ...now.scroll, [of]: 0 } });
  };
  const request = async (asked: CopyRequest): Promise<CopyResult | null> => {
    const of = agent;
    if (of === null) return null;
    const result = await panes.copy(of, asked);
    if (!result) return null;
    take(of, result.state, result.problem ?? '');
    const { copied } = result;
    if (copied && asked.command !== 'text') onCopied(of, copied.text, copied.isCut);
    return result;
  };

  return {
    follow(next) {
      if (next === agent) return;
      const before = agent;
      agent = next;
      state = null;
      if (before !== null) {
        void panes.copy(before, { command: 'leave' });
        onState(before, null);
      }
      if (next !== null) void request({ command: 'clear' });
      else tell('');
    },
    async run(argument) {
      const [, name = '', text] = /^(\S+)(?: ([\s\S]*))?$/.exec(argument) ?? [];
      const command = copyCommands.find((one) => one === name);
      const focus = view()?.focus ?? null;
      if (!command || focus === null) return;
      if (agent === null) change({ mode: 'copy' });
      if (agent === null) return;
      if (command === 'back' && (state?.selection || state?.count)) {
        await request({ command: 'clear' });
        return;
      }
      const isOver = leaving.includes(command) || command === 'back';
      const of = agent;
      if (command !== 'leave' && command !== 'back') {
        const result = await request({ command, ...(text === undefined ? {} : { text }) });
        if (result?.problem) return;
      }
      if (isOver && agent === of) leave(of);
    },
    request,
    resubscribed(of) {
      if (of !== agent || !state?.resume) return;
      const { resume } = state;
      void panes
        .copy(of, { command: 'resume', resume })
        .then((result) => result && take(of, result.state, ''));
    },
    moved(of, next) {
      if (of !== null) take(of, next, '');
    },
    agent: () => agent,
    async selected() {
      const result = await request({ command: 'text' });
      return result?.copied?.text ?? null;
    },
  };
}

function summaryOf(agent: string, { selection, search, count }: CopyState, problem: string): ViewCopyMode {
  return {
    agent,
    selecting: selection?.kind ?? null,
    lines: selection ? selection.to.line - selection.from.line + 1 : 0,
    search,
    count,
    problem,
  };
}
