// lua repl: one chunk of Lua after another, run in the live world.
import { createInterface } from 'node:readline';
import { errorHeadline, type LuaError } from '../core/lua-error.ts';
import { type HubLink, withHub } from './hub-link.ts';
import type { Context, Verb } from './verb.ts';

const FIRST = '> ';
const MORE = '>> ';

type Outcome = {
  readonly ok: boolean;
  readonly value?: string | undefined;
  readonly error?: LuaError | undefined;
};

/** `lua repl` */
export const repl: Verb = {
  usage: 'lua repl',
  summary: 'Runs Lua line by line in the live world; an expression prints its value. ctrl+d ends it.',
  examples: ['botster-tui lua repl', "echo '#agents.list()' | botster-tui lua repl"],
  async run(_args, context) {
    await withHub(context, (hub) => converse(hub, context));
    return undefined;
  },
};

async function converse(hub: HubLink, context: Context): Promise<void> {
  const { stdin, stdout } = process;
  const isTerminal = stdin.isTTY === true;
  const lines = createInterface({ input: stdin, ...(isTerminal ? { output: stdout, terminal: true } : {}) });
  const ask = (text: string): void => {
    if (!isTerminal) return;
    lines.setPrompt(text);
    lines.prompt();
  };
  let chunk = '';
  ask(FIRST);
  for await (const line of lines) {
    chunk += chunk === '' ? line : `\n${line}`;
    if (chunk.trim() !== '') {
      const outcome = await runChunk(hub, chunk);
      // An empty line ends a chunk that goes on and on.
      if (isUnfinished(outcome) && line.trim() !== '') {
        ask(MORE);
        continue;
      }
      tell(outcome, context);
    }
    chunk = '';
    ask(FIRST);
  }
}

/** As an expression where it is one, else as statements. */
async function runChunk(hub: HubLink, chunk: string): Promise<Outcome> {
  const asValue = await hub.call('lua.eval', { code: `return ${chunk}` }, null);
  return asValue.ok || asValue.error?.phase !== 'syntax'
    ? asValue
    : hub.call('lua.eval', { code: chunk }, null);
}

function isUnfinished({ error }: Outcome): boolean {
  return error?.phase === 'syntax' && error.message.includes('near <eof>');
}

function tell({ ok, value, error }: Outcome, context: Context): void {
  if (!ok) context.note(error ? errorHeadline(error) : 'it failed');
  else if (value) context.print(value);
}
