// A model on loopback that answers by script: each request of the conversation takes the next turn.
import { appendFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '../../../helpers/until.ts';
import { anthropic } from './anthropic.ts';
import { chat } from './chat.ts';
import { gemini } from './gemini.ts';
import { responses } from './responses.ts';
import type { Protocol, Step, Turn, Wire } from './turn.ts';

const protocols: readonly Protocol[] = [anthropic, responses, chat, gemini];

export interface ModelServer {
  readonly port: number;
  /** Adds answers; a refusal is given again to every try until `forgive`. */
  script(...turns: readonly Turn[]): void;
  /** Resolves when an answer has been sent up to the gate. */
  reached(gate: string): Promise<void>;
  /** Sends what comes after the gate. */
  release(gate: string): void;
  /** Resolves when so many requests have been refused. */
  refused(times: number): Promise<void>;
  /** Ends the refusal that is being given. */
  forgive(): void;
  close(): void;
}

/** Listens on 127.0.0.1. With `log` each request's path and body is appended to that file. */
export async function startModelServer(log: string | null): Promise<ModelServer> {
  const turns: Turn[] = [];
  const reached = new Set<string>();
  const released = new Set<string>();
  let refusals = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const path = request.url ?? '';
    const protocol = protocols.find((known) => known.path.test(path));
    if (log)
      appendFileSync(
        log,
        `${request.method} ${path}${protocol?.isConversation(body) ? '' : ' aside'} ${JSON.stringify(body)}\n`,
      );
    if (!protocol) return other(path, response);
    const turn = protocol.isConversation(body) ? nextTurn() : [{ say: protocol.aside }];
    if ('status' in turn) {
      refusals++;
      json(response, turn.status, protocol.refusal(turn.status, turn.type, turn.message));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    const steps = typeof turn === 'function' ? turn(JSON.stringify(body)) : turn;
    await play(steps, protocol.open(), response);
  }

  function nextTurn(): Turn {
    const turn = turns[0];
    if (turn === undefined) return [{ say: 'That is all.' }];
    if (!('status' in turn)) turns.shift();
    return turn;
  }

  async function play(steps: readonly Step[], wire: Wire, response: ServerResponse): Promise<void> {
    response.write(wire.begin());
    for (const step of steps) {
      if ('hold' in step) {
        reached.add(step.hold);
        await until(`gate ${step.hold} released`, () => released.has(step.hold) || response.destroyed, {
          timeoutMs: 300_000,
        });
      } else response.write(written(step, wire));
    }
    response.end(wire.end());
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    script: (...more) => void turns.push(...more),
    reached: (gate) => until(`the model got to gate ${gate}`, () => reached.has(gate), { timeoutMs: 30_000 }),
    release: (gate) => void released.add(gate),
    refused: (times) =>
      until(`the model refused ${times} times`, () => refusals >= times, { timeoutMs: 60_000 }),
    forgive: () => void turns.shift(),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function written(step: Exclude<Step, { hold: string }>, wire: Wire): string {
  if ('think' in step) return wire.think(step.think);
  if ('say' in step) return wire.say(step.say);
  return wire.tool(step.tool, step.input);
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += chunk;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** What programs ask for beside answers. */
function other(path: string, response: ServerResponse): void {
  if (path.includes('count_tokens')) json(response, 200, { input_tokens: 1200 });
  else if (path.includes(':countTokens')) json(response, 200, { totalTokens: 1200 });
  else if (path.includes(':generateContent'))
    json(response, 200, {
      candidates: [{ index: 0, finishReason: 'STOP', content: { role: 'model', parts: [{ text: '{}' }] } }],
    });
  else json(response, 404, { error: { type: 'not_found_error', message: 'not found' } });
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
