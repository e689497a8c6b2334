// What happened lately: what is kept of it, and how seldom it is told to who looks.
import { describe, expect, it } from 'vitest';
import type { LuaError } from '../../src/core/lua-error.ts';
import { createRecent } from '../../src/hub/recent.ts';
import { until } from '../helpers/until.ts';

interface Told {
  readonly entries: readonly { readonly seq: number; readonly text: string }[];
}

function error(message: string, count = 1, phase: LuaError['phase'] = 'handler'): LuaError {
  return {
    ok: false,
    kind: 'lua_error',
    phase,
    unit: 'user/a.lua',
    file: '/a.lua',
    line: 3,
    message,
    action: 'kept_last_good',
    count,
    first_at: '',
    last_at: '',
  };
}

const texts = (recent: ReturnType<typeof createRecent>) => recent.since(0).map(({ text }) => text);

describe('what is kept', () => {
  it('is of each kind so much, in the order it came', () => {
    const recent = createRecent();
    recent.errors([error('first')]);
    for (let n = 1; n <= 5000; n++) recent.log('info', 'hub', `line ${n}`);
    const kept = texts(recent);
    expect(kept).toHaveLength(1001);
    expect([kept[0], kept[1], kept.at(-1)]).toEqual(['user/a.lua:3: first', 'line 4001', 'line 5000']);
    expect(recent.oldest()).toEqual({ log: 4002, error: 1, event: 0 });
  });

  it('has an error again when it happens again, not while it lasts', () => {
    const recent = createRecent();
    recent.errors([error('a')]);
    recent.errors([error('a'), error('b')]);
    recent.errors([error('a', 2), error('b')]);
    recent.errors([]);
    recent.errors([error('a')]);
    expect(texts(recent)).toEqual(['a', 'b', 'a', 'a'].map((name) => `user/a.lua:3: ${name}`));
  });
});

describe('who looks', () => {
  /** A world that takes a list when it is let. */
  function look(recent: ReturnType<typeof createRecent>) {
    const lists: Told['entries'][] = [];
    const waiting: (() => void)[] = [];
    const handle = recent.open({
      tell: (_event, value) => {
        lists.push((value as Told).entries);
        return new Promise((resolve) => waiting.push(resolve));
      },
      end: () => {},
    });
    return { lists, handle, take: () => waiting.shift()?.() };
  }

  it('is told what there is, the newest first, and then what comes while it is busy in one list', async () => {
    const recent = createRecent();
    for (let n = 1; n <= 300; n++) recent.log('info', 'hub', `old ${n}`);
    const { lists, handle, take } = look(recent);
    await until('it is told', () => lists.length === 1);
    expect([lists[0]![0]!.text, lists[0]!.at(-1)!.text]).toEqual(['old 51', 'old 300']);
    for (let n = 1; n <= 200; n++) recent.log('info', 'hub', `new ${n}`);
    expect(lists).toHaveLength(1);
    take();
    await until('it is told the rest', () => lists.length === 2);
    expect(lists[1]!.map(({ text }) => text)).toEqual(
      Array.from({ length: 50 }, (_, index) => `old ${index + 1}`),
    );
    take();
    await until('it is told the news', () => lists.length === 3);
    expect(lists[2]).toHaveLength(200);
    handle.close();
  });

  it('is not told at once of what came of drawing', async () => {
    const recent = createRecent();
    const { lists, handle, take } = look(recent);
    await Promise.resolve(handle.act('wait', {}));
    recent.log('info', 'user/a.lua', 'drawn', true);
    recent.told([{ name: 'custom:drawn', text: '', told: [], told_count: 0 }], 0, true);
    recent.errors([error('while drawing', 1, 'render')]);
    recent.log('info', 'hub', 'something else');
    await until('it is told', () => lists.length === 1);
    expect(lists[0]!.map(({ text }) => text)).toEqual([
      'drawn',
      '',
      'user/a.lua:3: while drawing',
      'something else',
    ]);
    take();
    handle.close();
  });
});
