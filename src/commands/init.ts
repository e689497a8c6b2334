// init: files to start from. Nothing that a user may have edited is ever replaced.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'init',
  summary: 'Makes a commented user/layout.lua and user/init.lua, and .luarc.json for Lua editors.',
  examples: ['botster-tui init'],
  async run(_args, context) {
    const results = initialize(context.home, dirname(context.entries));
    if (context.json) context.print(json(results));
    else context.print(results.map(({ path, action }) => `${action.padEnd(7)} ${path}`).join('\n'));
    return undefined;
  },
};

export interface InitResult {
  readonly path: string;
  readonly action: 'made' | 'kept' | 'updated';
}

/** Makes what is missing in `home`; `packageRoot` is where our lua/types are. */
export function initialize(home: string, packageRoot: string): InitResult[] {
  for (const folder of ['user', 'improvements', 'plugins', 'logs']) {
    mkdirSync(join(home, folder), { recursive: true, mode: 0o700 });
  }
  return [
    writeSettings(join(home, '.luarc.json'), join(packageRoot, 'lua', 'types')),
    keepOrMake(join(home, 'user', 'init.lua'), initLua),
    keepOrMake(join(home, 'user', 'layout.lua'), layoutLua),
  ];
}

function keepOrMake(path: string, text: string): InitResult {
  if (existsSync(path)) return { path, action: 'kept' };
  writeFileSync(path, text);
  return { path, action: 'made' };
}

/** Only the library path is ours: it moves with the installed package. The rest of the file is the user's. */
function writeSettings(path: string, types: string): InitResult {
  const found = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  const settings = found === undefined ? defaultSettings : parseObject(found);
  if (settings === undefined) return { path, action: 'kept' };
  const library = settings['workspace.library'];
  const others = Array.isArray(library)
    ? library.filter((entry) => !String(entry).endsWith('/lua/types'))
    : [];
  const text = `${json({ ...settings, 'workspace.library': [...others, types] })}\n`;
  if (text === found) return { path, action: 'kept' };
  writeFileSync(path, text);
  return { path, action: found === undefined ? 'made' : 'updated' };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    // Comments are allowed in this file; what we cannot read we do not touch.
    return undefined;
  }
}

const defaultSettings: Readonly<Record<string, unknown>> = {
  'runtime.version': 'Lua 5.4',
  'workspace.checkThirdParty': false,
  'diagnostics.disable': ['lowercase-global'],
};

const initLua = `-- Settings, read before the other files of this folder. Saving applies them at once.

-- Keys as in tmux, "vim" or "zellij", in place of the default ones:
-- botster.keys = "tmux"

-- A key of your own, in normal mode (or after ctrl+b):
-- keymap.set("normal", "g", function() notify("hello") end, { desc = "say hello" })
`;

const layoutLua = `-- The screen. Saving applies it at once; a mistake keeps the last good one and says where it is.
-- Each piece is a method of App. Uncomment one, save, and look at the other window.

-- What a row of the agent list says:
-- function App:agent_row(agent)
--   return agent.name .. "  " .. agent.title
-- end

-- A line above the status line, around what was there:
-- local base = App.status_line
-- function App:status_line()
--   return ui.column { ui.text("hello", { style = "bold" }), base(self) }
-- end

-- The whole screen:
-- function App:render()
--   return ui.column { self:body(), self:status_line() }
-- end
`;
