// What users of other programs complained of, staged here: keys, drawing, scrolling, and what is out of sight.
// The names tell where: herdr (herdrdev/herdr), zellij (zellij-org/zellij), ccmanager (kbwo/ccmanager), AE
// (agent-of-empires/agent-of-empires), agent-deck (asheshgoplani/agent-deck).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../helpers/until.ts';
import { type Sitting, sitDown } from './sitting.ts';

const PREFIX = '\x02';

/** What the file of a person adds. */
const MINE = `keymap.set("normal", "ctrl+alt+f", function() notify("frobnicated") end, { desc = "frobnicate the widget" })
command.register("frob", function() end, { desc = "frob it all" })
ui.slot("sidebar", function() return ui.text("three jobs run", { height = 1 }) end)`;

let sitting: Sitting;
let number = 0;
beforeAll(async () => {
  sitting = await sitDown({ columns: 100, rows: 24, files: { 'user/mine.lua': MINE } });
});
afterAll(() => sitting.leave());

/** Starts a program in front; resolves once it says `begun`. Its name. */
async function front(script: string): Promise<string> {
  const name = `p${++number}`;
  await sitting.program.ok(['new', '--focus', '--name', name, '--', 'sh', '-c', script]);
  await sitting.shows(new RegExp(`─ ${name} [\\s\\S]*begun`));
  return name;
}

const scrollback = async (name: string): Promise<string[]> =>
  (await sitting.program.ok(['read', name, '--scrollback'])).split('\n');

describe('keys', () => {
  /** Shows each byte that it is given; `asks` are modes that it sets first. */
  const shower = (asks: string): Promise<string> =>
    front(`stty raw -echo; printf '${asks}begun '; exec cat -v`);
  const KITTY = '\\033[>1u';

  test('herdr #106, #1229: shift+enter is shift+enter to a program that tells it from enter', async () => {
    await shower(KITTY);
    sitting.type('\x1b[13;2u');
    await sitting.shows('begun ^[[13;2u');
    sitting.type('\x1b[27;2;13~');
    await sitting.shows('begun ^[[13;2u^[[13;2u');
  });

  test('herdr #769: enter and backspace come once, as they always did', async () => {
    await shower(KITTY);
    sitting.type('\r\x7fx');
    // A return of `cat -v` in raw mode is shown as ^M.
    await sitting.shows('begun ^M^?x');
  });

  test('herdr #3330, #722: shift makes capitals, and letters are letters', async () => {
    await shower(KITTY);
    sitting.type('aA\x1b[97;2u!');
    await sitting.shows('begun aAA!');
  });

  test('ccmanager #301: ctrl+c, ctrl+l and ctrl+d are the program’s', async () => {
    await shower('');
    sitting.type('\x03\x0c\x04');
    await sitting.shows('begun ^C^L^D');
  });

  test('herdr #2435: a capital after the prefix, however the terminal writes it', async () => {
    await shower('');
    for (const keys of [`${PREFIX}R`, '\x1b[98;5u\x1b[114;2u']) {
      sitting.type(keys);
      await sitting.shows('Restart p');
      sitting.type('\x1b');
      await sitting.hides('Restart p');
    }
  });
});

describe('drawing', () => {
  test('herdr #2469: emoji of several characters leave nothing behind', async () => {
    const emoji = '⚠️ 1️⃣ 👩‍💻 🏳️‍🌈 ❤️‍🔥 end';
    await front(
      `printf '${emoji}\\r\\n'; echo begun; read line; printf '\\033[H\\033[2Jwiped\\r\\n'; read line`,
    );
    await sitting.shows('end');
    sitting.type('\r');
    const pane = (screen: string): string =>
      screen
        .split('\n')
        .flatMap((row) => row.match(/││(.*?) *│?$/)?.[1] ?? [])
        .join('')
        .trim();
    await sitting.screen.waitFor('nothing but the word', (screen) => pane(screen) === 'wiped');
  });

  test('herdr #2890: what an agent out of sight prints draws nothing', async () => {
    const name = await front(
      'echo begun; read line; seq -f "line %g of what nobody sees" 1 20000; echo all-$((40+2)); read line',
    );
    const shown = await front('echo begun; read line');
    await sitting.program.ok(['wait', shown, '--until', 'quiet:0.3', '--timeout', '20']);
    const before = sitting.screen.bytes();
    await sitting.program.ok(['send', name, '', '--enter']);
    await sitting.program.ok(['wait', name, '--until', 'text:all-42', '--timeout', '20']);
    expect(sitting.screen.text()).not.toContain('nobody sees');
    // Its mark for news, and no more.
    expect(sitting.screen.bytes() - before).toBeLessThan(4096);
  });
});

describe('scrolling', () => {
  beforeEach(() => sitting.screen.resize(100, 24));

  test('zellij #5267: lines that leave a part of the screen at its top are kept', async () => {
    const name = await front(
      `printf '\\033[1;15r\\033[15;1H'; seq -f 'kept %g' 1 60; printf '\\033[20;1Hbegun'; read line`,
    );
    expect((await scrollback(name)).filter((row) => /^kept \d+$/.test(row))).toEqual(
      Array.from({ length: 60 }, (_, i) => `kept ${i + 1}`),
    );
  });

  test('ccmanager #2, #8: a narrower terminal and back doubles no line and loses none', async () => {
    const line = (n: number): string => `row ${n} ${'of some width '.repeat(4)}${n}.`;
    const name = await front(
      `i=1; while [ $i -le 40 ]; do echo "row $i ${'of some width '.repeat(4)}$i."; i=$((i+1)); done; echo begun; read line`,
    );
    /** Without blanks: those at the end of a row are not told. */
    const rows = async (): Promise<string> => (await scrollback(name)).join('').replaceAll(' ', '');
    const all = Array.from({ length: 40 }, (_, i) => line(i + 1)).join('');
    const width = async (): Promise<number> => {
      const agents = JSON.parse(await sitting.program.ok(['ls', '--json'])) as {
        name: string;
        size: { columns: number };
      }[];
      return agents.find((agent) => agent.name === name)!.size.columns;
    };
    for (const columns of [60, 47, 100]) {
      const before = await width();
      sitting.screen.resize(columns, 24);
      await until(`the program is told of ${columns} columns`, async () => (await width()) !== before);
      expect(await rows()).toBe(`${all.replaceAll(' ', '')}begun`);
    }
  });

  test('herdr #2943: the wheel is the history’s, though a program left its own scrolling on', async () => {
    // At its last size: a resize keeps the text in view, and so changes how many lines are above it.
    const sized = "until stty size | grep -q '^21 '; do sleep 0.1; done";
    await front(`${sized}; seq -f 'old %g' 1 60; stty raw -echo; printf '\\033[?1007hbegun '; exec cat -v`);
    // All of it at once, as a quick hand does it.
    sitting.type('\x1b[<64;60;10M'.repeat(5));
    expect(await sitting.shows('↑ 15 lines')).not.toMatch(/begun \^\[/);
    sitting.type('\x1b[<65;60;10M'.repeat(5));
    expect(await sitting.hides(/↑ \d+ lines/)).not.toMatch(/begun \^\[/);
  });
});

describe('copy mode', () => {
  const rows = (): string[] => sitting.screen.text().split('\n');
  /** What stands in the row of the cursor. */
  const underCursor = (): string => rows()[sitting.screen.cursor().y] ?? '';
  const reading = async (): Promise<void> => {
    await front("seq -f 'old %g.' 1 90; echo begun; cat");
    sitting.type(`${PREFIX}[`);
    await sitting.shows(' COPY ');
  };

  test('herdr #398: who leaves it is where they were before', async () => {
    await reading();
    sitting.type('\x15\x15\x15');
    await sitting.shows(/↑ \d+ lines/);
    sitting.type('q');
    await sitting.hides(/↑ \d+ lines/);
    expect(await sitting.shows('begun')).toContain(' TERMINAL ');
    sitting.type('typed on\r');
    await sitting.shows('typed on');
  });

  test('herdr #459, #3812: at the ends of the history the cursor goes on, and no key leaves by itself', async () => {
    await reading();
    sitting.type('\x15'.repeat(20));
    await sitting.screen.waitFor('the first line', () => underCursor().includes('old 1.'));
    sitting.type('\x04'.repeat(20));
    await sitting.screen.waitFor('the last line', () => rows().indexOf(underCursor()) > 20);
    sitting.type('k'.repeat(200));
    await sitting.screen.waitFor('the first line again', () => underCursor().includes('old 1.'));
    expect(sitting.screen.text()).toContain(' COPY ');
    sitting.type('q');
    await sitting.hides(' COPY ');
  });

  test('herdr #681: the focus goes elsewhere, and what is typed with it', async () => {
    const beside = await front('stty raw -echo; echo begun; exec cat -v');
    sitting.type(`${PREFIX}|`);
    await sitting.shows(new RegExp(`─ ${beside} ─+╮╭─`));
    await reading();
    sitting.type(`${PREFIX}\x1b[D`);
    await sitting.hides(' COPY ');
    sitting.type('to the left');
    await sitting.shows('to the left');
    expect(sitting.screen.text()).toContain(' TERMINAL ');
    sitting.type(`${PREFIX}w`);
    await sitting.hides(`╭─ ${beside} ─`);
  });
});

test('herdr #693: a program that has the mouse gets a drag, and keys after it', async () => {
  await front("stty raw -echo; printf '\\033[?1002h\\033[?1006hbegun '; exec cat -v");
  sitting.type('\x1b[<0;40;5M\x1b[<32;45;6M\x1b[<32;50;7M\x1b[<0;50;7m');
  await sitting.shows(/begun \^\[\[<0;\d+;\d+M(\^\[\[<32;\d+;\d+M){2}\^\[\[<0;\d+;\d+m/);
  sitting.type('keys');
  await sitting.shows(/mkeys/);
});

describe('the mouse', () => {
  /** The cell of the screen, from 1, that is the program's first; `begun` stands there. */
  const origin = (): readonly [x: number, y: number] => {
    const rows = sitting.screen.lines();
    const y = rows.findIndex((row) => row.includes('││begun'));
    return [rows[y]!.indexOf('││begun') + 3, y + 1];
  };
  const report = (code: number, dx: number, end = 'M'): string => {
    const [x, y] = origin();
    return `\x1b[<${code};${x + dx};${y}${end}`;
  };

  test('herdr #1865, #2915: passing over a screen draws nothing, is told to no program that did not ask, and holds up no key', async () => {
    await front(`stty raw -echo; printf 'begun '; exec cat -v`);
    sitting.type(report(35, 1));
    sitting.type('a');
    await sitting.shows('begun a');
    const before = sitting.screen.bytes();
    sitting.type(Array.from({ length: 600 }, (_, i) => report(35, i % 60)).join(''));
    sitting.type('b');
    await sitting.shows(/begun ab *│/);
    expect(sitting.screen.bytes() - before).toBeLessThan(1000);
    sitting.type(`${Array.from({ length: 600 }, (_, i) => report(35, i % 60)).join('')}${PREFIX}z`);
    await sitting.shows('zoom p');
    sitting.type(`${PREFIX}z`);
    await sitting.hides('zoom p');
  });

  test('AE #2417, #2422, #2425, herdr #972, #1349: click, drag and every wheel reach a program that asks, in its own cells', async () => {
    await front(`stty raw -echo; printf '\\033[?1002h\\033[?1006hbegun '; exec cat -v`);
    // Its modes are in force once a click arrives.
    await until('the program has the mouse', () => {
      if (sitting.screen.text().includes('^[[<0;4;1M')) return true;
      sitting.type(report(0, 3) + report(0, 3, 'm'));
      return false;
    });
    sitting.type(report(0, 3) + report(32, 4) + report(0, 4, 'm'));
    await sitting.screen.waitFor('the drag', (text) =>
      pane(text).includes('^[[<0;4;1M^[[<32;5;1M^[[<0;5;1m'),
    );
    sitting.type(report(64, 3) + report(66, 3) + report(67, 3));
    await sitting.screen.waitFor('the wheels', (text) =>
      pane(text).includes('^[[<64;4;1M^[[<66;4;1M^[[<67;4;1M'),
    );
  });

  /** The text of the pane, its rows joined as the program wrote them. */
  const pane = (screen: string): string =>
    screen
      .split('\n')
      .flatMap((row) => row.match(/││(.*?) *│?$/)?.[1] ?? [])
      .join('');
});

describe('finding and reaching', () => {
  test('AE #2286: to another agent by its number, by letters or by a click, while this one has every key', async () => {
    const name = await front('echo begun; read line');
    sitting.type(`${PREFIX}1`);
    await sitting.shows('─ env ─');
    sitting.type(`${PREFIX}/${name}\r`);
    await sitting.shows(`─ ${name} ─`);
    const row = sitting.screen.lines().findIndex((line) => /1 . env/.test(line)) + 1;
    sitting.type(`\x1b[<0;6;${row}M\x1b[<0;6;${row}m`);
    await sitting.shows('─ env ─');
  });

  test('herdr #343: keys and commands of a file are in the help and in the palette as all others', async () => {
    sitting.type(`${PREFIX}?`);
    await sitting.shows('enter');
    sitting.type('frobnicate');
    await sitting.shows(/ctrl\+alt\+f +frobnicate the widget/);
    sitting.type('\x1b');
    await sitting.hides('frobnicate the');
    sitting.type(`${PREFIX}\x10`);
    await sitting.shows('agents, actions, commands');
    sitting.type('frob');
    await sitting.shows(/: frob {2}frob it all[\s\S]*frobnicate the widget/);
    sitting.type('\x1b');
    await sitting.hides('frob it all');
  });

  test('herdr #4312: a file puts its lines into the sidebar, with no process for it', async () => {
    await sitting.shows(/^│ *three jobs run *││/m);
  });

  test('agent-deck #2099: what did not start is not said to have started', async () => {
    const { code, stdout, stderr } = await sitting.program.runCli(['new', '--', 'no-such-program-anywhere']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('no-such-program-anywhere');
  });
});
