// The hub: joins host, agents, views, Lua and clients. Holds mechanisms only; each part is its own file.
import type { Overlays } from '../core/overlay.ts';
import type { ViewState } from '../core/view.ts';
import type { AppState } from '../lua/types.ts';
import type { RuntimePaths } from '../protocol/runtime-paths.ts';
import { VERSION } from '../protocol/version.ts';
import { type AgentActions, createAgentActions } from './agent-actions.ts';
import { type Agents, createAgents, type SavedAgent } from './agents.ts';
import { type Audience, createAudience } from './audience.ts';
import type { Client } from './client.ts';
import { createEffects } from './effects.ts';
import { createEnvironments, type Environments } from './environment.ts';
import { createEvents, type HubEvents } from './events.ts';
import { type HostLink, linkHost } from './host-link.ts';
import { createJournalReader } from './journal.ts';
import type { Level } from './log.ts';
import { createLuaFiles, type LuaFiles } from './lua-files.ts';
import { type CreateWorld, createLuaHost, type LuaHost } from './lua-host.ts';
import { createOutputEvents } from './output-events.ts';
import { createOverlays, type OverlayStore } from './overlays.ts';
import { createSessionSockets } from './session-sockets.ts';
import { readAll, readValue, type Store } from './store.ts';
import { createTails, type Tails } from './tails.ts';
import { createTroubles } from './troubles.ts';
import { createUnread } from './unread.ts';
import { createViews, type Views } from './views.ts';
import { worldStore } from './world-store.ts';

export interface Hub {
  readonly home: string;
  readonly paths: RuntimePaths;
  /** Changes with every start. */
  readonly boot: string;
  readonly agents: Agents;
  readonly actions: AgentActions;
  readonly views: Views;
  readonly host: HostLink;
  readonly overlays: OverlayStore;
  readonly lua: LuaHost;
  readonly files: LuaFiles;
  readonly environments: Environments;
  readonly clients: Set<Client>;
  /** A terminal has attached to a view. */
  attach(client: Client, view: string): void;
  detach(client: Client): void;
  /** After a dispatch into Lua for a view: what it shows may differ. */
  dispatched(view: string): void;
  /** JSON text of a tree for a view that no terminal shows. */
  draw(view: ViewState): Promise<string>;
  overlaysOf(view: string): Overlays;
  log(level: Level, text: string): void;
  /** Ends the hub, and with `all` the agents and the host. */
  stop(all: boolean): Promise<void>;
}

export interface HubOptions {
  readonly home: string;
  readonly entries: string;
  readonly paths: RuntimePaths;
  readonly safe: boolean;
  readonly openStore: (onTrouble: (message: string | null) => void) => Store;
  /** Null where this program has no Lua. */
  readonly createWorld: CreateWorld | null;
  readonly log: (level: Level, text: string) => void;
  /** Listens on a session's own socket; returns the function that ends it. */
  readonly listenFor: (agent: string) => () => void;
  /** Ends the process. */
  readonly exit: () => void;
}

export function createHub(options: HubOptions): Hub {
  const { home, entries, paths, log } = options;
  const environments = createEnvironments(home, paths);
  /** A view that is only drawn, for the time that takes. */
  let drawn: ViewState | null = null;
  let fromLua = false;
  let stopping = false;

  // At the end of the turn: trouble may come before the audience is there.
  const overlays = createOverlays(() => queueMicrotask(() => audience.show()));
  const troubles = createTroubles(overlays, log);
  const store = options.openStore((message) => troubles.report('store', message));

  const changed = (urgent: boolean): void => {
    lua.stateChanged();
    audience.changed(urgent);
  };
  const agents: Agents = createAgents({
    onChange(urgent) {
      changed(urgent);
      if (!agents.ids().some(agents.isLost)) overlays.clear('host-died');
    },
    onSave(id, saved) {
      store.set('agent', id, saved && JSON.stringify(saved));
      if (saved) return;
      sockets.close(id);
      tails.ended(id);
    },
  });
  const views: Views = createViews(readAll<ViewState>(store, 'view'), {
    onChange(view, before) {
      store.set('view', view.id, JSON.stringify(view));
      lua.stateChanged();
      // Lua says itself when what it changed is to be drawn: a layout may change its own view.
      if (fromLua) audience.show();
      else audience.changed(true);
      events.viewChanged(view, before);
    },
    onRemove: (id) => store.set('view', id, null),
  });

  const audience: Audience = createAudience({
    agents,
    views,
    overlays,
    render: (view, size) => lua.world().render(view, size),
    onSeen(shown) {
      const running = agents.list().filter(({ status }) => status === 'running');
      unread.update(running, shown);
      output.follow(listens ? running.map(({ id }) => id) : []);
    },
    onError: (message) => log('error', message),
  });

  let listens = false;
  const lua: LuaHost = createLuaHost({
    home,
    packageFiles: () => files.packageFiles(),
    state: (): AppState => ({
      agents: agents.list(),
      views: drawn ? [...views.list(), drawn] : views.list(),
      attached: views.attached(),
      home,
      version: VERSION,
      safe: lua.isSafe(),
    }),
    safe: options.safe,
    keys: readValue(store, 'keys', undefined),
    worldStore: worldStore(store),
    events: {
      onEffect: (effect) =>
        void effects.run(effect).catch((error: Error) => effectFailed(effect.name, effect.unit, error)),
      onRequest: (effect, signal) => effects.request(effect, signal),
      onViewUpdate({ view, change }) {
        fromLua = true;
        if (views.get(view)) views.change(view, change);
        fromLua = false;
      },
      onSwap({ generation, keys, listensToOutput, isFirst }) {
        log('info', `Lua generation ${generation} is live`);
        store.set('value', 'keys', JSON.stringify(keys));
        listens = listensToOutput;
        overlays.swapped();
        audience.keysAre(keys);
        audience.changed(true);
        void events.emit(isFirst ? 'app:start' : 'lua:reloaded', { generation });
      },
      onDirty: () => audience.redraw(),
      onErrors: (errors) => overlays.luaErrors(errors),
      onReport: (report) => files.reported(report),
      onAbsent: (reason) => troubles.report('lua', reason),
      onLog: (level, unit, message) => log(level, `${unit}: ${message}`),
    },
  });
  const events: HubEvents = createEvents(
    () => lua,
    () => audience.redraw(),
    (error) => log('warn', `event: ${error.message}`),
  );
  const effectFailed = (name: string, unit: string, error: Error): void => {
    log('warn', `${unit}: ${name}: ${error.message}`);
    overlays.toast({ id: `failed:${name}`, level: 'error', title: name, text: error.message, timeout: 8 });
  };
  const files: LuaFiles = createLuaFiles({
    home,
    entries,
    lua,
    onTrouble: troubles.report,
    onRefused: (error) => void events.emit('lua:load_failed', error),
    log,
  });

  const tails: Tails = createTails(() => host.now());
  const output = createOutputEvents(tails, (piece) => events.emit('agent:output', piece));
  const unread = createUnread(tails, (id, isUnread) => agents.setUnread(id, isUnread));
  const sockets = createSessionSockets(paths.directory, options.listenFor);
  const journal = createJournalReader({
    agents,
    views,
    tails,
    sockets,
    events,
    overlays,
    refresh: () => actions.refresh(),
    log,
  });
  const host: HostLink = linkHost({
    home,
    entries,
    socket: paths.hostSocket,
    place: readValue(store, 'journal', { boot: '', seq: 0 }),
    savePlace: (place) => store.set('value', 'journal', JSON.stringify(place)),
    onSessions: journal.sessions,
    onJournal: journal.entries,
    onTail: (chunk) => tails.take(chunk),
    onTrouble: (message) => troubles.report('host', message && `there is no host: ${message}`),
  });
  const actions: AgentActions = createAgentActions({
    agents,
    views,
    host,
    tails,
    before: events.before,
    environment: environments.session,
    defaultEnvironment: environments.latest,
  });
  const effects = createEffects({
    actions,
    overlays,
    views,
    environment: environments.latest,
    answer: async (prompt, value) => {
      await lua.world().answer(prompt, value);
      audience.redraw();
    },
    local(view, action, argument) {
      if (action === 'safe-mode') return void lua.setSafe(!lua.isSafe());
      if (action === 'banner.dismiss') return overlays.dismiss();
      audience.local(view ?? views.latest()?.id, action, argument);
    },
    reloadFile: (path) => files.reload(path),
  });

  agents.restore(readAll<SavedAgent>(store, 'agent'));
  files.start(options.createWorld);

  const hub: Hub = {
    home,
    paths,
    boot: `${process.pid}-${Date.now().toString(36)}`,
    agents,
    actions,
    views,
    host,
    overlays,
    lua,
    files,
    environments,
    clients: audience.clients,
    attach(client, view) {
      audience.attach(client, view);
      changed(true);
    },
    detach(client) {
      audience.detach(client);
      changed(true);
    },
    dispatched: (view) => audience.redraw(view),
    async draw(view) {
      if (views.get(view.id)) return lua.world().render(view.id, view.size);
      drawn = view;
      lua.stateChanged();
      try {
        return await lua.world().render(view.id, view.size);
      } finally {
        drawn = null;
        lua.stateChanged();
      }
    },
    overlaysOf: (view) => overlays.of(view),
    log,
    async stop(all) {
      if (stopping) return;
      stopping = true;
      log('info', all ? 'stopping everything' : 'stopping');
      audience.leave(all ? 'everything was stopped' : 'the hub was stopped');
      if (all) {
        await host
          .now()
          ?.peer.call('shutdown', {})
          .catch(() => {});
        for (const id of agents.ids()) store.set('agent', id, null);
      }
      host.close();
      files.close();
      audience.close();
      overlays.close();
      sockets.closeAll();
      store.close();
      void lua.close();
      // The answer to whoever asked is written first.
      setImmediate(() => {
        for (const client of audience.clients) client.end();
        options.exit();
      });
    },
  };
  return hub;
}
