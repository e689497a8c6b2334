// What hooks and layouts need of the machine, by the name of the API function: each asked by a file, answered
// once, and given up when nobody waits any more. Handles are what a file keeps open.

import type { Effect, HandleSpec, HandleVoice, OpenHandle } from '../../lua/types.ts';
import { refuse } from '../../protocol/rpc.ts';
import type { Agents } from '../agents.ts';
import type { Notifications } from '../notifications/notifications.ts';
import { maybeText, number, type Params, text } from '../params.ts';
import type { PluginParts } from '../plugins/requests.ts';
import type { Trust } from '../trust.ts';
import type { Views } from '../views.ts';
import { type Doer, onFirstCall } from './doer.ts';
import { createFiles } from './files.ts';
import { createGit } from './git.ts';
import { glob } from './glob.ts';
import type { KeyringParts } from './keyring/keyring.ts';
import { createLimiter } from './limiter.ts';
import { type NetRules, trustedRules, untrustedRules } from './net-rules.ts';
import { type Asker, createPlaces, isUntrusted, type Places } from './places.ts';
import { freePort } from './ports.ts';
import { findProgram } from './programs.ts';
import { createPtys, type PtyParts, type Ptys } from './ptys.ts';
import { openWatch } from './watches.ts';
import { openWebSocket } from './web-sockets.ts';
import { createTreeClosing } from './worktree-close.ts';
import { createWorktrees, type WorktreeEvents } from './worktrees.ts';

export interface Primitives {
  /** Undefined for a name that is none of these. Rejects with PrimitiveError, or as the signal does. */
  request(effect: Effect, signal: AbortSignal): Promise<unknown> | undefined;
  open(spec: HandleSpec, voice: HandleVoice): OpenHandle;
  readonly ptys: Ptys;
}

export interface PrimitiveParts extends Omit<PtyParts, 'places'>, PluginParts {
  readonly agents: Pick<Agents, 'get' | 'list'>;
  readonly views: Pick<Views, 'latest'>;
  readonly events: WorktreeEvents;
  readonly trust: Trust;
  readonly notify: Notifications['tell'];
  /** Lua of projects that waits for the person's word. */
  readonly waiting: () => unknown;
}

/** Requests for files at once; the rest wait in line. */
const AT_ONCE = 16;

export function createPrimitives(parts: PrimitiveParts): Primitives {
  const { agents, views } = parts;
  const places = createPlaces({
    home: parts.home,
    cwdOf: (agent) => agents.get(agent)?.cwd,
    cwds: () => agents.list().map(({ cwd }) => cwd),
    inFront: () => views.latest()?.focus ?? undefined,
  });
  const ptys = createPtys({ ...parts, places });
  const doers = createDoers(places, parts);
  return {
    ptys,
    request({ name, params, unit }, signal) {
      const doer = Object.hasOwn(doers, name) ? doers[name] : undefined;
      return doer?.(params, askerOf(unit, params), signal);
    },
    open(spec, voice) {
      const asker = askerOf(spec.unit, spec.params);
      if (spec.kind === 'watch') return openWatch(spec, voice, places, asker);
      if (spec.kind === 'pty') return ptys.open(spec, voice, asker);
      if (spec.kind === 'ws') return openWebSocket(spec, voice, webSocketRules(asker));
      throw refuse('unknown', `nothing of the kind "${spec.kind}" can be opened`);
    },
  };
}

const WEB_SOCKET_SCHEMES = ['ws:', 'wss:'];

function webSocketRules(asker: Asker): NetRules {
  return isUntrusted(asker) ? untrustedRules(WEB_SOCKET_SCHEMES) : trustedRules(WEB_SOCKET_SCHEMES);
}

function createDoers(
  places: Places,
  parts: Pick<PrimitiveParts, 'events' | 'trust' | 'waiting'> & KeyringParts & PluginParts,
): Readonly<Record<string, Doer>> {
  const { events, trust, environment } = parts;
  const files = createFiles(places);
  const git = createGit(places);
  const worktrees = createWorktrees(places, git, events);
  const closing = createTreeClosing(git);
  const limiter = createLimiter(AT_ONCE);
  const limited =
    (doer: Doer): Doer =>
    (params, asker, signal) =>
      limiter.run(() => doer(params, asker, signal), signal);

  const find = async (pattern: string, base: string, asker: Asker, signal: AbortSignal): Promise<string[]> =>
    glob(pattern, base, {
      signal,
      async enter(directory) {
        try {
          return await places.reading(directory, asker);
        } catch (error) {
          if ((error as { code?: unknown }).code === 'not_found') return null;
          throw error;
        }
      },
    });
  const anywhere = (pattern: string, asker: Asker, signal: AbortSignal): Promise<string[]> => {
    if (pattern.startsWith('~')) return find(places.absolute(pattern, asker), '/', asker, signal);
    return find(pattern, pattern.startsWith('/') ? '/' : places.project(asker), asker, signal);
  };

  const fileDoers: Readonly<Record<string, Doer>> = {
    'fs.read': (params, asker) => files.read(text(params, 'path'), asker),
    'fs.write': (params, asker) => files.write(text(params, 'path'), text(params, 'text'), asker),
    'fs.append': (params, asker) => files.append(text(params, 'path'), text(params, 'text'), asker),
    'fs.exists': (params, asker) => files.exists(text(params, 'path'), asker),
    'fs.stat': (params, asker) => files.stat(text(params, 'path'), asker),
    'fs.list': (params, asker) => files.list(maybeText(params, 'path') ?? '.', asker),
    'fs.mkdir': (params, asker) => files.mkdir(text(params, 'path'), asker),
    'fs.remove': (params, asker) => files.remove(text(params, 'path'), params['recursive'] === true, asker),
    'fs.rename': (params, asker) =>
      files.rename(text(params, 'from'), text(params, 'to'), params['overwrite'] === true, asker),
    'fs.copy': (params, asker) =>
      files.copy(text(params, 'from'), text(params, 'to'), params['overwrite'] === true, asker),
    'fs.glob': (params, asker, signal) => anywhere(text(params, 'pattern'), asker, signal),
    'fs.which': (params) => findProgram(text(params, 'program'), '/', environment()),
    'trust.read': async (params, asker) => {
      const path = text(params, 'path');
      return trust.judge(await places.reading(path, asker), await files.read(path, asker));
    },
    'trust.allow': async (params, asker) => {
      trust.allow(await places.reading(text(params, 'path'), asker), text(params, 'hash'));
      return true;
    },
    'trust.waiting': async () => parts.waiting(),
    'workspace.free_port': freePort,
    'workspace.root': async (_params, asker) => places.project(asker),
    'workspace.glob': async (params, asker, signal) =>
      find(text(params, 'pattern'), places.project(asker), asker, signal),
  };
  const gitDoers: Readonly<Record<string, Doer>> = {
    'git.status': (params, asker, signal) => git.status(maybeText(params, 'path'), asker, signal),
    'git.log': (params, asker, signal) =>
      git.log(
        {
          maxCount: number(params, 'max_count'),
          path: maybeText(params, 'path'),
          since: maybeText(params, 'since'),
          ref: maybeText(params, 'ref'),
        },
        asker,
        signal,
      ),
    'git.diff': (params, asker, signal) =>
      git.diff(
        {
          path: maybeText(params, 'path'),
          staged: params['staged'] === true,
          stat: params['stat'] === true,
          from: maybeText(params, 'from'),
          to: maybeText(params, 'to'),
        },
        asker,
        signal,
      ),
    'git.show': (params, asker, signal) =>
      git.show(text(params, 'ref'), maybeText(params, 'path'), asker, signal),
    'git.branches': (params, asker, signal) => git.branches(maybeText(params, 'path'), asker, signal),
    'git.current_branch': (params, asker, signal) =>
      git.currentBranch(maybeText(params, 'path'), asker, signal),
    'git.worktrees': (params, asker, signal) => git.worktrees(maybeText(params, 'path'), asker, signal),
    'git.worktree_add': (params, asker) =>
      worktrees.add(
        {
          repo: text(params, 'repo'),
          path: text(params, 'path'),
          branch: text(params, 'branch'),
          from: maybeText(params, 'from'),
        },
        asker,
      ),
    'git.worktree_remove': (params, asker) =>
      worktrees.remove(text(params, 'path'), params['force'] === true, asker),
    'git.worktree_state': (params, asker, signal) =>
      closing.state(text(params, 'path'), maybeText(params, 'base'), asker, signal),
    'git.merge': (params, asker) => closing.merge(text(params, 'path'), text(params, 'into'), asker),
    'git.branch_remove': (params, asker) =>
      closing.removeBranch(text(params, 'repo'), text(params, 'branch'), text(params, 'merged_into'), asker),
  };
  return {
    ...onFirstCall('http', ['request'], async () => {
      const request = (await import('./http-requests.ts')).createHttpRequests();
      return { request: (params, signal, asker) => request(params, asker, signal) };
    }),
    ...onFirstCall('crypto', ['encrypt', 'decrypt', 'random_bytes', 'sha256', 'hmac'], async () =>
      (await import('./crypto-doers.ts')).createCryptoDoers(),
    ),
    ...onFirstCall('keyring', ['get', 'set', 'delete', 'backend'], async () =>
      (await import('./keyring/keyring.ts')).createKeyring(parts),
    ),
    ...onFirstCall('plugin', ['list', 'enable', 'disable', 'reload', 'logs'], async () =>
      (await import('../plugins/requests.ts')).pluginRequests(parts),
    ),
    // Loaded when somebody looks after what is wrong.
    'help.page': async (params) => (await import('./help.ts')).helpPage(params),
    'help.names': async () => (await import('./help.ts')).helpNames(),
    'health.machine': async (params) =>
      (await import('./health.ts')).machineHealth(params, parts.environment()),
    ...Object.fromEntries(Object.entries(fileDoers).map(([name, doer]) => [name, limited(doer)])),
    // Git has a line of its own.
    ...gitDoers,
  };
}

function askerOf(unit: string, params: Params): Asker {
  return { unit, agent: maybeText(params, 'agent') };
}
