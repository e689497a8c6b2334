// The JSON-RPC peer: calls, refusals, and what bad input comes to.
import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
  createPeer,
  INTERNAL_ERROR,
  INVALID_PARAMS,
  INVALID_REQUEST,
  METHOD_NOT_FOUND,
  PARSE_ERROR,
  type Peer,
  REFUSED,
  refuse,
} from '../../src/protocol/rpc.ts';

const methods = {
  add: { params: v.object({ a: v.number(), b: v.number() }), result: v.number() },
  gone: { params: v.object({}), result: v.nullish(v.unknown()) },
  bug: { params: v.object({}), result: v.nullish(v.unknown()) },
  lies: { params: v.object({}), result: v.string() },
};

function pair() {
  const sent: string[] = [];
  const errors: Error[] = [];
  let client: Peer<typeof methods>;
  const server = createPeer({
    transport: {
      send: (text) => {
        sent.push(text);
        client.receive(text);
      },
      close: () => {},
    },
    ours: methods,
    handlers: {
      add: ({ a, b }) => a + b,
      gone: () => {
        throw refuse('not_found', 'no agent "x"');
      },
      bug: () => {
        throw new TypeError('oops');
      },
      lies: () => 42 as never,
    },
    theirs: {},
    onError: (error) => errors.push(error),
  });
  client = createPeer({
    transport: { send: (text) => server.receive(text), close: () => {} },
    ours: {},
    handlers: {},
    theirs: methods,
  });
  return { client, server, sent, errors };
}

test('a call is answered', async () => {
  expect(await pair().client.call('add', { a: 1, b: 2 })).toBe(3);
});

test('a refusal keeps its kind', async () => {
  await expect(pair().client.call('gone', {})).rejects.toMatchObject({
    code: REFUSED,
    message: 'no agent "x"',
    data: { kind: 'not_found' },
  });
});

test('a bug in a handler is an internal error, and is reported', async () => {
  const { client, errors } = pair();
  await expect(client.call('bug', {})).rejects.toMatchObject({ code: INTERNAL_ERROR });
  expect(errors.map((error) => error.message)).toEqual(['oops']);
});

test('wrong parameters are named with their path, all at once', async () => {
  await expect(pair().client.call('add', { a: 'x' } as never)).rejects.toMatchObject({
    code: INVALID_PARAMS,
    message: expect.stringMatching(/add: a: .*; b: /),
  });
});

test('an answer of the wrong shape is refused by the caller', async () => {
  await expect(pair().client.call('lies', {})).rejects.toMatchObject({ code: INTERNAL_ERROR });
});

test.each([
  ['not JSON', '{', PARSE_ERROR],
  ['an array', '[]', INVALID_REQUEST],
  ['a number', '7', INVALID_REQUEST],
  ['no method', '{"id":"x"}', INVALID_REQUEST],
  ['an unknown method', '{"id":1,"method":"nope"}', METHOD_NOT_FOUND],
  ['a method of Object.prototype', '{"id":1,"method":"constructor"}', METHOD_NOT_FOUND],
  [
    'nesting without end',
    `{"id":1,"method":"add","params":${'{"a":'.repeat(100)}1${'}'.repeat(100)}}`,
    INVALID_REQUEST,
  ],
])('%s gets an error and closes nothing', async (_name, text, code) => {
  const { client, server, sent } = pair();
  server.receive(text);
  await expect(client.call('add', { a: 1, b: 1 })).resolves.toBe(2);
  expect(JSON.parse(sent[0]!)).toMatchObject({ jsonrpc: '2.0', error: { code } });
});

test('calls under way are rejected when the connection closes', async () => {
  const client = createPeer({
    transport: { send: () => {}, close: () => {} },
    ours: {},
    handlers: {},
    theirs: methods,
  });
  const call = client.call('add', { a: 1, b: 2 });
  client.closed('host went away');
  await expect(call).rejects.toMatchObject({ message: 'host went away', data: { kind: 'closed' } });
  await expect(client.call('add', { a: 1, b: 2 })).rejects.toMatchObject({ data: { kind: 'closed' } });
});
