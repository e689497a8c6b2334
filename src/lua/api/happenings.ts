// `hooks` and `events`: one bus, two spellings. `on_*` names get positional arguments, colon names get
// `(event, ctx)`.
import { type ApiModule, fn } from './model.ts';

export const hooks: ApiModule = {
  name: 'hooks',
  doc: 'Named handlers. Returning nothing goes on; `before` events can be cancelled (`return false, "reason"`) or changed (`return { payload = … }`).',
  fields: [],
  functions: [
    fn(
      'register(event: string, name: string, handler: function, opts?: EventOptions): integer',
      'Registers a handler under a name. The same event and name again replaces it.',
    ),
    fn(
      'unregister(event: string, name: string): boolean',
      "Takes a handler away. Another file's comes back when this file goes.",
    ),
    fn('enable(event: string, name: string): boolean', 'Switches a handler back on.'),
    fn('disable(event: string, name: string): boolean', 'Switches a handler off.'),
    fn(
      'list(event?: string): table[]',
      'Handlers in the order they run: event, name, priority, pattern, once, fail, timeout_ms, owner, enabled, desc; and what they have cost: calls, errors, ms, slowest_ms.',
    ),
    fn('call(event: string, payload?: any): EventResult', 'Emits an event and returns what became of it.'),
    fn('has(event: string): boolean', 'Whether anything listens.'),
  ],
};

export const events: ApiModule = {
  name: 'events',
  doc: 'The same bus, with ids instead of names.',
  fields: [],
  functions: [
    fn(
      'on(event: string, handler: function, opts?: EventOptions): integer',
      'Calls the handler at every such event. Returns the id for `events.off`.',
    ),
    fn('once(event: string, handler: function, opts?: EventOptions): integer', 'The same, once.'),
    fn('off(id: integer): boolean', 'Stops a handler of this file.'),
    fn('emit(event: string, payload?: any, identifier?: string): EventResult', 'Tells every handler.'),
    fn(
      'define(event: string, definition?: EventDefinition)',
      'Makes an event known, so that its name is no longer warned about.',
    ),
    fn(
      'list(): table[]',
      'Every known event: name, before, doc, fields, identifier, owner, program (the program tells of it itself), heard (something listens).',
    ),
  ],
};
