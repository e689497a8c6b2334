// How much one second of CPU parses: the host's screen with a viewer, fed what programs print in reads
// of 4 KB. CPU time, not wall time, so that other work on the machine counts little.
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { workloads } from './workloads.mjs';

const SIZE = { columns: 200, rows: 50 };
const BYTES = 4_000_000;
const READ_BYTES = 4096;
/** A viewer paints about so often: once in so many reads at full speed. */
const READS_AN_UPDATE = 40;
const ROUNDS = 3;
const KEYS = 5000;
const root = new URL('../../', import.meta.url);

/** Imports the host's modules, bundled from their source. */
async function loadHost() {
  const folder = fileURLToPath(new URL(`node_modules/.cache/bench-${process.pid}/`, root));
  mkdirSync(folder, { recursive: true });
  const out = `${folder}host.mjs`;
  await build({
    stdin: {
      contents: `export { createScreen } from './src/host/screen.ts';
        export { createViewer } from './src/host/viewer.ts';
        export { encodeUpdate } from './src/protocol/screen-codec.ts';`,
      resolveDir: fileURLToPath(root),
      loader: 'ts',
    },
    outfile: out,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    banner: {
      js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);",
    },
  });
  // The addon is looked up, from beside this file, when the first screen is made: so it goes last.
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return import(pathToFileURL(out).href);
}

/** A screen, and a viewer whose updates are encoded; `seen` acknowledges the newest. */
function open({ createScreen, createViewer, encodeUpdate }) {
  const screen = createScreen({
    ...SIZE,
    scrollback: 2000,
    version: '',
    colors: () => ({}),
    onReply: () => {},
    onNotice: () => {},
  });
  let last = 0;
  const viewer = createViewer({
    channel: 1,
    screen,
    scroll: 0,
    send(update) {
      encodeUpdate(update);
      last = update.sequence;
    },
  });
  return { screen, viewer, seen: () => viewer.acknowledge(last) };
}

function feed(host, bytes) {
  const { screen, viewer, seen } = open(host);
  const before = process.cpuUsage();
  for (let at = 0, reads = 1; at < bytes.length; at += READ_BYTES, reads++) {
    screen.write(bytes.subarray(at, at + READ_BYTES), () => {});
    if (reads % READS_AN_UPDATE > 0) continue;
    seen();
    viewer.changed();
  }
  const { user, system } = process.cpuUsage(before);
  viewer.close();
  screen.dispose();
  return bytes.length / (user + system);
}

/** CPU microseconds from the read of one echoed key to the update's bytes. */
function oneKey(host) {
  const { screen, viewer, seen } = open(host);
  screen.write(Buffer.from(`${'some text of a prompt '.repeat(8)}\r\n`.repeat(SIZE.rows)), () => {});
  const key = Buffer.from('k');
  const type = (count) => {
    for (let i = 0; i < count; i++) {
      screen.write(key, () => {});
      viewer.changed();
      seen();
    }
  };
  type(KEYS);
  const before = process.cpuUsage();
  type(KEYS);
  const { user, system } = process.cpuUsage(before);
  viewer.close();
  screen.dispose();
  return (user + system) / KEYS;
}

/** Best of a few rounds for each kind of output, in MB per CPU second, and the cost of one key's update, as `{name, value, unit}`. */
export async function parseThroughput() {
  const host = await loadHost();
  const key = { name: 'update_key', value: oneKey(host), unit: 'CPU us' };
  const kinds = workloads(BYTES, SIZE).map(({ name, bytes }) => {
    const rounds = Array.from({ length: ROUNDS }, () => feed(host, bytes));
    return { name: `parse_${name}`, value: Math.max(...rounds), unit: 'MB per CPU s' };
  });
  return [...kinds, key];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, value, unit } of await parseThroughput())
    console.log(`${name.padEnd(16)}${value.toFixed(1).padStart(8)} ${unit}`);
}
