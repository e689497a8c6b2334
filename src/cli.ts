#!/usr/bin/env node
// The program's entry. Alone in touching exit codes and the standard streams.
import { runCommandLine } from './commands/command-line.ts';

// A reader that closes early (`| head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const code = await runCommandLine(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
// Not before what was printed is written.
process.stdout.write('', () => process.exit(code));
