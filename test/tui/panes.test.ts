// Which sessions a terminal follows, and where in their scrollback.
import { describe, expect, test } from 'vitest';
import type { ScreenUpdate } from '../../src/protocol/screen-codec.ts';
import { createPanes, type PaneLink } from '../../src/tui/panes/panes.ts';

/** A host that answers a subscription when it is told to. */
function slowHost() {
  const done: string[] = [];
  const scrolls: (() => void)[] = [];
  let answer: (channel: number) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const link: PaneLink = {
    subscribe: (agent, scroll) => {
      done.push(`subscribe ${agent} at ${scroll}`);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    unsubscribe: (channel) => void done.push(`unsubscribe ${channel}`),
    input: (channel, _modes, items) => void done.push(`input ${channel} ${items.length}`),
    scroll(channel, lines) {
      done.push(`scroll ${channel} to ${lines}`);
      return new Promise((resolve) => scrolls.push(() => resolve(lines)));
    },
    linkAt: async () => null,
    copy: (channel, { command }) => {
      done.push(`${command} on ${channel}`);
      return new Promise((_, reject) => {
        fail = reject;
      });
    },
    resize: () => {},
    acknowledge: () => {},
  };
  return {
    link,
    done,
    /** The command under way has no answer: the connection has gone, or it was refused. */
    fails: (kind: string) => fail(Object.assign(new Error(kind), { data: { kind } })),
    /** It has scrolled as often as it was asked to. */
    async scrolled() {
      for (const resolve of scrolls.splice(0)) resolve();
      await Promise.resolve();
      await Promise.resolve();
    },
    async answers(channel: number) {
      answer(channel);
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

test('a place in the scrollback that is told while the host is asked is kept', async () => {
  const { link, done, answers } = slowHost();
  const panes = createPanes(() => {});
  panes.connect(link);
  panes.need(['a']);
  panes.input('a', 0, [{ type: 'focus', focused: true }]);
  panes.scroll({ a: 3 });
  await answers(7);
  expect(done).toEqual(['subscribe a at 0', 'scroll 7 to 3', 'input 7 1']);
});

test('a session that is wanted no more when the host answers is let go', async () => {
  const { link, done, answers } = slowHost();
  const panes = createPanes(() => {});
  panes.connect(link);
  panes.want(['a']);
  panes.want([]);
  await answers(7);
  expect(done).toEqual(['subscribe a at 0', 'unsubscribe 7']);
});

test('a command of copy mode whose host is replaced is given to the next one, after it was told where it was', async () => {
  const { link, done, answers, fails } = slowHost();
  const panes = createPanes(
    () => {},
    (agent) => done.push(`${agent} is there`),
  );
  panes.want(['a']);
  panes.connect(link);
  await answers(7);
  void panes.copy('a', { command: 'down' });
  fails('closed');
  panes.connect(null);
  await new Promise(setImmediate);
  void panes.copy('a', { command: 'selection' });
  panes.connect(link);
  await answers(8);
  expect(done.slice(1)).toEqual([
    'a is there',
    'down on 7',
    'subscribe a at 0',
    'a is there',
    'down on 8',
    'selection on 8',
  ]);
});

test('a command of copy mode that is refused, or whose session is wanted no more, comes to nothing', async () => {
  const { link, answers, fails } = slowHost();
  const panes = createPanes(() => {});
  panes.want(['a']);
  const waiting = panes.copy('a', { command: 'down' });
  panes.want([]);
  expect(await waiting).toBe(null);
  panes.connect(link);
  panes.want(['a']);
  await answers(7);
  const refused = panes.copy('a', { command: 'down' });
  fails('usage');
  expect(await refused).toBe(null);
});

describe('turns of a wheel', () => {
  const shows = (sequence: number, scroll: number, history = 100): ScreenUpdate => ({
    channel: 7,
    ...{ sequence, scroll, history, columns: 2, rows: 1, full: false, modes: 0, top: 0, spans: [] },
    cursor: { x: 0, y: 0, visible: true, shape: 'block', blink: false },
  });
  const open = async () => {
    const host = slowHost();
    const panes = createPanes(() => {});
    panes.connect(host.link);
    panes.need(['a']);
    await host.answers(7);
    panes.receive(shows(1, 0));
    host.done.length = 0;
    return { ...host, panes };
  };

  test('that come faster than pictures all count', async () => {
    const { panes, done, scrolled } = await open();
    expect(['3', '3', '3'].map((step) => panes.scrollBy('a', step))).toEqual([3, 6, 9]);
    // The picture of the first.
    panes.receive(shows(2, 3));
    expect(panes.scrollBy('a', '-3')).toBe(6);
    await scrolled();
    expect(panes.scrollBy('a', '-3')).toBe(3);
    expect(done).toEqual([3, 6, 9, 6, 3].map((lines) => `scroll 7 to ${lines}`));
  });

  test('start from where output has moved the view since', async () => {
    const { panes, done, scrolled } = await open();
    panes.scrollBy('a', '9');
    panes.scroll({ a: 9 });
    await scrolled();
    panes.receive(shows(2, 9));
    // Three lines more above the screen: the same ones in view.
    panes.receive(shows(3, 12, 103));
    expect(panes.scrollBy('a', '-3')).toBe(9);
    expect(done).toEqual(['scroll 7 to 9', 'scroll 7 to 9']);
  });

  test('lead no further than there is history, and are as nothing at its end', async () => {
    const { panes, done } = await open();
    expect(panes.scrollBy('a', '300')).toBe(100);
    expect(panes.scrollBy('a', '3')).toBe(100);
    expect(panes.scrollBy('b', '3')).toBe(null);
    expect(done).toEqual(['scroll 7 to 100']);
  });
});
