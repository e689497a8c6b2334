// TCP ports of this machine.
import { type AddressInfo, createServer } from 'node:net';

const given = new Set<number>();
/** So many are remembered, so that two who ask one after the other do not get the same. */
const MOST_GIVEN = 1000;

/** A port that nobody listens on now, and that was given to nobody lately. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await anyPort();
    if (given.has(port)) continue;
    if (given.size >= MOST_GIVEN) given.clear();
    given.add(port);
    return port;
  }
}

function anyPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
