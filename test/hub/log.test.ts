// The hub's log does not grow without end.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from '../../src/hub/log.ts';

test('it is rotated at 1 MB, and what was said last is in the first file', () => {
  const home = mkdtempSync(join(tmpdir(), 'bt-log-'));
  try {
    mkdirSync(join(home, 'logs'));
    const log = openLog(home);
    const text = 'x'.repeat(50_000);
    for (let i = 0; i < 160; i++) log('info', text);
    log('error', 'the last {line}');
    const files = readdirSync(join(home, 'logs'));
    expect(files).toContain('hub.log');
    expect(files.length).toBeGreaterThan(2);
    expect(files.length).toBeLessThanOrEqual(6);
    for (const file of files)
      expect(statSync(join(home, 'logs', file)).size).toBeLessThanOrEqual(1024 * 1024);
    expect(readFileSync(join(home, 'logs/hub.log'), 'utf8')).toContain('the last {line}');
  } finally {
    rmSync(home, { recursive: true });
  }
});
