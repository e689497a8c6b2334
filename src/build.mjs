// Bundles each process into one file of dist/, so that a start reads few files. Native packages stay outside the
// bundle.
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

const entries = {
  cli: './cli.ts',
  host: './host/main.ts',
  hub: './hub/main.ts',
  tui: './tui/main.ts',
  'lua-worker': './lua/worker-main.ts',
};

/** Yoga reads its own bytes with `fetch` where there is one: Node would load all of undici for that, 30 ms of a start. */
const withoutFetch = {
  name: 'without-fetch',
  setup({ onLoad }) {
    onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, async ({ path }) => ({
      contents: `const fetch = undefined;\n${await readFile(path, 'utf8')}`,
    }));
  },
};

// Beside the build that is there, and then in its place: programs may be running from it.
const remove = (path) => rm(path, { recursive: true, force: true });
const next = at(`../dist.${process.pid}`);
const before = `${next}.before`;
await build({
  entryPoints: Object.entries(entries)
    .filter(([, path]) => existsSync(at(path)))
    .map(([out, path]) => ({ in: at(path), out })),
  outdir: next,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  jsx: 'automatic',
  minifySyntax: true,
  sourcemap: 'linked',
  plugins: [withoutFetch],
  external: ['node-pty', 'libsql', 'react-devtools-core'],
  define: { 'process.env.NODE_ENV': '"production"' },
  chunkNames: 'chunks/[name]-[hash]',
  banner: {
    // CommonJS packages inside an ESM bundle still call require for Node's own modules, and ask where they are.
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;",
  },
  logLevel: 'warning',
});
if (existsSync(at('../dist'))) await rename(at('../dist'), before);
await rename(next, at('../dist'));
await remove(before);
