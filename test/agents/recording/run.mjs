// `node test/agents/recording/run.mjs AGENT [SCENE...] --installed FOLDER [--out FOLDER] [--show] [--log FILE]`
// Records saved screens of a real agent program: bundles record.ts and runs it in a sandbox (sandbox.sh).
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    installed: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('../fixtures/', import.meta.url)) },
    show: { type: 'boolean', default: false },
    log: { type: 'string' },
  },
});
const [agent, ...scenes] = positionals;
if (!agent || !values.installed) {
  console.error('expected an agent and --installed FOLDER (the folder with one npm prefix an agent)');
  process.exit(2);
}

const folder = `${root}node_modules/.cache/recording-${process.pid}/`;
mkdirSync(folder, { recursive: true });
try {
  await build({
    entryPoints: [`${here}record.ts`],
    outfile: `${folder}record.mjs`,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['node-pty'],
    banner: {
      js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);",
    },
  });
  const options = {
    agent,
    scenes,
    folder: resolve(values.out),
    show: values.show,
    log: values.log ? resolve(values.log) : null,
  };
  const code = `
    const { record } = await import(${JSON.stringify(pathToFileURL(`${folder}record.mjs`).href)});
    process.exit((await record(${JSON.stringify(options)})) > 0 ? 1 : 0);`;
  const { status } = spawnSync(
    'unshare',
    [
      ...['--mount', '--net', '--uts', '--pid', '--fork', '--kill-child', '--mount-proc'],
      ...['sh', `${here}sandbox.sh`, resolve(values.installed)],
      ...[process.execPath, '--input-type=module', '--eval', code],
    ],
    { stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
