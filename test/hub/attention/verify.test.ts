// Questions that a command judges: what it is given, and what its end means.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createVerify } from '../../../src/hub/attention/verify.ts';

let folder: string;
let script: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  script = join(folder, 'judge.sh');
  writeFileSync(
    script,
    `case $(cat) in
      *'"text":"read"'*) echo "in $(pwd) for $WHO"; echo more;;
      *'"text":"rm"'*) echo "not here" >&2; exit 1;;
      *'"text":"hang"'*) exec sleep 60;;
      *'"text":"killed"'*) kill -9 $$;;
      *) exit 3;;
    esac`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const verify = createVerify(() => ({ PATH: process.env['PATH'] ?? '', WHO: 'me' }));
const judge = (text: string, more: object = {}, signal?: AbortSignal) =>
  verify({ argv: ['sh', script], cwd: folder, question: { text }, ...more }, signal);

test('it is given the question as JSON, and its exit code and first words are the verdict', async () => {
  expect(await judge('read')).toEqual({ code: 0, said: `in ${folder} for me` });
  expect(await judge('rm')).toEqual({ code: 1, said: 'not here' });
  expect(await judge('else')).toEqual({ code: 3, said: '' });
});

test('what takes too long, is killed or cannot be run is no verdict', async () => {
  await expect(judge('hang', { timeout: 0.05 })).rejects.toThrow('sh: it took longer than 0.05 s');
  await expect(judge('killed')).rejects.toThrow('sh ended with SIGKILL');
  await expect(judge('read', { argv: ['no-such-judge'] })).rejects.toThrow(
    'no-such-judge: there is no such program',
  );
  await expect(judge('read', { cwd: join(folder, 'gone') })).rejects.toThrow(
    `sh: there is no directory ${folder}/gone`,
  );
});

test('it is ended when nobody waits for its verdict any more', async () => {
  const asking = new AbortController();
  const verdict = judge('hang', {}, asking.signal);
  asking.abort();
  await expect(verdict).rejects.toThrow('sh: it is not wanted any more');
});
