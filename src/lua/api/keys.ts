// `keymap`, `mode`, `action`, `command`: what keys do, and what they can be told to do.
import { type ApiModule, fields, fn } from './model.ts';

export const keymap: ApiModule = {
  name: 'keymap',
  doc: 'Keys. Chords are written `ctrl+p` or `<C-p>`; several, one after another, as `g g` or `gg`. In `terminal` mode every `normal` binding follows the prefix.',
  fields: fields({ 'leader?': ['string', 'What `<leader>` stands for. Default `space`.'] }),
  functions: [
    fn(
      'set(modes: string|string[], lhs: string, rhs: Rhs, opts?: KeymapOptions)',
      'Binds keys in one mode or several.',
    ),
    fn('del(modes: string|string[], lhs: string)', 'Takes a binding away, whoever made it.'),
    fn('get(mode: string, lhs: string): table?', 'The binding of these keys.'),
    fn(
      'list(filter?: KeymapFilter): table[]',
      'Every binding in force: mode, lhs, desc, group, action, owner.',
    ),
    fn(
      'table(name: string, bindings: table, opts?: ModeOptions)',
      'Defines a mode with its keys: `{ j = "scroll down", x = { fn, "desc" } }`.',
    ),
    fn('push(name: string, opts?: PushOptions)', 'Enters a key table; `keymap.pop` goes back.'),
    fn('pop(): string', 'Leaves the key table on top. Returns the mode that is in force now.'),
    fn('clear_stack()', 'Leaves every pushed key table.'),
    fn('active(): string[]', 'The mode in force and the ones below it, top first.'),
    fn('feed(keys: string): boolean', 'Acts as if the keys were typed, where they have bindings.'),
  ],
};

export const mode: ApiModule = {
  name: 'mode',
  doc: 'The mode a view is in: `terminal` (keys go to the agent), `normal`, and those that are defined.',
  fields: [],
  functions: [
    fn('get(): string', "The view's mode."),
    fn('set(name: string)', 'Enters a mode.'),
    fn('define(name: string, opts?: ModeOptions)', 'Makes a mode.'),
    fn('list(): table[]', 'Every mode: name, desc, fallback.'),
  ],
};

export const action: ApiModule = {
  name: 'action',
  doc: 'Things that can be done, by name: keys, the `:` line and prompts all run these.',
  fields: [],
  functions: [
    fn(
      'register(name: string, run: fun(ctx: Context, args: any): any, opts?: ActionOptions)',
      'Makes an action, or takes the place of one of a lower layer.',
    ),
    fn('unregister(name: string): boolean', 'Takes your own action away.'),
    fn('run(name: string, args?: any): any', 'Runs an action.'),
    fn('list(): table[]', 'Every action: name, desc, group, takes, owner.'),
  ],
};

export const command: ApiModule = {
  name: 'command',
  doc: 'Commands of the `:` line.',
  fields: [],
  functions: [
    fn(
      'register(name: string, run: fun(args: string[], ctx: Context): any, opts?: CommandOptions)',
      'Makes a command.',
    ),
    fn('run(line: string): any', 'Runs a line: a command with arguments, or an action.'),
    fn('list(): table[]', 'Every command: name, desc, nargs, alias, owner.'),
    fn(
      'complete(line: string): table',
      'What the last word of a line can become: `items`, and `from`, the byte where that word begins. The first word is a command or an action, the others are what its `complete` says. May wait.',
    ),
  ],
};
