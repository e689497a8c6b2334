// Which sessions a terminal follows, and where in their scrollback.
import { expect, test } from 'vitest';
import { createPanes, type PaneLink } from '../../src/tui/panes/panes.ts';

/** A host that answers a subscription when it is told to. */
function slowHost() {
  const done: string[] = [];
  let answer: (channel: number) => void = () => {};
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
    copy: () => Promise.reject(new Error('nobody copies here')),
    resize: () => {},
    acknowledge: () => {},
  };
  return {
    link,
    done,
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
