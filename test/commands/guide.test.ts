// The guide's pages and the search of the reference, as the command line prints them.
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { verb as guide, pageOf } from '../../src/commands/guide.ts';
import { verb as docs } from '../../src/commands/lua-docs.ts';
import { parseArguments } from '../../src/commands/parse-arguments.ts';
import type { Context, Verb } from '../../src/commands/verb.ts';
import { manifest } from '../../src/lua/api/index.ts';
import { loadApi } from '../../src/reference/api-data.ts';
import { entriesOf } from '../../src/reference/entries.ts';
import { searchEntries } from '../../src/reference/search.ts';
import { topicNames } from '../../src/reference/topics.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const api = loadApi(root);
const entries = entriesOf(api);

async function run(verb: Verb, args: readonly string[], json = false): Promise<string> {
  let out = '';
  const context: Context = {
    home: '/nowhere',
    safe: false,
    json,
    cwd: '/',
    env: {},
    entries: `${root}/dist`,
    print: (text) => {
      out += text;
    },
    write: () => {},
    note: () => {},
  };
  await verb.run(await parseArguments(verb, { args: [...args], rest: undefined }), context);
  return out;
}

describe('guide', () => {
  test('opens with one page: the loop, ten recipes, undo, every topic', async () => {
    const page = await run(guide, []);
    expect(page.split('\n').length).toBeLessThan(120);
    expect(page).toContain('botster-tui lua wait x.lua');
    expect(page.match(/^\d+\. /gm)).toHaveLength(10);
    expect(page).toContain('## Undo');
    for (const topic of topicNames(api)) expect(page.split(/\s/)).toContain(topic);
    expect(page).not.toContain('{{');
  });

  test('has a topic for every module of the API, and those that go across', () => {
    expect(topicNames(api)).toEqual(
      expect.arrayContaining(['layout', 'widgets', 'keys', 'hooks', 'errors', 'undo', 'testing']),
    );
    for (const { name } of manifest.modules) {
      const page = pageOf(name.toUpperCase(), root, api);
      expect(page).toMatch(new RegExp(`^ *${name}[:(]`, 'm'));
      expect(page).not.toContain('{{');
    }
    expect(pageOf('app', root, api)).toMatch(/^# App\n/);
  });

  test('tells every widget with its props, and every event', () => {
    const widgets = pageOf('widgets', root, api);
    for (const { name } of manifest.widgets) expect(widgets).toContain(`  ui.${name}(`);
    expect(widgets).toContain('on_submit?');
    const hooks = pageOf('hooks', root, api);
    for (const { name } of manifest.events) expect(hooks).toContain(`  ${name} {`);
    expect(hooks).toMatch(/agent:before_kill \{ agent: Agent \} {2}\(before: can be cancelled or changed\)/);
    expect(hooks).toContain('EventOptions: ');
  });

  test('undo lists the verbs there are', () => {
    expect(pageOf('undo', root, api)).toContain('`botster-tui lua check`');
  });

  test('names the nearest topic, and all of them', async () => {
    await expect(run(guide, ['widgts'])).rejects.toThrow(
      /no topic "widgts" \(did you mean widgets\?\): layout,/,
    );
    await expect(run(guide, ['a', 'b'])).rejects.toThrow(/one argument too many/);
  });

  test('says it as JSON', async () => {
    expect(JSON.parse(await run(guide, ['undo'], true))).toMatchObject({
      topic: 'undo',
      text: expect.stringContaining('# Undo'),
      topics: expect.arrayContaining(['undo']),
    });
  });
});

describe('lua docs', () => {
  const names = (query: string) => searchEntries(entries, query).entries.map(({ name }) => name);

  test('finds by name, whole names first', () => {
    expect(names('keymap.set')[0]).toBe('keymap.set');
    expect(names('render')[0]).toBe('App:render');
    expect(names('status_bar')[0]).toBe('ui.status_bar');
    expect(names('agent:exited')[0]).toBe('agent:exited');
  });

  test('finds by what is said, with all words', () => {
    expect(names('bordered box')).toEqual([]);
    expect(names('box with a border')).toContain('ui.panel');
  });

  test('names the nearest where nothing fits', async () => {
    expect(searchEntries(entries, 'keymap.sett')).toMatchObject({
      entries: [],
      nearest: expect.arrayContaining(['keymap.set']),
    });
    await expect(run(docs, ['ui.tabel'])).rejects.toThrow(/nearest: ui\.table,/);
  });

  test('prints signature, doc and capability; JSON has them as fields', async () => {
    expect(await run(docs, ['agents.spawn'])).toMatch(
      /agents\.spawn\(opts: SpawnOptions\|string\).*\n.*Needs the capability agents\.spawn/,
    );
    expect(JSON.parse(await run(docs, ['agents.spawn'], true))[0]).toMatchObject({
      name: 'agents.spawn',
      kind: 'function',
      capability: 'agents.spawn',
    });
  });
});
