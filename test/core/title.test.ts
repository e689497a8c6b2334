// Titles without the signs that programs turn in them.
import { expect, test } from 'vitest';
import { plainTitle } from '../../src/core/title.ts';

test.each([
  ['⠼ Tidy the parser | project', 'Tidy the parser | project'],
  ['◐ Claude Code', 'Claude Code'],
  ['✳ Claude Code', 'Claude Code'],
  ['[ ! ] Action Required | project', 'Action Required | project'],
  ['✦  Working… (project)      ', 'Working… (project)'],
  ['vim [No Name]', 'vim [No Name]'],
  ['◐', '◐'],
  ['', ''],
])('%j is %j', (title, plain) => {
  expect(plainTitle(title)).toBe(plain);
});
