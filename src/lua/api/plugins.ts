// Plugins: what there is, and switching them on and off. Adding them is a person's doing (`botster-tui plugin add`).
import { type ApiClass, type ApiModule, fields, fn } from './model.ts';

const WRITE = { capability: 'plugin.write' };

export const plugin: ApiModule = {
  name: 'plugin',
  doc: 'Plugins: folders `plugins/NAME` of the home, each loaded from its `init.lua`, added with `botster-tui plugin add`. `require("NAME.mod")` is `plugins/NAME/lua/mod.lua`. Only content that a person agreed to is loaded. A plugin may do what your own files may. Every function waits.',
  fields: [],
  functions: [
    fn('list(): PluginInfo[]', 'All plugins, by name.'),
    fn(
      'enable(name: string): boolean',
      'Loads one again that was disabled; all files are built anew.',
      WRITE,
    ),
    fn(
      'disable(name: string): boolean',
      'Leaves one out from now on, with all that it has registered.',
      WRITE,
    ),
    fn('reload(name: string): boolean', 'Looks at its files and at the lock again, and builds anew.', WRITE),
    fn(
      'logs(name: string): table[]',
      'What its files have logged and what went wrong in them lately, oldest first: seq, at, kind, level, text, unit.',
      { capability: 'log.read' },
    ),
  ],
};

export const pluginClasses: readonly ApiClass[] = [
  {
    name: 'PluginInfo',
    doc: 'A plugin of the home.',
    closed: false,
    fields: fields({
      name: ['string', ''],
      'version?': ['string', 'As its header says.'],
      'desc?': ['string', 'The same.'],
      state: [
        '"live"|"refused"|"blocked"|"disabled"|"installed"|"gone"',
        '`refused`: its Lua failed. `blocked`: its content is not what was agreed to, or it needs a newer program. `gone`: its folder is not there.',
      ],
      enabled: ['boolean', ''],
      linked: ['boolean', 'Its folder is where it is worked on: what is saved there is live.'],
      'source?': ['string', 'Where it is from.'],
      'subdir?': ['string', 'The folder within.'],
      'rev?': ['string', 'The commit, tag or branch that was asked for.'],
      'commit?': ['string', 'The commit that it is.'],
      'added_at?': ['string', 'ISO 8601.'],
      registered: ['table', 'What its files have registered, by kind.'],
      'error?': ['table', 'Why it is not live: unit, line, message, hint.'],
    }),
    methods: [],
  },
];
