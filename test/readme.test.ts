// The picture in README.md is a frame the program draws. `UPDATE_README=1 npx vitest run test/readme.test.ts`
// (with the config in test/) draws it anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Agent } from '../src/core/agent.ts';
import { createScreen } from '../src/host/screen.ts';
import { createViewer } from '../src/host/viewer.ts';
import type { ScreenUpdate } from '../src/protocol/screen-codec.ts';
import { applyUpdate, type PaneScreen } from '../src/tui/panes/pane-grid.ts';
import { renderFrame } from '../src/tui/render-frame.ts';
import { closeWorlds, openWorld } from './lua/world-helper.ts';

const readme = new URL('../README.md', import.meta.url);
const [columns, rows] = [90, 16];

function agent(id: string, name: string, change: Partial<Agent> = {}): Agent {
  const size = { columns: 62, rows: 13 };
  const times = { created_at: '2026-01-01T00:00:00.000Z', last_output_at: null };
  return {
    id,
    name,
    argv: [name],
    cwd: '/home/you/app',
    pid: 1,
    status: 'running',
    title: '',
    unread: false,
    group: '/home/you/app',
    size,
    ...times,
    ...change,
  };
}

const agents = [
  agent('a', 'claude', { state: 'working' }),
  agent('b', 'codex', { state: 'blocked', question: 'May I run npm ci?', unread: true }),
  agent('c', 'tests', { status: 'exited', exit_code: 1 }),
];

const printed = [
  '$ npm test',
  ' ✓ 12 files, 143 tests',
  '',
  'All green. The parser now keeps a sequence that is cut',
  'between two reads; see src/tui/input/parser.ts.',
  '',
  '> ',
];

/** The screen of a session that printed `text`. */
function screenOf(text: string): PaneScreen {
  const screen = createScreen({
    columns: 62,
    rows: 13,
    scrollback: 0,
    version: '0',
    colors: () => ({}),
    onReply: () => {},
    onNotice: () => {},
  });
  screen.write(Buffer.from(text), () => {});
  const sent: ScreenUpdate[] = [];
  createViewer({ channel: 1, screen, scroll: 0, send: (update) => sent.push(update) }).changed();
  return applyUpdate(null, sent[0]!);
}

test('the picture is what the program draws', async () => {
  const view = {
    id: 'v',
    mode: 'terminal',
    focus: 'a',
    selected: 'a',
    scroll: {},
    drafts: {},
    fields: {},
    size: { columns, rows },
    last_used_at: 0,
  };
  const world = await openWorld();
  world.sync({ agents, views: [view], attached: ['v'], home: '/home/you/.botster', user_home: '/home/you' });
  const tree = await world.world.render('v', { columns, rows });
  await closeWorlds();
  const frame = await renderFrame({
    tree,
    overlays: { banners: [], toasts: [], prompt: null },
    state: view,
    agents,
    screens: new Map([['a', screenOf(printed.join('\r\n'))]]),
    columns,
    rows,
  });
  const picture = `\`\`\`\n${frame.lines.join('\n')}\n\`\`\``;
  const text = readFileSync(readme, 'utf8');
  if (process.env['UPDATE_README'])
    writeFileSync(
      readme,
      text.replace(/```\n[\s\S]*?\n```/, () => picture),
    );
  expect(readFileSync(readme, 'utf8')).toContain(picture);
}, 30_000);
