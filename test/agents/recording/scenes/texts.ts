// What the scripted model says and runs in the scenes of every program.
import type { Step } from '../model/turn.ts';

export const THOUGHT =
  'The parser splits at every equals sign. It should split at the first only, so I will look at the file.';
export const EXPLANATION = [
  'I read `parser.js`. The value is cut at its second `=`, because `split` without a limit returns every part.',
  '',
  '1. Find the first `=` with `indexOf`.',
  '2. Take what is before it as the key and the rest as the value.',
  '3. Keep an empty value when there is none.',
  '',
].join('\n');
export const SUMMARY =
  'Done. `parse` splits at the first `=` only, and a line without one has an empty value. All 14 tests pass.';

/** Prose that reads like a question with its answers, and is none. */
export const PROSE_QUESTION = [
  'The installer asks this on its first run:',
  '',
  'Do you want to proceed?',
  '',
  'If you answer yes, it writes the file; with no it stops. Would you like me to change that text?',
  'Say yes or no, or tell me what it should ask. Until then it stays as it is: press enter to confirm or',
  'esc to cancel, as the manual puts it.',
].join('\n');

/** A program whose output looks like an agent's menu and its spinner. */
export const TRAP_FILES = {
  'project/ask.sh': `#!/bin/sh
cat <<'TEXT'
Do you want to proceed?
❯ 1. Yes
  2. No, and tell me what to do differently (esc)
✻ Thinking… (12s · ↓ 1.2k tokens · esc to interrupt)
Allow command? [y/n]
TEXT
`,
  'project/busy.sh': `#!/bin/sh
echo '• Working (3s • esc to interrupt)'
echo '⠋ Compiling settings...'
`,
};

export const hold = (gate: string): Step => ({ hold: gate });
export const say = (text: string): Step => ({ say: text });
export const think = (text: string): Step => ({ think: text });
export const tool = (name: string, input: Readonly<Record<string, unknown>>): Step => ({ tool: name, input });
