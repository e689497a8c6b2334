// `node test/agents/recording/run.mjs AGENT [SCENE...] --installed FOLDER [--out FOLDER] [--show] [--log FILE]`
// Records saved screens of a real agent program: runs record.ts in a sandbox.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inSandbox } from './sandbox.mjs';

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
process.exitCode = await inSandbox({
  module: 'record',
  name: 'record',
  installed: values.installed,
  options: {
    agent,
    scenes,
    folder: resolve(values.out),
    show: values.show,
    log: values.log ? resolve(values.log) : null,
  },
});
