// `node test/agents/recording/live.mjs AGENT --installed FOLDER [--hooks] [--auto] [--log FILE]`, after a build.
// The whole program with a real agent in it, in a sandbox: one prompt, one permission, one answer, each state as
// it is told. With --hooks, those of `guide --install` are in the agent's configuration; with --auto a rule gives
// the answer.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inSandbox } from './sandbox.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    installed: { type: 'string' },
    hooks: { type: 'boolean', default: false },
    auto: { type: 'boolean', default: false },
    log: { type: 'string' },
  },
});
const [agent] = positionals;
if (!agent || !values.installed) {
  console.error('expected an agent and --installed FOLDER (the folder with one npm prefix an agent)');
  process.exit(2);
}
process.exitCode = await inSandbox({
  module: 'live',
  name: 'live',
  installed: values.installed,
  options: {
    agent,
    hooks: values.hooks,
    auto: values.auto,
    program: fileURLToPath(new URL('../../../dist/cli.js', import.meta.url)),
    log: values.log ? resolve(values.log) : null,
  },
});
