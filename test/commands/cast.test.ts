// Recordings: what is recorded of a real session, played on a terminal, shows what the session shows.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import headless from '@xterm/headless';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, eventLine, parseCast } from '../../src/commands/cast/cast.ts';
import { createRecorder, type ScreenRead } from '../../src/commands/cast/recorder.ts';
import { connectHost } from '../../src/protocol/host-client.ts';
import { runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { createProgram, type Program } from '../helpers/program.ts';
import { openScreen } from '../helpers/terminal-screen.ts';
import { until } from '../helpers/until.ts';

/** The rows that a terminal shows after `cast`, and its size. */
async function shownBy({
  header,
  events,
}: Cast): Promise<{ lines: string[]; columns: number; cursor: number[] }> {
  const terminal = new headless.Terminal({ cols: header.width, rows: header.height, allowProposedApi: true });
  for (const { kind, data } of events) {
    if (kind === 'o') await new Promise<void>((done) => terminal.write(data, done));
    if (kind === 'r') terminal.resize(...(data.split('x').map(Number) as [number, number]));
  }
  const { active } = terminal.buffer;
  const lines = Array.from({ length: terminal.rows }, (_, y) =>
    (active.getLine(active.baseY + y)?.translateToString(true) ?? '').trimEnd(),
  );
  const shown = { lines, columns: terminal.cols, cursor: [active.cursorX, active.cursorY] };
  terminal.dispose();
  return shown;
}

const screen = (text: string, contentSeq: number, columns = 20): ScreenRead => ({
  lines: [text, '', ''],
  cursor: { x: text.length, y: 0, visible: true },
  columns,
  rows: 3,
  modes: 0,
  content_seq: contentSeq,
});
const chunk = (at: number, text: string | Buffer, dropped = 0) => ({ at, dropped, bytes: Buffer.from(text) });

test('bytes are recorded once: those that the screen has already are left out', async () => {
  const written: string[] = [];
  const recorder = createRecorder(
    async () => screen('abc', 3),
    (kind, data) => written.push(`${kind}${data}`),
  );
  const synced = recorder.sync();
  recorder.take(chunk(1, 'bcde'));
  await synced;
  recorder.take(chunk(4, 'ef'));
  expect(written.slice(1)).toEqual(['ode', 'of']);
  expect(recorder.position()).toBe(6);
});

test('a letter of several bytes that comes in pieces is one letter', async () => {
  const written: string[] = [];
  const recorder = createRecorder(
    async () => screen('', 0),
    (_kind, data) => written.push(data),
  );
  await recorder.sync();
  const bytes = Buffer.from('é');
  recorder.take(chunk(0, bytes.subarray(0, 1)));
  recorder.take(chunk(1, bytes.subarray(1)));
  expect(written.slice(1)).toEqual(['é']);
});

test('where output was skipped, and at another size, the screen comes again', async () => {
  const written: string[] = [];
  const screens = [screen('a', 1), screen('much', 100), screen('wide', 101, 30)];
  const recorder = createRecorder(
    async () => screens.shift()!,
    (kind, data) => written.push(`${kind}${data}`),
  );
  await recorder.sync();
  recorder.take(chunk(90, 'x', 89));
  await until('the screen came again', () => recorder.position() === 100);
  await recorder.sync();
  expect(written.map((text) => text[0])).toEqual(['o', 'o', 'r', 'o']);
  expect(written[1]).toContain('much');
  expect(written[2]).toBe('r30x3');
});

const header = '{"version":2,"width":80,"height":24}';
test.each([
  ['', 'x.cast:1: a line of JSON expected'],
  ['{"version":1}\n', 'x.cast:1: a header of asciicast version 2 expected, with width and height'],
  [`${header}\n[1,"o","a"]\nnope\n`, 'x.cast:3: a line of JSON expected'],
  [`${header}\n[1,"o",2]\n`, 'x.cast:2: [seconds, "kind", "text"] expected'],
])('%j is told with file and line', (text, message) => {
  expect(() => parseCast(text, 'x.cast')).toThrow(message);
});

test('a last line that was cut off is left out; one that only lacks its end is not', () => {
  expect(parseCast(`${header}\n[1,"o","a"]`, 'x').events).toHaveLength(1);
  expect(parseCast(`${header}\n[1,"o","a"]\n[2,"o`, 'x').events).toEqual([{ at: 1, kind: 'o', data: 'a' }]);
});

let program: Program;
beforeAll(() => {
  program = createProgram();
});
afterAll(() => program.dispose());

test('record, then replay: sizes, colours and letters as the session had them', async () => {
  const id = await program.ok(['new', '--name', 'rec', '--env', 'PS1=$ ', '--size', '40x8', '--', '/bin/sh']);
  await program.ok(['send', id, 'echo before', '--enter']);
  await program.ok(['wait', id, '--until', 'text:^before']);
  const recording = openScreen(program, ['record', 'rec', 'a.cast', '--input']);
  try {
    await recording.waitFor('it records', (text) =>
      text.includes('recording, with all that is typed (ctrl+c ends it)'),
    );
    await program.ok(['send', id, "printf '\\033[31mr\\303\\251d\\033[0m\\n'", '--enter']);
    await program.ok(['wait', id, '--until', 'text:^réd']);
    const { hostSocket } = runtimePaths(program.home, program.env);
    const { peer, close } = await connectHost({ socket: hostSocket, client: 'cli' });
    await peer.call('resize', { session: id, columns: 60, rows: 10 });
    close();
    const file = join(program.home, 'a.cast');
    await until('the size is recorded', () => readFileSync(file, 'utf8').includes('"r","60x10"'));
    await program.ok(['send', id, 'echo after; exit', '--enter']);
    expect(await recording.exited()).toBe(0);
    expect(recording.text()).toContain(file);

    expect(statSync(file).mode & 0o777).toBe(0o600);
    const cast = parseCast(readFileSync(file, 'utf8'), 'a.cast');
    expect(cast.header).toMatchObject({ version: 2, width: 40, height: 8 });
    const typed = cast.events.filter(({ kind }) => kind === 'i').map(({ data }) => data);
    expect(typed.join('')).toBe("printf '\\033[31mr\\303\\251d\\033[0m\\n'\recho after; exit\r");
    const shown = await shownBy(cast);
    expect(shown.columns).toBe(60);
    const { lines } = JSON.parse(await program.ok(['read', id, '--json'])) as { lines: string[] };
    expect(shown.lines).toEqual(lines.map((line) => line.trimEnd()));
    for (const line of ['before', 'réd', 'after']) expect(shown.lines).toContain(line);
  } finally {
    await recording.close();
  }
});

test('replay shows it and gives the terminal back; q ends it; the clipboard is not touched', async () => {
  const event = (at: number, data: string): string => eventLine({ at, kind: 'o', data });
  const text = `{"version":2,"width":40,"height":8}\n${event(0, '\u001b[?1049h\u001b[2J\u001b[Hone')}${event(0, '\u001b]52;c;aGk=\u0007')}${event(900, 'two')}`;
  writeFileSync(join(program.home, 'b.cast'), text);
  const slow = openScreen(program, ['replay', 'b.cast']);
  const fast = openScreen(program, ['replay', 'b.cast', '--idle-limit', '0.01', '--speed', '2']);
  try {
    await slow.waitFor('the first event', (shown) => shown.startsWith('one'));
    slow.type('q');
    expect([await slow.exited(), await fast.exited()]).toEqual([0, 0]);
    expect(slow.written()).not.toContain('two');
    expect(fast.written()).toContain('two');
    for (const { written, terminal } of [slow, fast]) {
      expect(written()).not.toContain(']52;');
      expect(terminal.buffer.active.type).toBe('normal');
    }
  } finally {
    await slow.close();
    await fast.close();
  }
});

test('replay --new shows it as an agent, of its size', async () => {
  const text = `{"version":2,"width":44,"height":9}\n${eventLine({ at: 0, kind: 'o', data: 'in a pane' })}${eventLine({ at: 900, kind: 'o', data: 'later' })}`;
  writeFileSync(join(program.home, 'e.cast'), text);
  const id = (await program.ok(['replay', 'e.cast', '--new'])).trim();
  await program.ok(['wait', id, '--until', 'text:^in a pane']);
  const agents = JSON.parse(await program.ok(['ls', '--json'])) as {
    id: string;
    name: string;
    size: object;
  }[];
  expect(agents.find((agent) => agent.id === id)).toMatchObject({
    name: 'e.cast',
    size: { columns: 44, rows: 9 },
  });
  await program.ok(['kill', id]);
});

test('what was recorded stays on the screen, and what follows goes below it', async () => {
  writeFileSync(
    join(program.home, 'd.cast'),
    `${header.replace('24', '3')}\n${eventLine({ at: 0, kind: 'o', data: '\u001b[H\u001b[2Jtop' })}`,
  );
  const replaying = openScreen(program, ['replay', 'd.cast']);
  try {
    expect(await replaying.exited()).toBe(0);
    expect(replaying.lines()[0]).toBe('top');
    expect(replaying.cursor()).toEqual({ x: 0, y: 3 });
  } finally {
    await replaying.close();
  }
});

test('a file that is there is kept, one that is none is told', async () => {
  const b = join(program.home, 'b.cast');
  writeFileSync(b, 'mine');
  expect(await program.runCli(['record', 'rec', 'b.cast'])).toMatchObject({
    code: 1,
    stderr: `botster-tui record: ${b} is there already, and is kept: name another file\n`,
  });
  expect(readFileSync(b, 'utf8')).toBe('mine');
  expect((await program.runCli(['record', 'nobody', 'c.cast'])).stderr).toContain('no agent "nobody"');
  expect((await program.runCli(['replay', 'b.cast'])).stderr).toContain('b.cast:1: a line of JSON expected');
});
