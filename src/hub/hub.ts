// The hub: joins host, agents, views, Lua and clients. Holds mechanisms only; each part is its own file.
import { homedir } from 'node:os';
import type { ViewState } from '../core/view.ts';
import type { AppState } from '../lua/types.ts';
import { VERSION } from '../protocol/version.ts';
import { type AgentActions, createAgentActions } from './agent-actions.ts';
import { type Agents, createAgents, type SavedAgent } from './agents.ts';
import { createAttention } from './attention/attention.ts';
import { type Audience, createAudience } from './audience.ts';
import { type Clipboard, createClipboard } from './clipboard.ts';
import { clipboardEffects } from './clipboard-effects.ts';
import { createDetection, type Detection } from './detection/detection.ts';
import { createDrawing } from './drawing.ts';
import { createEffects } from './effects.ts';
import { createEnvironments } from './environment.ts';
import { createEvents, type HubEvents } from './events.ts';
import { createExchange } from './exchange/exchange.ts';
import { type HostLink, linkHost } from './host-link.ts';
import type { Hub, HubOptions } from './hub-types.ts';
import { createImprovements, type Improvements } from './improvements/improvements.ts';
import { createJournalReader } from './journal.ts';
import { createHubLaunches, type HubLaunches } from './launches/hub-launches.ts';
import { createLuaEvents } from './lua-events.ts';
import { createLuaFiles, type LuaFiles } from './lua-files.ts';
import { createLuaHost, type LuaHost } from './lua-host.ts';
import { createNews } from './news.ts';
import { createHubNotifications } from './notifications/hub-notifications.ts';
import { createOutputEvents } from './output-events.ts';
import { createOverlays } from './overlays.ts';
import { ownCommandFolder } from './own-command.ts';
import { createPrimitives } from './primitives/index.ts';
import { createRecent } from './recent.ts';
import { createSessionSockets } from './session-sockets.ts';
import { createStop } from './stop-hub.ts';
import { readAll, readValue } from './store.ts';
import { createTails, type Tails } from './tails.ts';
import { createTroubles } from './troubles.ts';
import { createTrust } from './trust.ts';
import { createUnread } from './unread.ts';
import { createViews, type Views } from './views.ts';
import { worldStore } from './world-store.ts';

export type { Hub, HubOptions };

/** How long a terminal is without a tree at most, while the person's own files are being built. */
const FIRST_TREE_MS = 1000;
/** How long news wait for Lua to start. */
const LUA_MS = 5000;

export function createHub(options: HubOptions): Hub {
  const { home, entries, paths } = options;
  const recent = createRecent(options.log);
  const log: HubOptions['log'] = (level, text) => recent.log(level, 'hub', text);
  const environments = createEnvironments(home, paths, ownCommandFolder(home, entries, log));
  const drawing = createDrawing({ views: () => views, lua: () => lua });
  const luaEvents = createLuaEvents(() => ({
    ...{ audience, detection, effects, files, improvements, news, overlays },
    ...{ primitives, recent, store, troubles, views },
  }));

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
      if (luaEvents.isChangingView()) audience.show();
      else audience.changed(true);
      events.viewChanged(view, before);
    },
    onRemove: (id) => store.set('view', id, null),
  });

  const audience: Audience = createAudience({
    agents,
    views,
    overlays,
    async render(view, size) {
      // A person's own layout may give panes other sizes: programs are not to hear of the built-in one's first.
      if (!lua.isLua() && lua.hasOwnFiles()) await lua.ready(FIRST_TREE_MS);
      return lua.world().render(view, size);
    },
    onSeen(shown, inSight) {
      const running = agents.list().filter(({ status }) => status === 'running');
      detection.update(running, inSight);
      // First: who listens from an agent's first byte must be the first to listen.
      output.follow(luaEvents.listensToOutput() ? running.map(({ id }) => id) : null);
      unread.update(running, shown);
      news.agentsChanged();
      files.projects.follow(agents.list());
    },
    onSight: () => lua.stateChanged(),
    onError: (message) => log('error', message),
  });

  const lua: LuaHost = createLuaHost({
    home,
    packageFiles: () => files.packageFiles(),
    state: (): AppState => ({
      agents: agents.list(),
      views: drawing.views(),
      attached: views.attached(),
      home,
      user_home: homedir(),
      version: VERSION,
      safe: lua.isSafe(),
      projects: files.projects.roots(),
      grants: improvements.grants(),
      in_sight: audience.inSight(),
      notifications: notifications.list(),
      ptys: primitives.ptys.list(),
      launches: launches.list(),
    }),
    safe: options.safe,
    keys: readValue(store, 'keys', undefined),
    worldStore: worldStore(store),
    events: luaEvents.events,
  });
  const events: HubEvents = createEvents(
    () => lua,
    () => audience.redraw(),
    (error) => log('warn', `event: ${error.message}`),
  );
  const warn = (text: string): void => log('warn', text);
  const news = createNews({ agents, views, host: () => host, events, onTrouble: warn });
  const improvements: Improvements = createImprovements({
    home,
    store,
    overlays,
    files: () => files,
    world: () => lua.world(),
    log,
  });
  const trust = createTrust(store, () => files.projects.refresh());
  const files: LuaFiles = createLuaFiles({
    ...{ home, entries, lua, trust },
    notify: (note) => notifications.tell(note),
    switches: improvements.switches,
    onTrouble: troubles.report,
    onRefused: (error) => void events.emit('lua:load_failed', error),
    log,
  });

  const tails: Tails = createTails(() => host.now());
  const output = createOutputEvents(tails, (piece) => events.emit('agent:output', piece));
  const unread = createUnread(tails, (id, isUnread) => agents.setUnread(id, isUnread));
  const sockets = createSessionSockets(paths.directory, options.listenFor);
  const ask = { host: () => host, lua: () => lua };
  const detection: Detection = createDetection({ agents, ...ask, tell: events.emit, log });
  const journal = createJournalReader({
    ...{ agents, views, tails, sockets, events, overlays },
    ptys: () => primitives.ptys,
    isInSight: (id) => audience.inSight().includes(id),
    refresh: () => actions.refresh(),
    log,
  });
  const host: HostLink = linkHost({
    home,
    entries,
    socket: paths.hostSocket,
    place: readValue(store, 'journal', { boot: '', seq: 0 }),
    savePlace: (place) => store.set('value', 'journal', JSON.stringify(place)),
    onSessions(sessions, isSame) {
      journal.sessions(sessions, isSame);
      detection.connected();
      launches.connected();
    },
    onJournal: journal.entries,
    onTail: (chunk) => tails.take(chunk),
    onMoved: (ids) => detection.moved(ids),
    onTrouble: (message) => troubles.report('host', message && `there is no host: ${message}`),
  });
  const actions: AgentActions = createAgentActions({
    ...{ agents, views, host, tails },
    before: events.before,
    environment: environments.session,
    defaultEnvironment: environments.latest,
    onInput: detection.attended,
    scrollback: () => lua.settings().scrollback,
  });
  const clipboard: Clipboard = createClipboard({ lua, environments, overlays });
  const notifications = createHubNotifications({
    ...{ agents, audience, store, overlays, home, log },
    environment: environments.latest,
    onChange: () => changed(false),
  });
  const exchange = createExchange({ agents, actions, host, overlays, store, log });
  const attention = createAttention({ agents, actions, detection, exchange, host, events, log });
  const primitives = createPrimitives({
    ...{ home, agents, views, host, tails, events, trust, lua, files, recent },
    environment: environments.latest,
    runtime: paths.directory,
    onChange: () => changed(true),
    notify: notifications.tell,
    waiting: () => files.projects.waiting(),
    log,
  });
  const launches: HubLaunches = createHubLaunches({
    ...{ agents, actions, views, store, events, exchange, log },
    onChange: () => changed(true),
    ready: () => lua.ready(LUA_MS),
  });
  const effects = createEffects({
    ...{ notifications, actions, launches, overlays, views },
    primitive: primitives.request,
    others: clipboardEffects({ clipboard, actions, agents, views, host, audience, exchange, primitives }),
    deliver: exchange.deliver,
    answerQuestion: attention.answer,
    environment: environments.latest,
    answer: async (prompt, value) => {
      const { rest } = await lua.world().answer(prompt, value);
      audience.redraw();
      await rest;
    },
    local(view, action, argument) {
      if (action === 'safe-mode') return void lua.setSafe(!lua.isSafe());
      if (action === 'banner.dismiss') return overlays.dismiss();
      audience.local(view ?? views.latest()?.id, action, argument);
    },
    explain: (id) => detection.explain(agents.resolve(id).id),
    reloadFile: (path) => files.reload(path),
    reviewGrants: (view) => improvements.review(view ?? views.latest()?.id ?? null),
  });

  agents.restore(readAll<SavedAgent>(store, 'agent'));
  files.start(options.createWorld);

  const closing = [clipboard, { close: sockets.closeAll }];
  const hub: Hub = {
    home,
    paths,
    boot: `${process.pid}-${Date.now().toString(36)}`,
    agents,
    actions,
    views,
    host,
    detection,
    overlays,
    notifications,
    lua,
    files,
    improvements,
    environments,
    exchange,
    trust,
    launches,
    attention,
    clipboard,
    clients: audience.clients,
    attach(client, view) {
      audience.attach(client, view);
      changed(true);
    },
    detach(client) {
      audience.detach(client);
      changed(true);
    },
    focused: audience.focused,
    dispatched: (view) => audience.drawn(view),
    tell: (client) => audience.tell(client),
    draw: drawing.draw,
    events,
    overlaysOf: (view) => overlays.of(view),
    log,
    stop: createStop({
      agents,
      audience,
      events,
      host,
      lua,
      store,
      log,
      exit: options.exit,
      parts: [launches, detection, files, news, overlays, exchange, recent, ...closing],
    }),
  };
  return hub;
}
