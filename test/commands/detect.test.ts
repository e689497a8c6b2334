// detect: a detector tried on a saved screen, by the built program.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPrivateHome, dist, type PrivateHome } from '../helpers/private-home.ts';

let home: PrivateHome;
beforeAll(() => {
  home = createPrivateHome();
});
afterAll(() => home.dispose());

function detect(input: string, ...argv: string[]): { code: number | null; out: string; err: string } {
  const done = spawnSync(process.execPath, [join(dist, 'cli.js'), 'detect', '--file', '-', ...argv], {
    input,
    encoding: 'utf8',
    env: { ...process.env, ...home.env },
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

const asking = `{"agent":"codex","title":"","cursor":{"row":3,"column":0},"expected":"blocked"}
  Would you like to run the following command?

› 1. Yes, proceed (y)

  Press enter to confirm or esc to cancel
`;

test('says what the detector makes of it, and by which rule', () => {
  const { code, out } = detect(asking, '--json');
  expect(JSON.parse(out)).toMatchObject({
    detector: 'codex',
    state: 'blocked',
    question: 'Would you like to run the following command?',
    rule: 'a dialog',
    at: expect.stringMatching(/^default\/detectors\/codex\.lua:\d+$/),
  });
  expect(code).toBe(0);
});

test('plain text has no more to say than its lines; the file may expect something else', () => {
  const plain = detect(asking.slice(asking.indexOf('\n') + 1), '--agent', 'codex');
  expect(plain).toMatchObject({ code: 0, out: expect.stringMatching(/^blocked\nquestion {2}Would you/) });
  const other = detect(asking.replace('"expected":"blocked"', '"expected":"idle"'));
  expect(other).toMatchObject({ code: 1, err: expect.stringContaining('expects idle, not blocked') });
});

test('wrong command lines', () => {
  expect(detect('text')).toMatchObject({ code: 2, err: expect.stringContaining('--agent is missing') });
  expect(detect('{"agent":')).toMatchObject({ code: 2, err: expect.stringContaining('--file: -: ') });
  expect(detect('text', '--agent', 'cdx')).toMatchObject({
    code: 2,
    err: expect.stringContaining('no detector is called "cdx"'),
  });
});
