// A candidate that never says anything is given up after the time that a handoff may take.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../helpers/until.ts';
import { type HandingHost, isAlive, startHandingHost } from './handing-over.ts';

let host: HandingHost;
beforeEach(async () => {
  host = await startHandingHost();
});
afterEach(() => host.dispose());

test('a candidate that hangs is ended, and the old host goes on', async () => {
  const entries = join(host.home.home, 'entries');
  const pidFile = join(host.home.home, 'candidate');
  mkdirSync(entries);
  writeFileSync(join(entries, 'package.json'), '{"type":"module"}');
  writeFileSync(
    join(entries, 'host.js'),
    `import { writeFileSync } from 'node:fs';
     writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
     setInterval(() => {}, 1000);`,
  );
  const client = await host.connect();
  const id = await host.sh(client, 'while read x; do echo "[$x]"; done');
  await expect(client.peer.call('handoff', { entries })).rejects.toThrow('was not ready within 5 s');
  await until('the candidate is gone', () => !isAlive(Number(readFileSync(pidFile, 'utf8'))));
  await client.peer.call('input', { session: id, text: 'typed\r' });
  await host.shows(client, id, '[typed]');
});
