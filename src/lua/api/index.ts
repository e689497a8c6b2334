// The whole manifest, in the order the reference page tells it.
import { app } from './app.ts';
import { approve } from './approve.ts';
import { aliases, classes } from './classes.ts';
import { detector } from './detectors.ts';
import { knownEvents } from './events.ts';
import { events, hooks } from './happenings.ts';
import { health } from './health.ts';
import {
  dofile,
  glob,
  inspect,
  json,
  layout,
  log,
  lowWidgets,
  map,
  notify,
  state,
  theme,
  timer,
} from './helpers.ts';
import { action, command, keymap, mode } from './keys.ts';
import { kv } from './kv.ts';
import type { Alias, ApiClass, ApiEvent, ApiField, ApiModule, Widget } from './model.ts';
import { network } from './network.ts';
import { plugin } from './plugins.ts';
import { primitives } from './primitives.ts';
import { agents, botster, broadcast, clipboard, hub } from './program.ts';
import { project } from './project.ts';
import { secrets } from './secrets.ts';
import { ui } from './ui.ts';
import { commonEvents, commonProps, widgets } from './ui-widgets.ts';

export interface Manifest {
  readonly modules: readonly ApiModule[];
  readonly classes: readonly ApiClass[];
  readonly aliases: readonly Alias[];
  readonly widgets: readonly Widget[];
  readonly commonProps: readonly ApiField[];
  readonly commonEvents: readonly string[];
  /** What happens. */
  readonly events: readonly ApiEvent[];
}

export const manifest: Manifest = {
  modules: [
    app,
    ui,
    keymap,
    mode,
    action,
    command,
    hooks,
    events,
    agents,
    broadcast,
    clipboard,
    approve,
    detector,
    hub,
    state,
    kv,
    project,
    timer,
    notify,
    log,
    theme,
    botster,
    health,
    plugin,
    inspect,
    json,
    map,
    glob,
    dofile,
    layout,
    lowWidgets,
    ...primitives,
    ...network,
    ...secrets,
  ],
  classes,
  aliases,
  widgets,
  commonProps,
  commonEvents,
  events: knownEvents,
};
