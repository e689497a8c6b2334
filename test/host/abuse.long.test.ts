// 10,000 frames by chance at each socket, 4 GB announced, half frames, and 200 clients that never end theirs.
import { expect, test } from 'vitest';
import { startTestHost } from '../helpers/host.ts';
import { abuseHub } from '../hub/abuse.ts';
import { startTestHub } from '../hub/test-hub.ts';
import { abuseHost } from './abuse.ts';

test('the host lives, and others are unaffected', async () => {
  const host = await startTestHost();
  try {
    const client = await host.connect();
    const { pid } = client.host;
    await abuseHost(host, client, { frames: 10_000, slow: 200 });
    expect(host.home.daemons().host).toBe(pid);
  } finally {
    await host.dispose();
  }
});

test('the hub lives, and others are unaffected', async () => {
  const hub = await startTestHub();
  try {
    await hub.hub.host.ready();
    await abuseHub(hub, { lines: 10_000, slow: 200 });
  } finally {
    await hub.dispose();
  }
});
