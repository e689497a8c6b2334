// A program under test: a Lua world, its hub and its terminal in this process, by a clock that stands still,
// with agents that only seem to run. Nothing of it reaches the disk, and nothing is left of it.

import type { FormValues } from '../../core/form.ts';
import type { Frame } from '../../core/frame.ts';
import type { LuaError } from '../../core/lua-error.ts';
import type { Overlays, Prompt } from '../../core/overlay.ts';
import type { Size } from '../../core/size.ts';
import type { TreeNode } from '../../core/tree.ts';
import type { ViewState } from '../../core/view.ts';
import type { Answer } from '../../hub/overlays.ts';
import type { AppState, BuildOutcome, LuaWorld, SourceFile } from '../../lua/types.ts';
import { compileKeymap } from '../../tui/input/keymap.ts';
import { createActivity } from './activity.ts';
import type { AgentSpec, FakeAgents } from './fake-agents.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFakeHub, type FakeHub } from './fake-hub.ts';
import { createFakeTerminal, type FakeTerminal } from './fake-terminal.ts';
import type { Workers } from './test-world.ts';

export interface TestAppOptions {
  readonly base: readonly SourceFile[];
  readonly own: readonly SourceFile[];
  readonly grants: AppState['grants'];
  readonly agents: readonly AgentSpec[];
  readonly size: Size;
  readonly mode?: string | undefined;
  readonly focus?: string | undefined;
  /** What functions that reach outside answer, by name. */
  readonly answers: Readonly<Record<string, unknown>>;
  readonly workers: Workers;
}

export interface TestApp {
  readonly fakes: FakeAgents;
  readonly terminal: FakeTerminal;
  view(): ViewState;
  overlays(): Overlays;
  /** Lets time pass. */
  tick(seconds: number): Promise<void>;
  /** Rejects where no question is open. */
  answer(value: Answer | FormValues): Promise<void>;
  resize(size: Size): Promise<void>;
  emit(event: string, payload: unknown, identifier: string | undefined): Promise<unknown>;
  tree(): Promise<TreeNode>;
  draw(size?: Size): Promise<Frame>;
  /** Null where the code waits for the clock, a person or an agent. */
  eval(code: string): Promise<Awaited<ReturnType<LuaWorld['eval']>> | null>;
  build(own: readonly SourceFile[], changed: readonly string[]): Promise<BuildOutcome>;
  own(): readonly SourceFile[];
  /** Every Lua error that has happened, whether it is resolved or not. */
  errors(): readonly LuaError[];
  logs(): readonly string[];
  /** Resolves when all that was begun has happened. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Rejects with Error where the files do not load. */
export async function openTestApp(options: TestAppOptions): Promise<TestApp> {
  const { base, size, workers, grants, answers } = options;
  const clock = createFakeClock();
  const activity = createActivity();
  const { settle } = activity;
  let own = options.own;

  const hub: FakeHub = createFakeHub({
    clock,
    activity,
    workers,
    size,
    grants,
    answers,
    files: () => [...base, ...own],
    local: (action, argument) => terminal.local(action, argument),
  });
  const { lua, fakes, view } = hub;
  const overlays = (): Overlays => hub.overlays.of(view().id);
  const terminal: FakeTerminal = createFakeTerminal({
    size: () => view().size,
    now: () => clock.now(),
    session: (id) => (fakes.agents.get(id) ? fakes.session(id) : null),
    settle,
    async state(at) {
      const tree = await hub.render(at);
      const agents = fakes.agents.list();
      return { tree, view: view(), keymap: compileKeymap(lua.keys()), agents, overlays: overlays() };
    },
    call: hub.call,
  });
  /** What `act` gives, when all that it leads to has happened. */
  const rested = async <T>(act: () => T | Promise<T>): Promise<T> => {
    const result = await act();
    await settle();
    return result;
  };

  const app: TestApp = {
    fakes,
    terminal,
    view,
    overlays,
    tick: (seconds) => clock.advance(seconds, settle),
    answer: (value) =>
      rested(async () => {
        const { prompt } = overlays();
        if (!prompt) throw new Error('no question is open');
        await hub.overlays.answer(prompt.id, answerTo(prompt, value));
      }),
    resize: (next) => rested(() => void hub.views.change(view().id, { size: next })),
    emit: (event, payload, identifier) =>
      rested(async () => (await lua.emit(event, payload ?? {}, identifier)).value),
    tree: () => rested(() => hub.render(view().size)),
    draw: (at) => rested(() => terminal.draw(at ?? view().size)),
    async eval(code) {
      const ended = lua.eval(code);
      await settle();
      return Promise.race([ended, null]);
    },
    build(next, changed) {
      own = next;
      return rested(() => lua.build([...base, ...own], changed));
    },
    own: () => own,
    errors: hub.errors,
    logs: hub.logs,
    settle,
    async close() {
      clock.stop();
      await hub.close();
    },
  };
  for (const spec of options.agents) await fakes.add(spec);
  try {
    await start(app, hub, options);
  } catch (error) {
    await app.close();
    throw error;
  }
  return app;
}

/** Attaches the terminal, and loads the files. Rejects with Error. */
async function start(app: TestApp, hub: FakeHub, { size, focus, mode }: TestAppOptions): Promise<void> {
  hub.attach(size);
  const { id } = hub.view();
  if (focus !== undefined) {
    const agent = hub.fakes.agents.resolve(focus);
    hub.views.change(id, { focus: agent.id, selected: agent.id });
  }
  if (mode !== undefined) hub.views.change(id, { mode });
  const [first] = (await app.build(app.own(), [])).errors;
  if (first) throw new Error(`the files do not load: ${first.unit}:${first.line}: ${first.message}`);
}

/** Values for a form are what is submitted; fields that are not named stay as they are. */
function answerTo(prompt: Prompt, value: Answer | FormValues): Answer {
  if (prompt.kind !== 'form' || typeof value !== 'object' || value === null) return value as Answer;
  const start = Object.fromEntries((prompt.fields ?? []).map((field) => [field.name, field.value]));
  return { submitted: true, values: { ...start, ...(value as FormValues) }, changed: Object.keys(value) };
}
