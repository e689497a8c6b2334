// What Lua asks the hub to do, by the name of the API function. An effect is done and forgotten; a request
// is answered. Both go through the same actions as everybody's.
import { homedir } from 'node:os';
import { IMPROVEMENTS } from '../core/improvement-unit.ts';
import { type LocalAction, localActions } from '../core/key-table.ts';
import type { Launch } from '../core/launch.ts';
import { outerWays } from '../core/notification.ts';
import type { Prompt } from '../core/overlay.ts';
import type { Effect } from '../lua/types.ts';
import { refuse } from '../protocol/rpc.ts';
import type { AgentActions } from './agent-actions.ts';
import type { Attention } from './attention/attention.ts';
import { createVerify } from './attention/verify.ts';
import type { Launches } from './launches/launches.ts';
import { launchRequest } from './launches/request.ts';
import type { NotificationRequest, Notifications } from './notifications/notifications.ts';
import { openUrl } from './open-url.ts';
import type { Answer, OverlayStore } from './overlays.ts';
import { maybeText, number, type Params, text } from './params.ts';
import type { Views } from './views.ts';

export interface EffectParts {
  readonly actions: AgentActions;
  /** Absent where agents only seem to run. */
  readonly launches?: Pick<Launches, 'start' | 'cancel' | 'changed'>;
  readonly overlays: OverlayStore;
  readonly notifications: Pick<Notifications, 'tell' | 'seen'>;
  readonly views: Views;
  /** Types text on behalf of `from`, as soon as that is safe; rejects where it was not and will not be typed. */
  readonly deliver: (
    reference: string,
    from: string,
    text: string,
    enter: boolean,
    isNow?: boolean,
  ) => Promise<unknown>;
  /** Answers the question of an agent. */
  readonly answerQuestion: Attention['answer'];
  /** The environment of programs that Lua starts. */
  readonly environment: () => Record<string, string>;
  /** Lua's answer to an effect: the world that runs when it comes. */
  readonly answer: (prompt: string, value: Answer) => Promise<unknown>;
  /** Something that only the terminal of a view can do. */
  readonly local: (view: string | null, action: LocalAction, argument: string | undefined) => void;
  /** Reads the files again and builds; resolves with whether `path` is live, or why not. */
  readonly reloadFile: (path: string) => Promise<unknown>;
  /** Why an agent's state is what it is. */
  readonly explain: (id: string) => Promise<unknown>;
  /** Asks the person about what files of agents ask for. */
  readonly reviewGrants: (view: string | null) => void;
  /** More that can be done, by name. */
  readonly others?: Readonly<Record<string, Doer>>;
  /** Files, git and the like; undefined for what is none of these. */
  readonly primitive?: (effect: Effect, signal: AbortSignal) => Promise<unknown> | undefined;
}

export interface Effects {
  /** Never throws; rejects with why it could not be done. */
  run(effect: Effect): Promise<void>;
  /** Given up when `signal` aborts. Who answers a prompt has dealt with it when `rested` settles. */
  request(effect: Effect, signal: AbortSignal, rested?: Promise<void>): Promise<unknown>;
}

const promptParts = [
  'value',
  'placeholder',
  'items',
  'keys',
  'at',
  'default',
  'fields',
  'submit',
  'asks',
  'revision',
  'completes',
  'completion',
];

type Doer = (params: Params, effect: Effect, signal?: AbortSignal) => unknown;

export function createEffects(parts: EffectParts): Effects {
  const { actions, overlays, views } = parts;
  const verify = createVerify(parts.environment);

  const ask = (
    params: Params,
    effect: Effect,
    answer: (value: Answer) => void | Promise<void> | undefined,
    outlivesSwap: boolean,
  ): void =>
    overlays.ask({
      prompt: {
        id: text(params, 'id'),
        kind: params['kind'] as Prompt['kind'],
        title: text(params, 'title'),
        ...optional<Omit<Prompt, 'id' | 'kind' | 'title'>>(params, promptParts),
      },
      view: effect.view ?? views.latest()?.id ?? null,
      outlivesSwap,
      answer,
    });

  const doers: Readonly<Record<string, Doer>> = {
    'agents.spawn': async (params, { view }) => {
      const agent = await actions.start(spawnRequest(params, parts.environment()));
      return params['focus'] ? actions.focus(agent.id, view ?? undefined) : agent;
    },
    'agents.launch': (params, { view }) =>
      forLua(launching(parts).start(launchRequest(params, parts.environment()), view)),
    'agents.cancel_launch': (params) => launching(parts).cancel(text(params, 'id')),
    'agents.wait_launch': async (params, _effect, signal = new AbortController().signal) =>
      forLua(await launching(parts).changed(text(params, 'id'), Number.POSITIVE_INFINITY, signal)),
    'agents.select': (params, { view }) => {
      const target = view === null ? views.latest() : views.get(view);
      if (target) views.change(target.id, { selected: text(params, 'id') });
    },
    'agents.focus': (params, { view }) => actions.focus(text(params, 'id'), view ?? undefined),
    'agents.send'(params, { unit }) {
      const [id, typed, enter] = [text(params, 'id'), text(params, 'text'), params['enter'] === true];
      // What an agent's file types into an agent is that agent's doing, as if it had sent it itself.
      const isNow = params['queue'] === false;
      if (unit.startsWith(`${IMPROVEMENTS}/`)) return parts.deliver(id, unit, typed, enter, isNow);
      if (params['when_safe'] === true) return parts.deliver(id, 'user', typed, enter, isNow);
      return actions.send(id, { text: typed, ...(enter ? { keys: ['enter'] } : {}) });
    },
    'agents.answer': (params, { unit }) =>
      parts.answerQuestion(text(params, 'id'), {
        answer: maybeText(params, 'answer'),
        text: maybeText(params, 'text'),
        question: maybeText(params, 'question'),
        // What a person presses runs through the program's own files.
        by: unit.startsWith('default/') ? (maybeText(params, 'by') ?? 'user') : unit,
        isUntouched: params['untouched'] === true,
      }),
    'approve.run': (params, _effect, signal) => verify(params, signal),
    'agents.set': (params) => actions.set(text(params, 'id'), settingsOf(params['settings'])),
    'agents.kill': (params) => actions.kill(text(params, 'id'), params['force'] === true),
    'agents.restart': (params) => actions.restart(text(params, 'id')),
    'agents.rename': (params) => actions.rename(text(params, 'id'), text(params, 'name')),
    'agents.set_detector': (params) => actions.setDetector(text(params, 'id'), text(params, 'name')),
    'agents.explain': (params) => parts.explain(text(params, 'id')),
    'agents.output': async (params) => {
      const { lines } = await actions.read(text(params, 'id'), {
        lines: number(params, 'lines'),
        scrollback: params['scrollback'] === true,
        ansi: params['ansi'] === true,
        from: number(params, 'from'),
        to: number(params, 'to'),
      });
      return lines.join('\n');
    },
    'agents.wait': async (params, _effect, signal) => {
      const seconds = number(params, 'timeout');
      const outcome = await actions.wait(text(params, 'id'), text(params, 'until'), {
        timeoutMs: seconds === undefined ? undefined : seconds * 1000,
        signal,
      });
      return outcome.met ? (outcome.text ?? true) : null;
    },
    notify: (params, { unit }) => parts.notifications.tell(notificationOf(params, unit)),
    'notify.seen': () => parts.notifications.seen(),
    'notify.dismiss': (params) => overlays.dismiss(text(params, 'id')),
    'view.local'(params, { view }) {
      const action = localActions.find((name) => name === params['action']);
      if (!action) throw refuse('usage', `no terminal can do "${params['action']}"`);
      parts.local(view, action, maybeText(params, 'argument'));
    },
    'botster.open': (params) =>
      openUrl(text(params, 'url'), maybeText(params, 'command'), parts.environment()),
    'botster.review_grants': (_params, { view }) => parts.reviewGrants(view),
    'hub.reload_file': (params) => parts.reloadFile(text(params, 'path')),
    ...parts.others,
  };
  const doer = (name: string): Doer => {
    const found = Object.hasOwn(doers, name) ? doers[name] : undefined;
    if (!found) throw refuse('unknown', `the hub cannot do "${name}"`);
    return found;
  };

  return {
    async run(effect) {
      if (effect.name !== 'prompt') {
        await doer(effect.name)(effect.params, effect);
        return;
      }
      const id = text(effect.params, 'id');
      // One that names an action means something to every world; a function only to the one that asked.
      ask(
        effect.params,
        effect,
        async (value) => void (await parts.answer(id, value)),
        id.startsWith('action:'),
      );
    },
    async request(effect, signal, rested) {
      if (effect.name !== 'prompt')
        return parts.primitive?.(effect, signal) ?? doer(effect.name)(effect.params, effect, signal);
      return new Promise((resolve) => {
        const answer = (value: Answer): Promise<void> | undefined => {
          resolve(value);
          return rested;
        };
        ask(effect.params, effect, answer, false);
      });
    },
  };
}

/** As the API has checked it; JSON's null takes a setting back. */
function settingsOf(value: unknown): Params {
  return (typeof value === 'object' && value !== null ? value : {}) as Params;
}

function launching({ launches }: EffectParts): NonNullable<EffectParts['launches']> {
  if (!launches) throw refuse('unknown', 'nothing is launched here');
  return launches;
}

/** Lua has times in epoch seconds. */
function forLua({ started_at, ...rest }: Launch): object {
  return { ...rest, started_at: Date.parse(started_at) / 1000 };
}

function spawnRequest(params: Params, environment: Record<string, string>) {
  const argv = params['argv'];
  const size = (params['size'] ?? {}) as { columns?: number; rows?: number };
  const env = (params['env'] ?? {}) as Record<string, unknown>;
  return {
    argv: Array.isArray(argv) && argv.length > 0 ? argv.map(String) : [environment['SHELL'] || 'sh'],
    cwd: maybeText(params, 'cwd') || environment['HOME'] || homedir(),
    env: {
      ...environment,
      ...Object.fromEntries(Object.entries(env).map(([key, value]) => [key, String(value)])),
    },
    name: maybeText(params, 'name'),
    columns: size.columns,
    rows: size.rows,
    scrollback: number(params, 'scrollback'),
  };
}

/** As the API has checked it. */
function notificationOf(params: Params, unit: string): NotificationRequest {
  const level = params['level'];
  const outer = params['outer'] as Params | undefined;
  const command = outer?.['command'] as { argv: string[]; at: string } | undefined;
  return {
    id: text(params, 'id'),
    level: level === 'warn' || level === 'error' ? level : 'info',
    title: maybeText(params, 'title'),
    text: text(params, 'text'),
    timeout: number(params, 'timeout') ?? 5,
    agent: maybeText(params, 'agent'),
    unit,
    key: maybeText(params, 'key'),
    isKept: params['keep'] !== false,
    ...(outer && {
      outer: {
        way: outerWays.find((way) => way === outer['way']) ?? 'auto',
        always: outer['always'] === true,
        command,
      },
    }),
  };
}

function optional<T>(params: Params, names: readonly string[]): T {
  const given = names.filter((name) => params[name] !== undefined && params[name] !== null);
  return Object.fromEntries(given.map((name) => [name, params[name]])) as T;
}
