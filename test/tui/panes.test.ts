// Which sessions a terminal follows, and where in their scrollback.
import { expect, test } from 'vitest';
import { createPanes, type PaneLink } from '../../src/tui/panes/panes.ts';

/** A host that answers a subscription when it is told to. */
function slowHost() {
  const done: string[] = [];
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
    scroll: (channel, lines) => void done.push(`scroll ${channel} to ${lines}`),
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
