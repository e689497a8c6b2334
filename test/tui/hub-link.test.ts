// What the hub says right after its answer to the attach: taken over after that answer, whatever comes in one piece.
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hubMethods, MAX_LINE_BYTES, type ViewEvents } from '../../src/protocol/hub-api.ts';
import { createLineReader } from '../../src/protocol/lines.ts';
import { type Listener, listenOn } from '../../src/protocol/listen.ts';
import { createPeer, type Handlers } from '../../src/protocol/rpc.ts';
import { ensureRuntimeDirectory, runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { type HubLink, linkHub } from '../../src/tui/hub-link.ts';
import { createPrivateHome, type PrivateHome } from '../helpers/private-home.ts';
import { until } from '../helpers/until.ts';

const view = (scrolled: number) => ({
  id: 'view-1',
  mode: 'normal',
  focus: null,
  selected: null,
  scroll: { a: scrolled },
  drafts: {},
  fields: {},
  size: { columns: 80, rows: 24 },
  last_used_at: 0,
});

let home: PrivateHome;
let listener: Listener;
let link: HubLink | undefined;
let isServed: boolean;
const before = process.env['BOTSTER_RUNTIME_DIR'];
beforeEach(async () => {
  home = createPrivateHome();
  process.env['BOTSTER_RUNTIME_DIR'] = home.env['BOTSTER_RUNTIME_DIR'];
  const paths = runtimePaths(home.home);
  ensureRuntimeDirectory(paths);
  isServed = true;
  listener = await listenOn(paths.hubSocket, null, serve);
});
afterEach(async () => {
  link?.close();
  listener.close();
  if (before === undefined) delete process.env['BOTSTER_RUNTIME_DIR'];
  else process.env['BOTSTER_RUNTIME_DIR'] = before;
  await home.dispose();
});

/** Answers an attach and says more in the same piece. */
function serve(socket: Socket): void {
  const news = JSON.stringify({ jsonrpc: '2.0', method: 'view.state', params: { state: view(2) } });
  const peer = createPeer({
    transport: {
      send: (text) => void socket.write(text.includes('"overlays"') ? `${text}\n${news}\n` : `${text}\n`),
      close: () => socket.end(),
    },
    ours: hubMethods,
    handlers: {
      hello: () => ({
        protocol: 1,
        version: 'test',
        pid: process.pid,
        home: home.home,
        boot: 'b',
        agent: null,
      }),
      'view.attach': async () => {
        await until('it may be served', () => isServed);
        return {
          state: view(1),
          keys: { version: 1, prefix: 'ctrl+b', modes: [], bindings: [] },
          overlays: { banners: [], toasts: [], prompt: null },
          agents: [],
        };
      },
    } as unknown as Handlers<typeof hubMethods>,
    theirs: {},
  });
  const read = createLineReader(MAX_LINE_BYTES, (line) => peer.receive(line));
  socket.on('data', read);
  socket.on('error', () => {});
}

function connect(): number[] {
  const seen: number[] = [];
  link = linkHub({
    home: home.home,
    safe: false,
    size: () => ({ columns: 80, rows: 24 }),
    view: () => undefined,
    handlers: {
      'view.state': ({ state }: { state: { scroll: Record<string, number> } }) => {
        seen.push(state.scroll['a']!);
        return null;
      },
    } as unknown as Handlers<ViewEvents>,
    onAttached: ({ state }) => void seen.push(state.scroll['a']!),
    onDown: () => {},
    onFailed: () => {},
  });
  return seen;
}

test('the answer to the attach comes before what is newer', async () => {
  const seen = connect();
  await until('both are there', () => seen.length === 2);
  expect(seen).toEqual([1, 2]);
});

test('who waits for the hub has it when it is there', async () => {
  isServed = false;
  const seen = connect();
  expect(link!.client()).toBeNull();
  const reached = link!.reached();
  isServed = true;
  expect(await reached).toBe(link!.client());
  expect(seen.length).toBeGreaterThan(0);
  expect(await link!.reached()).toBe(link!.client());
});
