// What the hub is to those who serve its clients, and what it is made with.
import type { Overlays } from '../core/overlay.ts';
import type { ViewState } from '../core/view.ts';
import type { RuntimePaths } from '../protocol/runtime-paths.ts';
import type { AgentActions } from './agent-actions.ts';
import type { Agents } from './agents.ts';
import type { Attention } from './attention/attention.ts';
import type { Client } from './client.ts';
import type { Clipboard } from './clipboard.ts';
import type { Detection } from './detection/detection.ts';
import type { Environments } from './environment.ts';
import type { HubEvents } from './events.ts';
import type { Exchange } from './exchange/exchange.ts';
import type { HostLink } from './host-link.ts';
import type { Improvements } from './improvements/improvements.ts';
import type { Launches } from './launches/launches.ts';
import type { Level } from './log.ts';
import type { LuaFiles } from './lua-files.ts';
import type { CreateWorld, LuaHost } from './lua-host.ts';
import type { Notifications } from './notifications/notifications.ts';
import type { OverlayStore } from './overlays.ts';
import type { Store } from './store.ts';
import type { Trust } from './trust.ts';
import type { Views } from './views.ts';

export interface Hub {
  readonly home: string;
  readonly paths: RuntimePaths;
  /** Changes with every start. */
  readonly boot: string;
  readonly agents: Agents;
  readonly actions: AgentActions;
  readonly views: Views;
  readonly host: HostLink;
  /** What agents do. */
  readonly detection: Detection;
  readonly overlays: OverlayStore;
  readonly notifications: Notifications;
  readonly lua: LuaHost;
  readonly files: LuaFiles;
  readonly improvements: Improvements;
  readonly environments: Environments;
  /** Texts and messages between agents, and what each caller last saw. */
  readonly exchange: Exchange;
  /** Files of projects that a person has allowed. */
  readonly trust: Trust;
  /** Agents in the making. */
  readonly launches: Launches;
  /** Agents that ask. */
  readonly attention: Attention;
  /** What was copied. */
  readonly clipboard: Clipboard;
  readonly clients: Set<Client>;
  /** A terminal has attached to a view. */
  attach(client: Client, view: string): void;
  detach(client: Client): void;
  /** Its terminal got the focus, or lost it. */
  focused(client: Client, isFocused: boolean): void;
  /** After a dispatch into Lua for a view: what it shows may differ. Resolves when that has been sent. */
  dispatched(view: string): Promise<void>;
  /** Sends a terminal what it does not have yet, but for trees: before an answer that says all is done. */
  tell(client: Client): void;
  /** JSON text of a tree for a view that no terminal shows. */
  draw(view: ViewState): Promise<string>;
  overlaysOf(view: string): Overlays;
  /** What happens: told to Lua, and to whoever follows. */
  readonly events: Pick<HubEvents, 'tell' | 'next'>;
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
