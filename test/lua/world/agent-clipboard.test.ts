// What agents want in the clipboard waits at the side until a person says so, and not for ever.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { agent, closeWorlds, openWorld, type TestWorld, until } from '../world-helper.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
  world.sync({ agents: Array.from({ length: 20 }, (_, i) => agent(`a${i + 1}`)) });
});
beforeEach(() => {
  world.effects.length = 0;
  world.requests.length = 0;
});
afterAll(closeWorlds);

const writes = (id: string, text: string) =>
  world.world.emit('agent:clipboard', { agent: id, text, bytes: text.length });
const clipboard = (code: string) => world.eval(`require("default.agent_clipboard").${code}`);
const wished = (id: string) =>
  world.eval(`require("default.agent_clipboard").wish({ id = "${id}" }) and "waits" or "none"`);
const told = () => world.effects.filter(({ name }) => name === 'notify').map(({ params }) => params['text']);

test('nobody is kept from typing: no prompt is opened, and what was written last is what is copied', async () => {
  await writes('a1', 'one');
  await writes('a1', 'two\x1b[31m\n  lines');
  expect(told()).toEqual(['wants 3 characters in your clipboard (ctrl+b A): one']);
  expect(world.requests).toEqual([]);
  expect(await clipboard('rows({ id = "a1" }, 5)')).toBe('{ "two·[31m", "  lines" }');
  expect(await world.text()).toContain('wants 16 characters in your clipboard');
  const done = clipboard('answer(agents.get("a1"), "allow")');
  const copies = () => world.requests.filter(({ effect }) => effect.name === 'clipboard.copy');
  await until('it is copied', () => copies().length > 0);
  expect(copies()[0]!.effect.params).toEqual({ text: 'two\x1b[31m\n  lines' });
  copies()[0]!.answer(true);
  await done;
  expect(await wished('a1')).toBe('"none"');
});

test('refused is refused, and for all time where that is said', async () => {
  await writes('a1', 'one');
  await clipboard('answer(agents.get("a1"), "never")');
  expect(world.effects.filter(({ name }) => name !== 'notify')).toMatchObject([
    { name: 'agents.set', params: { id: 'a1', settings: { clipboard: 'deny' } } },
  ]);
});

test('of too many the oldest is refused', async () => {
  for (let i = 1; i <= 17; i++) await writes(`a${i}`, 'text');
  expect(await wished('a1')).toBe('"none"');
  expect(await wished('a2')).toBe('"waits"');
  expect(told()).toContain(
    '4 characters for your clipboard were not taken: too many agents wanted something there',
  );
});

test('what waits when files are reloaded is gone, and that is said; the text is kept nowhere', async () => {
  expect(JSON.stringify([...world.store.state])).not.toContain('text');
  await world.save({ 'user/other.lua': '-- nothing' });
  await until('it is said', () => told().some((text) => /is gone since files were reloaded/.test(`${text}`)));
  expect(await wished('a2')).toBe('"none"');
  await world.save({ 'user/other.lua': null });
});
