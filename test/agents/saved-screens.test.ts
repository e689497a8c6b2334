// Saved screens are what their first line and their name say, and name no machine.
import { expect, test } from 'vitest';
import { type SavedScreen, savedScreens } from './saved-screens.ts';

const screens = savedScreens();
const agents = [...new Set(screens.map(({ about }) => about.agent))];

test('each agent is shown working, blocked and idle, in both widths', () => {
  const missing = agents.flatMap((agent) =>
    ['working', 'blocked', 'idle'].flatMap((state) =>
      [100, 47]
        .filter((columns) => !screens.some(({ about }) => fits(about, { agent, expected: state, columns })))
        .map((columns) => `${agent} ${state} ${columns}`),
    ),
  );
  expect(agents.length).toBeGreaterThan(0);
  expect(missing).toEqual([]);
});

test('a screen has the name of what it means, and the size it says', () => {
  const wrong = screens.filter(({ name, about, lines }) => {
    const { agent, expected, columns, rows } = about;
    return !(
      name.startsWith(`${agent}/${expected}-`) &&
      name.endsWith('-47') === (columns === 47) &&
      lines.length === rows &&
      lines.every((line) => line === line.trimEnd())
    );
  });
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test('what is blocked shows its question', () => {
  const wrong = screens.filter((screen) =>
    screen.about.expected === 'blocked'
      ? !screen.about.question || !shows(screen, screen.about.question)
      : screen.about.question !== undefined,
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test('no screen shows a place of the machine it was recorded on', () => {
  const places = /\/(work|root|shared|opt|mnt)\//;
  const named = screens.filter(
    ({ lines, about }) => places.test(lines.join('\n')) || places.test(about.title),
  );
  expect(named.map(({ name }) => name)).toEqual([]);
});

function fits(about: object, wanted: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(wanted).every(([key, value]) => (about as Record<string, unknown>)[key] === value);
}

/** A narrow screen breaks lines, beside borders. */
function shows({ lines }: SavedScreen, text: string): boolean {
  const bare = (line: string): string => line.replace(/[\s│┃]/g, '');
  return lines.map(bare).join('').includes(bare(text));
}
