// A program in use, to be killed part by part: one agent that prints numbered lines all the while, one that
// stands still and is looked at, scrolled back, under a layout that shows a field, a kept value and a draft.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Program } from '../helpers/program.ts';
import { openScreen, type TerminalScreen } from '../helpers/terminal-screen.ts';
import { until } from '../helpers/until.ts';

export const SIZE = { columns: 100, rows: 30 };
export const PREFIX = '\x02';
const ESCAPE = '\x1b';

const LAYOUT = `
local kept = state.get("kept", { n = 0 })
local base = App.render
function App:render()
  local said = ("field %d kept %d"):format(self.field or 0, kept.n)
  return ui.column {
    ui.row { height = 1, ui.text(said .. " "), ui.text_input { id = "draft", width = 30 } },
    base(self),
  }
end
keymap.set("normal", "F", function(ctx)
  ctx.app.field = (ctx.app.field or 0) + 1
  kept.n = kept.n + 1
end, { desc = "count" })
`;

interface Handle {
  prepare(sql: string): { all(): unknown[] };
  close(): void;
}
const Database = createRequire(import.meta.url)('libsql') as new (file: string) => Handle;

interface AgentRow {
  readonly id: string;
  readonly name: string;
  readonly pid: number;
  readonly status: string;
}

export interface InUse {
  /** The terminal that is attached. */
  screen(): TerminalScreen;
  /** Kills the terminal at once and attaches another. */
  replaceTerminal(): TerminalScreen;
  /** Kills the hub and waits for the one that takes its place. */
  replaceHub(): Promise<void>;
  /** Counts with a key, so that field and kept value are `n`; resolves with what is on the screen then. */
  count(n: number): Promise<string>;
  /** What of the view is in the database. */
  keptView(): Record<string, unknown>;
  agents(): Promise<readonly AgentRow[]>;
  /** Ends the numbered lines; resolves with how many there were by the agent's own account. */
  endLines(): Promise<number>;
  close(): Promise<void>;
}

/** What is on a screen, but for blanks at the ends of lines and for what agents do: that changes as one looks on. */
export function trimmed(screen: string): string {
  return screen
    .replace(/[▲✓◐]\d+/gu, (count) => ' '.repeat(count.length))
    .replace(/[◐◦▲✓](?= )/gu, '●')
    .replace(/ +$/gm, '');
}

/** Starts all of it. The terminal has the focus on the agent that stands still. */
export async function createInUse(program: Program): Promise<InUse> {
  mkdirSync(join(program.home, 'user'), { recursive: true });
  writeFileSync(join(program.home, 'user/layout.lua'), LAYOUT);
  let screen = openScreen(program, ['--', 'sh', '-c', 'seq -f "still %g" 1 200; exec cat'], SIZE);
  await screen.waitFor('the agent that stands still', (text) => /│still 200/.test(text));
  const loop =
    'i=0; while [ ! -e stop ]; do i=$((i+1)); echo "line $i"; sleep 0.02; done; echo $i > last; exec cat';
  await program.ok(['new', '--name', 'counter', '--', 'sh', '-c', loop]);
  await screen.waitFor('news of the other agent', (text) => /counter .*•/.test(text));

  return {
    screen: () => screen,
    replaceTerminal() {
      screen.kill('SIGKILL');
      screen = openScreen(program, [], SIZE);
      return screen;
    },
    async replaceHub() {
      const { hub } = program.daemons();
      process.kill(hub!, 'SIGKILL');
      await until('another hub', () => {
        const now = program.daemons().hub;
        return now !== undefined && now !== hub;
      });
    },
    async count(n) {
      screen.type(`${PREFIX}F`);
      return screen.waitFor(`the count of ${n}`, (text) => text.startsWith(`field ${n} kept ${n} `));
    },
    keptView() {
      const handle = new Database(join(program.home, 'state.db'));
      try {
        const rows = handle.prepare("SELECT text FROM kept WHERE kind = 'view'").all() as { text: string }[];
        expect(rows).toHaveLength(1);
        const { last_used_at, colors, ...view } = JSON.parse(rows[0]!.text) as Record<string, unknown>;
        return view;
      } finally {
        handle.close();
      }
    },
    async agents() {
      const rows = JSON.parse(await program.ok(['ls', '--json'])) as AgentRow[];
      return rows.map(({ id, name, pid, status }) => ({ id, name, pid, status }));
    },
    async endLines() {
      writeFileSync(join(program.home, 'stop'), '');
      await program.ok(['wait', 'counter', '--until', 'quiet:0.3', '--timeout', '30']);
      return Number(readFileSync(join(program.home, 'last'), 'utf8'));
    },
    close: () => screen.close(),
  };
}

/** All lines that were printed are in the history, once each and in order. */
export async function expectAllLines(program: Program, count: number): Promise<void> {
  const history = await program.ok(['read', 'counter', '--scrollback']);
  const printed = history.split('\n').filter((line) => line !== '');
  // The scrollback holds 2,000: a machine that is slow enough prints more.
  const first = Math.max(1, count - 1900);
  expect(printed.slice(-(count - first + 1))).toEqual(
    Array.from({ length: count - first + 1 }, (_, i) => `line ${first + i}`),
  );
  if (first === 1) expect(printed).toHaveLength(count);
}

/** Kills the hub `times` times, each time in another state of the view. */
export async function killHubs(program: Program, times: number): Promise<void> {
  const inUse = await createInUse(program);
  const screen = inUse.screen();
  try {
    await writeDraft(screen);
    const agents = await inUse.agents();
    const { host } = program.daemons();
    for (let round = 1; round <= times; round++) {
      await inUse.count(round);
      await scrollBack(screen, 3 * round);
      const mode = MODES[round % MODES.length]!;
      await mode.enter(screen);
      const before = trimmed(screen.text());
      await inUse.replaceHub();
      expect(inUse.keptView()).toMatchObject({
        mode: mode.name,
        focus: agents[0]!.id,
        selected: agents[0]!.id,
        scroll: { [agents[0]!.id]: 3 * round },
        drafts: { '0.1': DRAFT },
        fields: { field: round },
      });
      expect(await inUse.agents()).toEqual(agents);
      await until(
        'the terminal shows the same, drawn by the new hub',
        async () => trimmed(await program.ok(['frame'])) === before && trimmed(screen.text()) === before,
        { detail: () => `${before}\n---\n${trimmed(screen.text())}` },
      );
      await mode.leave(screen);
    }
    await expectAllLines(program, await inUse.endLines());
    expect(await inUse.agents()).toEqual(agents);
    expect(program.daemons().host).toBe(host);
  } finally {
    await inUse.close();
  }
}

/** Kills the terminal `times` times, every other time while it shows the agent that prints. */
export async function killTerminals(program: Program, times: number): Promise<void> {
  const inUse = await createInUse(program);
  try {
    await writeDraft(inUse.screen());
    const agents = await inUse.agents();
    for (let round = 1; round <= times; round++) {
      await inUse.count(round);
      await scrollBack(inUse.screen(), 3 * round);
      const before = trimmed(inUse.screen().text());
      if (round % 2 === 0) {
        inUse.screen().type(`${PREFIX}2`);
        await inUse.screen().waitFor('the lines', (text) => /│line \d+/.test(text));
        await inUse.replaceTerminal().waitFor('the lines', (text) => /─ counter[\s\S]*│line \d+/.test(text));
        inUse.screen().type(`${PREFIX}1`);
      } else inUse.replaceTerminal();
      await until('the terminal shows what the one before did', () => shows(inUse.screen(), before), {
        detail: () => `${before}\n---\n${trimmed(inUse.screen().text())}`,
      });
      expect(await inUse.agents()).toEqual(agents);
    }
    const count = await inUse.endLines();
    await expectAllLines(program, count);
    inUse.screen().type(`${PREFIX}2`);
    await inUse.screen().waitFor('the last line', (text) => text.includes(`│line ${count} `));
    const last = trimmed(inUse.screen().text());
    inUse.replaceTerminal();
    await until('the last lines are there again', () => shows(inUse.screen(), last));
  } finally {
    await inUse.close();
  }
}

const DRAFT = 'draft 1';
/** The number in the first row of the agent that stands still, when it is not scrolled back. */
const LIVE_TOP = 176;

/** By a click into the field: the draft stays there when keys go elsewhere again. */
async function writeDraft(screen: TerminalScreen): Promise<void> {
  screen.type(`${ESCAPE}[<0;20;1M${ESCAPE}[<0;20;1m${DRAFT}`);
  await screen.waitFor('the draft', (text) => text.split('\n')[0]!.includes(DRAFT));
  screen.type(`${ESCAPE}[<0;60;15M${ESCAPE}[<0;60;15m`);
}

/** Turns the wheel over the pane by one step; resolves when it is `lines` above the live screen. */
async function scrollBack(screen: TerminalScreen, lines: number): Promise<void> {
  screen.type(`${ESCAPE}[<64;60;15M`);
  // The layout says where it is to be, the pane shows it a moment later.
  const first = new RegExp(`↑ ${lines} lines .*\\n.*│still ${LIVE_TOP - lines} `);
  await screen.waitFor(`${lines} lines back`, (text) => first.test(text));
}

function shows(screen: TerminalScreen, wanted: string): boolean {
  return trimmed(screen.text()) === wanted;
}

/** From terminal mode, and back to it with the screen as it is. */
const MODES = [
  { name: 'terminal', enter: async () => {}, leave: async () => {} },
  {
    name: 'normal',
    async enter(screen: TerminalScreen) {
      screen.type(`${PREFIX}${ESCAPE}`);
      await screen.waitFor('normal mode', (text) => text.includes(' NORMAL '));
    },
    async leave(screen: TerminalScreen) {
      screen.type('i');
      await screen.waitFor('terminal mode', (text) => text.includes(' TERMINAL '));
    },
  },
];
