// Bundles a module of this folder and calls a function of it inside sandbox.sh.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Calls `NAME(options)` of `MODULE.ts` in the sandbox, with the programs below the folder `installed`. It returns
 * how many of its things failed. Returns an exit status: 0 if none did.
 */
export async function inSandbox({ module, name, options, installed }) {
  const folder = `${root}node_modules/.cache/recording-${process.pid}/`;
  mkdirSync(folder, { recursive: true });
  try {
    await build({
      entryPoints: [`${here}${module}.ts`],
      outfile: `${folder}${module}.mjs`,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      external: ['node-pty'],
      banner: {
        js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);",
      },
    });
    const code = `
      const { ${name} } = await import(${JSON.stringify(pathToFileURL(`${folder}${module}.mjs`).href)});
      process.exit((await ${name}(${JSON.stringify(options)})) > 0 ? 1 : 0);`;
    const { status } = spawnSync(
      'unshare',
      [
        ...['--mount', '--net', '--uts', '--pid', '--fork', '--kill-child', '--mount-proc'],
        ...['sh', `${here}sandbox.sh`, resolve(installed)],
        ...[process.execPath, '--input-type=module', '--eval', code],
      ],
      { stdio: 'inherit' },
    );
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
