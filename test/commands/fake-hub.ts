// A hub that answers as a test tells it, on the real socket of a private home; and a command line run in
// this process against it.
import { runCommandLine } from '../../src/commands/command-line.ts';
import { type HubMethods, hubMethods, MAX_LINE_BYTES } from '../../src/protocol/hub-api.ts';
import { createLineReader } from '../../src/protocol/lines.ts';
import { listenOn } from '../../src/protocol/listen.ts';
import { createPeer, type Handlers, RpcError } from '../../src/protocol/rpc.ts';
import { ensureRuntimeDirectory, runtimePaths } from '../../src/protocol/runtime-paths.ts';
import { createPrivateHome } from '../helpers/private-home.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface FakeHub {
  readonly home: string;
  /** Every call but the handshake, in order. */
  readonly calls: { readonly method: string; readonly params: unknown }[];
  /** Answers from now on; a method without an answer is refused. */
  answer(answers: Partial<Handlers<HubMethods>>): void;
  run(...argv: string[]): Promise<Outcome>;
  /** Stops listening, as a hub that ends. */
  end(): void;
  dispose(): Promise<void>;
}

/** With `listening: false` nothing runs for the home. */
export async function createFakeHub(options: { readonly listening?: boolean } = {}): Promise<FakeHub> {
  const home = createPrivateHome();
  const paths = runtimePaths(home.home, home.env);
  const calls: { method: string; params: unknown }[] = [];
  let answers: Partial<Handlers<HubMethods>> = {};
  const handlers = Object.fromEntries(
    Object.keys(hubMethods).map((method) => [
      method,
      (params: unknown) => {
        if (method === 'hello')
          return { protocol: 1, version: 'test', pid: process.pid, home: home.home, boot: 'b', agent: null };
        calls.push({ method, params });
        const answer = answers[method as keyof HubMethods] as ((params: unknown) => unknown) | undefined;
        if (!answer) throw new RpcError(-32601, `the test has no answer to ${method}`);
        return answer(params);
      },
    ]),
  ) as unknown as Handlers<HubMethods>;

  ensureRuntimeDirectory(paths, home.env);
  const listener =
    options.listening === false
      ? undefined
      : await listenOn(paths.hubSocket, null, (socket) => {
          const peer = createPeer({
            transport: { send: (text) => void socket.write(`${text}\n`), close: () => socket.end() },
            ours: hubMethods,
            handlers,
            theirs: {},
          });
          const read = createLineReader(MAX_LINE_BYTES, (line) => peer.receive(line));
          socket.on('data', read);
          socket.on('error', () => {});
        });

  // The commands find the runtime directory by the environment of this process.
  const before = process.env['BOTSTER_RUNTIME_DIR'];
  process.env['BOTSTER_RUNTIME_DIR'] = home.env['BOTSTER_RUNTIME_DIR'];

  return {
    home: home.home,
    calls,
    answer(next) {
      answers = next;
    },
    async run(...argv) {
      let out = '';
      let err = '';
      const code = await runCommandLine(argv, {
        env: home.env,
        cwd: home.home,
        out: (text) => {
          out += text;
        },
        err: (text) => {
          err += text;
        },
      });
      return { code, out, err };
    },
    end: () => listener?.close(),
    async dispose() {
      listener?.close();
      if (before === undefined) delete process.env['BOTSTER_RUNTIME_DIR'];
      else process.env['BOTSTER_RUNTIME_DIR'] = before;
      await home.dispose();
    },
  };
}
