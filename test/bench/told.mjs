// Saved file to answer: an improvement written among 200 others, until a caller that waits for it is told.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { percentileRows, shell, withTerminal } from './harness.mjs';
import { pause } from './outer.mjs';

const SAVES = 100;
const OTHERS = 200;

/** A caller of the hub, as `botster-tui lua wait` and the MCP server are. */
async function connect(runtime) {
  const [directory] = readdirSync(runtime);
  const socket = createConnection(join(runtime, directory, 'hub.sock'));
  const waiting = new Map();
  let buffered = '';
  let id = 0;
  socket.setEncoding('utf8').on('data', (text) => {
    const lines = (buffered + text).split('\n');
    buffered = lines.pop();
    for (const line of lines) {
      const message = JSON.parse(line);
      waiting.get(message.id)?.(message);
    }
  });
  const call = (method, params) =>
    new Promise((resolve, reject) => {
      waiting.set(++id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
      socket.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    });
  await call('hello', { protocol: { min: 1, max: 1 }, client: 'cli' });
  return { call, close: () => socket.destroy() };
}

export const told = () =>
  withTerminal(shell, async ({ home }) => {
    const folder = join(home.home, 'improvements');
    mkdirSync(folder, { recursive: true });
    for (let n = 0; n < OTHERS; n++) {
      const text = `action.register("other.${n}", function() return ${n} end, { desc = "other ${n}" })\n`;
      writeFileSync(join(folder, `other-${n}.lua`), text);
    }
    const hub = await connect(home.env.BOTSTER_RUNTIME_DIR);
    const path = 'improvements/badge.lua';
    const times = [];
    for (let n = 0; n < SAVES; n++) {
      const from = performance.now();
      writeFileSync(join(folder, 'badge.lua'), `ui.slot("status.right", function() return "${n}" end)\n`);
      const { ok } = await hub.call('lua.wait', { path, timeout: 10 });
      if (!ok) throw new Error(`save ${n} was refused`);
      times.push(performance.now() - from);
      await pause(350 + ((n * 37) % 90));
    }
    hub.close();
    return percentileRows('save_to_told', times, { 50: 40, 99: 120 });
  });
