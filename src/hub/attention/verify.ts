// Questions that a person's own command judges: the question on its standard input, the answer its exit code.
import { homedir } from 'node:os';
import { refuse } from '../../protocol/rpc.ts';
import { maybeText, number, type Params } from '../params.ts';
import { createLimiter } from '../primitives/limiter.ts';
import { runToEnd } from '../run-command.ts';

/** What a command said to a question. */
export interface Verdict {
  /** 0 allows, 1 denies, anything else leaves it to the person. */
  readonly code: number;
  /** The first line it printed, or else the last of its complaints; empty where it said nothing. */
  readonly said: string;
}

/** Puts a question to a command. Rejects with RpcError `failed` where that gives no exit code in time. */
export type Verify = (params: Params, signal?: AbortSignal) => Promise<Verdict>;

/** Commands at once; the rest wait in line. */
const AT_ONCE = 4;
const TIMEOUT_S = 10;
/** Of what it says so many characters are told. */
const MOST_SAID = 200;

/**
 * Parameters: `argv`; `question`, given to it as JSON; `cwd`, the home directory unless said; `timeout`, seconds from
 * when it is started.
 */
export function createVerify(environment: () => Readonly<Record<string, string>>): Verify {
  const limiter = createLimiter(AT_ONCE);
  return (params, signal) =>
    limiter.run(async () => {
      const argv = params['argv'];
      if (!Array.isArray(argv) || argv.length === 0) throw refuse('usage', 'argv: a program expected');
      const run = {
        env: environment(),
        cwd: maybeText(params, 'cwd') || homedir(),
        timeoutMs: (number(params, 'timeout') ?? TIMEOUT_S) * 1000,
        input: `${JSON.stringify(params['question'])}\n`,
        ...(signal && { signal }),
      };
      try {
        const { code, stdout, stderr } = await runToEnd(argv.map(String), run);
        const said = stdout.trim().split('\n')[0] || stderr.trim().split('\n').at(-1) || '';
        return { code, said: said.slice(0, MOST_SAID) };
      } catch (error) {
        throw refuse('failed', (error as Error).message);
      }
    }, signal);
}
