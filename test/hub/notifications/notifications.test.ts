// Where notifications go: the history, the terminals nobody looks at, and a command.
import { beforeEach, describe, expect, test } from 'vitest';
import { createCommandRunner, filled } from '../../../src/hub/notifications/command.ts';
import { createHistory } from '../../../src/hub/notifications/history.ts';
import {
  createNotifications,
  type NotificationRequest,
  type Notifications,
} from '../../../src/hub/notifications/notifications.ts';
import type { Kind } from '../../../src/hub/store.ts';

function memoryStore() {
  const kinds = new Map<Kind, Map<string, string>>();
  const all = (kind: Kind): Map<string, string> => {
    const found = kinds.get(kind) ?? new Map<string, string>();
    kinds.set(kind, found);
    return found;
  };
  return {
    all,
    get: (kind: Kind, key: string) => all(kind).get(key),
    set(kind: Kind, key: string, text: string | null) {
      if (text === null) all(kind).delete(key);
      else all(kind).set(key, text);
    },
  };
}

describe('the history', () => {
  const one = (text: string) => ({ at: 1, level: 'info' as const, text, unit: 'user/a.lua' });

  test('has the last 200, over restarts, and knows which of them were seen', () => {
    const store = memoryStore();
    const history = createHistory(store, () => {});
    for (let n = 1; n <= 205; n++) history.add(one(`n${n}`));
    expect(history.list()).toHaveLength(200);
    expect(history.list()[0]!.text).toBe('n6');
    expect(history.list()).toBe(history.list());
    history.seen();
    history.add(one('later'));
    const again = createHistory(store, () => {});
    expect(again.list()).toHaveLength(200);
    expect(again.list().filter(({ unread }) => unread)).toMatchObject([{ text: 'later', seq: 206 }]);
  });
});

describe('telling', () => {
  let watched: boolean;
  let written: object[];
  let asked: boolean[];
  let notifications: Notifications;
  beforeEach(() => {
    watched = false;
    written = [];
    asked = [];
    notifications = createNotifications({
      store: memoryStore(),
      overlays: { toast: () => {} },
      voices(all) {
        asked.push(all);
        return [{ notify: (told) => void written.push(told) }];
      },
      isWatched: () => watched,
      nameOf: (id) => (id === 'a1' ? 'fixer' : undefined),
      environment: () => ({}),
      home: '/',
      onChange: () => {},
      log: () => {},
    });
  });
  const tell = (more: Partial<NotificationRequest> = {}): void =>
    notifications.tell({
      ...{ id: 'n', level: 'info', text: 'x\x1by', timeout: 5, agent: 'a1', unit: 'u', isKept: true },
      ...more,
    });

  test('is kept with the name of the agent; what is only shown is not written anywhere', () => {
    tell();
    tell({ isKept: false });
    expect(notifications.list()).toMatchObject([{ agent: 'a1', name: 'fixer', text: 'x y' }]);
    expect(written).toEqual([]);
  });

  test('goes to the terminals as plain text, those in use only where it is asked for', () => {
    tell({ outer: { way: 'auto', always: false } });
    tell({ outer: { way: 'bell', always: true } });
    tell({ outer: { way: 'off', always: true } });
    expect(written).toEqual([
      { way: 'auto', title: 'fixer', message: 'x y' },
      { way: 'bell', title: 'fixer', message: 'x y' },
    ]);
    expect(asked).toEqual([false, true]);
  });
});

describe('a command', () => {
  const words = { title: '$(id); {message}', message: 'done', agent: '', level: 'info' };

  test('gets its words as they are, and no shell sees them', () => {
    expect(filled(['say', '{title}', '-m={message}', '{other}'], words)).toEqual([
      'say',
      '$(id); {message}',
      '-m=done',
      '{other}',
    ]);
  });

  test('that fails says where it was set, once; of many at once only some are run', async () => {
    const troubles: string[] = [];
    const run = createCommandRunner({
      environment: () => ({ PATH: process.env['PATH']! }),
      cwd: '/',
      onTrouble: (message) => void troubles.push(message),
      timeoutMs: 5000,
    });
    const absent = { argv: ['no-such-program'], at: 'user/init.lua:3' };
    const failing = { argv: ['sh', '-c', 'echo no display >&2; exit 3'], at: 'user/init.lua:4' };
    await run(absent, words);
    await run(absent, words);
    await run(failing, words);
    expect(troubles).toEqual([
      'notify.command (user/init.lua:3): no-such-program: there is no such program',
      'notify.command (user/init.lua:4): sh ended with 3: no display',
    ]);
    await Promise.all(Array.from({ length: 4 }, () => run(absent, words)));
    expect(troubles).toHaveLength(3);
  });

  test('that takes too long is ended, with what it started', async () => {
    const troubles: string[] = [];
    const run = createCommandRunner({
      environment: () => ({ PATH: process.env['PATH']! }),
      cwd: '/',
      onTrouble: (message) => void troubles.push(message),
      timeoutMs: 50,
    });
    await run({ argv: ['sh', '-c', 'sleep 100 & wait'], at: 'user/init.lua:3' }, words);
    expect(troubles).toEqual(['notify.command (user/init.lua:3): sh: it took longer than 0.05 s']);
  });
});
