// `pty.*`: programs on the real host, over reloads and over a new hub.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../helpers/until.ts';
import { type Lab, openLab } from './lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
  lab.write('app/file', '');
  await lab.work('app');
});
afterAll(() => lab?.dispose());

const said = (mark: string): string[] =>
  lab
    .said()
    .filter((line) => line.startsWith(`${mark} `))
    .map((line) => line.slice(mark.length + 1));
const hears = (mark: string, what: string | RegExp): Promise<void> =>
  until(
    `${mark} says ${what}`,
    () => said(mark).some((line) => (typeof what === 'string' ? line.includes(what) : what.test(line))),
    {
      detail: () => lab.hub.log.slice(-12).join('\n'),
    },
  );
const emit = (name: string, payload: object = {}): Promise<unknown> =>
  lab.hub.hub.lua.world().emit(`custom:${name}`, payload);
const sessions = async () => (await (await lab.hub.hub.host.ready()).peer.call('list', {})).sessions;
const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('a program that a file starts', () => {
  test('is shown in a layout while it runs, the same after a reload, and nothing else once it has ended', async () => {
    const layout = (title: string): string => `
      local shown = pty.spawn("cat", { key = "shown" })
      events.on("custom:end_shown", function() shown:kill() end)
      function App:render() return ui.panel({ title = "${title}" }, ui.terminal(shown)) end`;
    const shown = async (): Promise<{ title: string; program: Record<string, unknown> }> => {
      const { hub } = lab.hub;
      const { id } = hub.views.latest()!;
      const tree = JSON.parse(await hub.lua.world().render(id)) as {
        title: { text: string }[];
        children: Record<string, unknown>[];
      };
      return { title: tree.title[0]!.text, program: tree.children[0]! };
    };
    await lab.save('user/shown.lua', layout('one'));
    await until('it has a session', async () => (await shown()).program['agent'] !== undefined);
    const { program } = await shown();
    expect(program).toMatchObject({ type: 'terminal', program: true });
    expect((await sessions()).map(({ id }) => id)).toContain(program['agent']);
    await lab.save('user/shown.lua', layout('two'));
    expect(await shown()).toMatchObject({ title: 'two', program: { agent: program['agent'] } });
    await emit('end_shown');
    await until('it has ended', async () => (await shown()).program['agent'] === undefined);
    expect((await shown()).program).toMatchObject({ placeholder: 'it has ended' });
    rmSync(join(lab.hub.home.home, 'user/shown.lua'));
    await until('its layout is gone', async () => (await shown().catch(() => null))?.title !== 'two');
  });

  test('is written to, heard, resized and ended, and no list shows it', async () => {
    await lab.save(
      'user/pty.lua',
      `local p = pty.spawn("sh", { args = { "-c", "echo hello $WHO in $PWD; while read line; do echo got:$line; stty size; done" }, env = { WHO = "Ann" } })
       p:on_output(function(data) log.info("OUT " .. data) end):on_exit(function(code, signal) log.info("EXIT " .. tostring(code) .. " " .. tostring(signal)) end)
       events.on("custom:type", function(event) p:write(event.text) end)
       events.on("custom:size", function() p:resize(100, 30) end)
       events.on("custom:kill", function() p:kill() end)
       events.on("custom:look", function() log.info("SCREEN " .. p:read_screen()) log.info("PID " .. tostring(p:pid())) end)`,
    );
    await hears('OUT', `hello Ann in ${join(lab.root, 'app')}`);
    await emit('size');
    await emit('type', { text: 'ü\n' });
    await hears('OUT', 'got:ü');
    await hears('OUT', '30 100');
    await emit('look');
    await hears('PID', /^\d+$/);
    expect(said('SCREEN')[0]).toMatch(/^hello Ann in .*app/);
    const client = await lab.hub.connect();
    const { agents } = await client.peer.call('agent.list', {});
    expect(agents.map(({ argv }) => argv.join(' ')).some((argv) => argv.includes('echo hello'))).toBe(false);
    const pid = Number(said('PID')[0]);
    expect(alive(pid)).toBe(true);
    await emit('kill');
    await hears('EXIT', /./);
    await until('it is gone', () => !alive(pid));
    await until('the host has forgotten it', async () => !(await sessions()).some((one) => one.pid === pid));
    expect(await emit('type', { text: 'late' })).toMatchObject({ ok: true });
  });

  test('is heard to its last byte before its end is told', async () => {
    await lab.save(
      'user/pty.lua',
      `local heard = {}
       pty.spawn("seq 1 20000; exit 3"):on_output(function(data) heard[#heard + 1] = data end)
         :on_exit(function(code) log.info("END " .. code .. " " .. #table.concat(heard) .. " " .. tostring(table.concat(heard):sub(-7) == "20000\\r\\n")) end)`,
    );
    await hears('END', /./);
    expect(said('END')).toEqual([
      `3 ${Array.from({ length: 20_000 }, (_, i) => `${i + 1}\r\n`).join('').length} true`,
    ]);
  });

  test('with its output captured says in the end what it printed, and shows what it drew', async () => {
    await lab.save(
      'user/pty.lua',
      `action.register("choose", function()
         popup.open { cmd = "echo chosen; echo drawn >&2; exec sleep 1000", capture = true, key = "c",
           on_exit = function(code, output, signal) log.info("GOT " .. tostring(signal) .. " " .. output) end }
       end)
       keymap.set("normal", "C", "choose")`,
    );
    const { hub } = lab.hub;
    await hub.lua.world().key(hub.views.latest()!.id, 'normal', ['C']);
    const { peer } = await hub.host.ready();
    const one = async () => {
      const found = (await sessions()).find(({ meta }) => meta.includes('popup:'));
      return found && { found, ...(await peer.call('read', { session: found.id, what: 'screen' })) };
    };
    await until('it has drawn', async () => (await one())?.lines.includes('drawn') === true);
    expect((await one())!.lines).not.toContain('chosen');
    await peer.call('kill', { session: (await one())!.found.id, force: true });
    await hears('GOT', 'KILL chosen');
  });

  test('that cannot be started ends with 127, and is an error of its line', async () => {
    await lab.save(
      'user/pty.lua',
      `-- starts nothing
       pty.spawn("no-such-program", { args = {} }):on_exit(function(code) log.info("CODE " .. code) end)`,
    );
    await hears('CODE', '127');
    expect(lab.hub.hub.lua.errors()).toMatchObject([
      {
        unit: 'user/pty.lua',
        line: 2,
        message: expect.stringMatching(/pty\.spawn\("no-such-program"\): .*not found on PATH/),
      },
    ]);
  });

  test('needs a grant in files that agents write', async () => {
    await expect(lab.save('improvements/pty.lua', 'pty.spawn("sh")')).rejects.toThrow(
      /needs capability 'pty\.spawn'/,
    );
    lab.hub.write('improvements/pty.lua', '-- nothing');
  });
});

describe('over reloads', () => {
  const counting = (mark: string): string => `
local p = pty.spawn("echo started; n=0; while read line; do n=$((n+1)); echo $line-$n; done", { key = "counter" })
p:on_output(function(data) log.info("${mark} " .. data) end)
p:on_exit(function() log.info("OVER ${mark}") end)
events.on("custom:type", function(event) p:write(event.text) end)`;

  test('one that is spawned again is the same, and speaks to the new world alone', async () => {
    await lab.save('user/pty.lua', counting('ONE'));
    await hears('ONE', 'started');
    await emit('type', { text: 'a\n' });
    await hears('ONE', 'a-1');
    await lab.save('user/pty.lua', counting('TWO'));
    await emit('type', { text: 'b\n' });
    await hears('TWO', 'b-2');
    expect(said('TWO').join('')).not.toMatch(/started|a-1/);
    expect(said('ONE').join('')).not.toContain('b-2');
    await lab.save('user/other.lua', '-- another file');
    await emit('type', { text: 'c\n' });
    await hears('TWO', 'c-3');
    expect(said('OVER')).toEqual([]);
  });

  test('a world that hangs takes no program with it', async () => {
    await lab.save(
      'user/other.lua',
      'events.on("custom:hang", function() return ("a"):rep(30000):find(".-.-.-.-b") end)',
    );
    const generation = lab.hub.hub.lua.world().generation();
    await emit('hang');
    await until('another world runs', () => lab.hub.hub.lua.world().generation() > generation);
    await emit('type', { text: 'x\n' });
    await hears('TWO', 'x-4');
    expect(said('OVER')).toEqual([]);
    await lab.save('user/other.lua', '-- another file');
  });

  test('a refused save leaves it alone, and starts nothing', async () => {
    const before = (await sessions()).length;
    await expect(lab.save('user/pty.lua', `pty.spawn("sleep 100")\nerror("no")`)).rejects.toThrow();
    await emit('type', { text: 'd\n' });
    await hears('TWO', 'd-5');
    expect((await sessions()).length).toBe(before);
    expect(said('OVER')).toEqual([]);
  });

  test('one that is spawned otherwise is started anew, one that is not is ended', async () => {
    const running = (await sessions()).find(({ argv }) => argv.join(' ').includes('n=$((n+1))'))!;
    await lab.save(
      'user/pty.lua',
      counting('THREE').replace('key = "counter"', 'key = "counter", cols = 60'),
    );
    await hears('THREE', 'started');
    await until('the first is gone', () => !alive(running.pid));
    const next = (await sessions()).find(
      ({ argv, status }) => status === 'running' && argv.join(' ').includes('n=$((n+1))'),
    )!;
    expect(next.columns).toBe(60);
    await lab.save('user/pty.lua', '-- nothing');
    await until('the second is gone', () => !alive(next.pid));
    await until(
      'the host has forgotten both',
      async () => !(await sessions()).some(({ argv }) => argv.join(' ').includes('n=$((n+1))')),
    );
  });
});

test('a flood does not stop anything, and its end arrives', async () => {
  await lab.save(
    'user/pty.lua',
    `local last = ""
     pty.spawn("yes 0123456789 | head -n 300000; echo THE END"):on_output(function(data) last = (last .. data):sub(-20) end)
       :on_exit(function(code) log.info("FLOOD " .. code .. last:gsub("%s+", " ")) end)`,
  );
  await hears('FLOOD', /^0.* THE END/);
});

test('terminals outlive the hub: the next one takes up what is spawned again and ends the rest', async () => {
  await lab.save(
    'user/pty.lua',
    `local p = pty.spawn("n=0; while read line; do n=$((n+1)); echo $line-$n; done", { key = "kept" })
     p:on_output(function(data) log.info("KEPT " .. data) end)
     events.on("custom:type", function(event) p:write(event.text) end)`,
  );
  await lab.save('user/gone.lua', 'pty.spawn("while read gone; do :; done")');
  await emit('type', { text: 'a\n' });
  await hears('KEPT', 'a-1');
  const pidOf = async (part: string): Promise<number> =>
    (await sessions()).find(({ argv }) => argv.join(' ').includes(part))!.pid;
  await until('the other runs', async () =>
    (await sessions()).some(({ argv }) => argv.join(' ').includes('read gone')),
  );
  const [kept, gone] = [await pidOf('n=0; while'), await pidOf('read gone')];
  await lab.again({ 'user/gone.lua': '-- nothing' });
  await until('the one that is not spawned is ended', () => !alive(gone));
  expect(alive(kept)).toBe(true);
  await emit('type', { text: 'b\n' });
  await hears('KEPT', 'b-2');
  expect(readFileSync(join(lab.hub.home.home, 'user/pty.lua'), 'utf8')).toContain('kept');
});
