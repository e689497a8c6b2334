// Overlays for tests.
import type { KeyTable } from '../../../src/core/key-table.ts';
import type { LuaError } from '../../../src/core/lua-error.ts';
import type { Banner, Overlays, Prompt, Toast } from '../../../src/core/overlay.ts';

export const luaError: LuaError = {
  ok: false,
  kind: 'lua_error',
  phase: 'render',
  unit: 'user/layout.lua',
  file: '/home/u/.botster/user/layout.lua',
  line: 12,
  message: 'attempt to index a nil value',
  where: 'App:render',
  source: [
    { n: 9, text: 'function App:render()' },
    { n: 12, text: '  local n = #self.agents.list', mark: true },
  ],
  traceback: ["user/layout.lua:12: in method 'render'"],
  hint: 'self.agents is a list',
  generation: { attempted: 7, live: 6, live_saved_at: '14:02:11' },
  action: 'kept_last_good',
  count: 3,
  first_at: '2026-01-02T14:02:11Z',
  last_at: '2026-01-02T14:03:00Z',
};

export const banner: Banner = {
  id: 'b1',
  level: 'error',
  text: 'user/layout.lua:12: broken',
  error: luaError,
};
export const toast: Toast = { id: 't1', level: 'info', title: 'done', text: 'claude finished', timeout: 4 };
export const select: Prompt = { id: 'p', kind: 'select', title: 'Pick', items: ['alpha', 'beta', 'gamma'] };
export const confirm: Prompt = { id: 'p', kind: 'confirm', title: 'Kill?' };
export const nothing: Overlays = { banners: [], toasts: [], prompt: null };

export const keys: KeyTable = {
  version: 1,
  prefix: 'ctrl+b',
  modes: [
    { name: 'terminal', desc: 'keys go to the agent', fallback: 'pty' },
    { name: 'normal', desc: 'keys are commands', fallback: 'swallow' },
  ],
  bindings: [
    {
      mode: 'normal',
      keys: ['n'],
      target: { kind: 'lua' },
      desc: 'new agent',
      group: 'agents',
      owner: 'keybindings/default.lua:3',
    },
    {
      mode: 'terminal',
      keys: ['ctrl+b', 'c'],
      target: { kind: 'lua' },
      desc: 'new agent',
      group: 'agents',
      owner: 'keybindings/tmux.lua:3',
    },
    {
      mode: 'terminal',
      keys: ['ctrl+b', 'w', 'h'],
      target: { kind: 'lua' },
      desc: 'left',
      owner: 'user/keys.lua:1',
    },
    {
      mode: 'terminal',
      keys: ['ctrl+b', 'w', 'l'],
      target: { kind: 'lua' },
      desc: 'right',
      owner: 'user/keys.lua:2',
    },
  ],
};
