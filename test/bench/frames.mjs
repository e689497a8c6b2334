// What one change costs to show, in time and bytes. The agent draws when a key asks it to and ends with a mark
// that is nowhere else; the time is from the key to the mark in what the terminal prints.
import { fileURLToPath } from 'node:url';
import { row, withTerminal } from './harness.mjs';
import { glyph, pause, percentile } from './outer.mjs';

const ROUNDS = 40;
const AFTER_MS = 60;
const agent = ['--', process.execPath, fileURLToPath(new URL('frame-agent.mjs', import.meta.url))];
/** Key, and the most bytes. */
const changes = { cell: ['c', 64], scroll: ['s', 2000], full: ['f', undefined] };

/** One change: milliseconds until `mark` is printed, bytes until all is. */
async function change(terminal, keys, mark) {
  terminal.forget();
  const bytes = terminal.bytes();
  terminal.type(keys);
  const ms = await terminal.until(mark);
  await pause(AFTER_MS);
  return { ms, bytes: terminal.bytes() - bytes };
}

const rows = (name, costs, target) => [
  row(
    `frame_${name}_ms`,
    percentile(
      costs.map(({ ms }) => ms),
      50,
    ),
    'ms',
  ),
  row(
    `frame_${name}_bytes`,
    percentile(
      costs.map(({ bytes }) => bytes),
      50,
    ),
    'bytes',
    target,
  ),
];

export const frames = () =>
  withTerminal(agent, async ({ terminal }) => {
    const result = [];
    let count = 0;
    for (const [name, [key, target]] of Object.entries(changes)) {
      const costs = [];
      // The agent counts its marks as we do.
      for (let i = 0; i < ROUNDS; i++) costs.push(await change(terminal, key, glyph(count++)));
      result.push(...rows(name, costs, target));
    }
    const costs = [];
    for (let i = 0; i < ROUNDS / 4; i++) {
      terminal.type('\x02z');
      await pause(300);
      costs.push(await change(terminal, '\x02z', 'agents'));
      await pause(300);
    }
    return [...result, ...rows('ui', costs)];
  });
