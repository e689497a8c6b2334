// Anthropic Messages, as server-sent events.
import { event, type Protocol, type Wire, words } from './turn.ts';

const USAGE = { input_tokens: 1200, output_tokens: 180 };

export const anthropic: Protocol = {
  path: /\/v1\/messages(\?|$)/,
  isConversation: (body) => Array.isArray(body['tools']) && body['tools'].length > 2,
  aside: '{"title": "Tidy the parser", "isNewTopic": false}',
  refusal: (_status, type, message) => ({ type: 'error', error: { type, message } }),
  open,
};

function open(): Wire {
  let index = 0;
  let stop = 'end_turn';
  const send = (data: { type: string }): string => event(data, data.type);
  const delta = (part: object): string =>
    send({ type: 'content_block_delta', index, delta: part } as { type: string });
  const block = (start: object, deltas: readonly object[]): string => {
    const text =
      send({ type: 'content_block_start', index, content_block: start } as { type: string }) +
      deltas.map(delta).join('') +
      send({ type: 'content_block_stop', index } as { type: string });
    index++;
    return text;
  };
  return {
    begin: () =>
      send({
        type: 'message_start',
        message: {
          id: `msg_${process.hrtime.bigint()}`,
          type: 'message',
          role: 'assistant',
          model: 'claude-sonnet-4-5-20250929',
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: USAGE,
        },
      } as { type: string }),
    think: (text) =>
      block({ type: 'thinking', thinking: '', signature: '' }, [
        ...words(text).map((thinking) => ({ type: 'thinking_delta', thinking })),
        { type: 'signature_delta', signature: 'c2NyaXB0ZWQ=' },
      ]),
    say: (text) =>
      block(
        { type: 'text', text: '' },
        words(text).map((word) => ({ type: 'text_delta', text: word })),
      ),
    tool(name, input) {
      stop = 'tool_use';
      return block({ type: 'tool_use', id: `toolu_${process.hrtime.bigint()}`, name, input: {} }, [
        { type: 'input_json_delta', partial_json: JSON.stringify(input) },
      ]);
    },
    end: () =>
      send({
        type: 'message_delta',
        delta: { stop_reason: stop, stop_sequence: null },
        usage: USAGE,
      } as { type: string }) + send({ type: 'message_stop' }),
  };
}
