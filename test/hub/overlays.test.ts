// Banners, toasts and prompts: what is up, for whom, and until when.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LuaError } from '../../src/core/lua-error.ts';
import type { Prompt } from '../../src/core/overlay.ts';
import { type Answer, createOverlays, type OverlayStore } from '../../src/hub/overlays.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

let changes = 0;
function create(): OverlayStore {
  changes = 0;
  return createOverlays(() => void changes++);
}
function error(unit: string, message: string, more: Partial<LuaError> = {}): LuaError {
  const at = '2026-01-01T00:00:00.000Z';
  const base = { ok: false, kind: 'lua_error', phase: 'syntax', file: `/h/${unit}`, line: 12 } as const;
  return { ...base, unit, message, action: 'kept_last_good', count: 1, first_at: at, last_at: at, ...more };
}
const prompt = (id: string, more: Partial<Prompt> = {}): Prompt => ({
  id,
  kind: 'input',
  title: 'Name',
  ...more,
});
const texts = (overlays: OverlayStore): string[] => overlays.of('v').banners.map(({ text }) => text);

test('a Lua error is a banner with file, line and cause until it is resolved', () => {
  const overlays = create();
  const generation = { attempted: 7, live: 6, live_saved_at: null };
  overlays.luaErrors([error('user/layout.lua', 'attempt to index a nil value', { generation })]);
  expect(overlays.of('v').banners).toMatchObject([
    {
      level: 'error',
      text: 'user/layout.lua:12: attempt to index a nil value',
      hint: expect.stringContaining('generation 6 stays live'),
    },
  ]);
  overlays.luaErrors([]);
  expect(texts(overlays)).toEqual([]);
});

test('a dismissed error stays away while it is the same, and comes back as another', () => {
  const overlays = create();
  overlays.luaErrors([error('a.lua', 'one'), error('b.lua', 'two')]);
  overlays.dismiss();
  expect(texts(overlays)).toEqual(['a.lua:12: one']);
  overlays.luaErrors([error('a.lua', 'one'), error('b.lua', 'two', { count: 2 })]);
  expect(texts(overlays)).toEqual(['a.lua:12: one']);
  overlays.luaErrors([error('a.lua', 'one'), error('b.lua', 'three')]);
  expect(texts(overlays)).toEqual(['a.lua:12: one', 'b.lua:12: three']);
  overlays.luaErrors([]);
  overlays.luaErrors([error('b.lua', 'two')]);
  expect(texts(overlays)).toEqual(['b.lua:12: two']);
});

test('other banners are left alone by Lua errors', () => {
  const overlays = create();
  overlays.banner({ id: 'store', level: 'error', text: 'disk full' });
  overlays.luaErrors([]);
  expect(texts(overlays)).toEqual(['disk full']);
  overlays.clear('store');
  expect(texts(overlays)).toEqual([]);
});

test('a toast goes by itself; one with the same id takes its place and time', () => {
  const overlays = create();
  const toast = { id: 't', level: 'info', text: 'one', timeout: 5 } as const;
  overlays.toast(toast);
  vi.advanceTimersByTime(4000);
  overlays.toast({ ...toast, text: 'two' });
  vi.advanceTimersByTime(4000);
  expect(overlays.of('v').toasts.map(({ text }) => text)).toEqual(['two']);
  vi.advanceTimersByTime(1000);
  expect(overlays.of('v').toasts).toEqual([]);
});

test('of many toasts the newest stay', () => {
  const overlays = create();
  for (let i = 0; i < 100; i++) overlays.toast({ id: `${i}`, level: 'info', text: `${i}`, timeout: 5 });
  const { toasts } = overlays.of('v');
  expect(toasts).toHaveLength(20);
  expect(toasts.at(-1)?.text).toBe('99');
});

test('prompts of a view come one after another, and are not seen in others', async () => {
  const overlays = create();
  const answers: Answer[] = [];
  const ask = (id: string, view: string | null): void =>
    overlays.ask({
      prompt: prompt(id),
      view,
      outlivesSwap: false,
      answer: (value) => void answers.push(value),
    });
  ask('first', 'v');
  ask('second', 'v');
  ask('anywhere', null);
  expect(overlays.of('v').prompt?.id).toBe('first');
  expect(overlays.of('w').prompt?.id).toBe('anywhere');
  expect(await overlays.answer('first', 'yes')).toBe(true);
  expect(overlays.of('v').prompt?.id).toBe('second');
  expect(await overlays.answer('first', 'again')).toBe(false);
  expect(await overlays.answer('second', null)).toBe(true);
  expect(answers).toEqual(['yes', null]);
});

test('an input is offered earlier answers to the same question, newest first', async () => {
  const overlays = create();
  const ask = (id: string, more: Partial<Prompt> = {}): void =>
    overlays.ask({ prompt: prompt(id, more), view: 'v', outlivesSwap: false, answer: () => {} });
  for (const value of ['a', 'b', '', 'a']) {
    ask('x');
    await overlays.answer('x', value);
  }
  ask('y');
  expect(overlays.of('v').prompt?.items).toEqual(['a', 'b']);
  await overlays.answer('y', null);
  ask('z', { items: ['own'] });
  expect(overlays.of('v').prompt?.items).toEqual(['own']);
  await overlays.answer('z', null);
  ask('other', { title: 'Directory' });
  expect(overlays.of('v').prompt?.items).toBeUndefined();
});

test('after a swap only questions that still mean something are asked', () => {
  const overlays = create();
  for (const outlivesSwap of [false, true]) {
    overlays.ask({ prompt: prompt(`${outlivesSwap}`), view: 'v', outlivesSwap, answer: () => {} });
  }
  overlays.swapped();
  expect(overlays.of('v').prompt?.id).toBe('true');
});

test('a question in a loop drops its oldest, as left', () => {
  const overlays = create();
  const answers: string[] = [];
  for (let i = 0; i < 60; i++) {
    const answer = (value: Answer): void => void answers.push(`${i} ${value}`);
    overlays.ask({ prompt: prompt(`${i}`), view: 'v', outlivesSwap: false, answer });
  }
  expect(answers).toHaveLength(10);
  expect(answers[0]).toBe('0 null');
});

test('a form is there until its answer was dealt with, and asked again under its id keeps its place', async () => {
  const overlays = create();
  const answers: Answer[] = [];
  const ask = (revision: number): void =>
    overlays.ask({
      prompt: prompt('f', { kind: 'form', revision }),
      view: 'v',
      outlivesSwap: false,
      async answer(value) {
        await Promise.resolve();
        answers.push(value);
        if (revision === 1) ask(2);
      },
    });
  ask(1);
  overlays.ask({ prompt: prompt('next'), view: 'v', outlivesSwap: false, answer: () => {} });
  const value = { submitted: true, values: { a: 'x' } };
  const first = overlays.answer('f', value);
  expect(overlays.of('v').prompt).toMatchObject({ id: 'f', revision: 1 });
  // Typed before the answer to the first is there: it is for the form as it is then.
  const second = overlays.answer('f', null);
  expect(await first).toBe(true);
  expect(await second).toBe(true);
  expect(answers).toEqual([value, null]);
  expect(overlays.of('v').prompt?.id).toBe('next');
});

test('after a swap nobody is told of the changes of a form, but of its answer', () => {
  const overlays = create();
  const asked = prompt('f', { kind: 'form', asks: true });
  overlays.ask({ prompt: asked, view: 'v', outlivesSwap: true, answer: () => {} });
  overlays.swapped();
  expect(overlays.of('v').prompt).toEqual({ ...asked, asks: false });
});
