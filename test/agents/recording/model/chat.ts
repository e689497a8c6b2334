// OpenAI Chat Completions, as server-sent events.
import { event, type Protocol, type Wire, words } from './turn.ts';

export const chat: Protocol = {
  path: /\/v1\/chat\/completions$/,
  isConversation: (body) => Array.isArray(body['tools']) && body['tools'].length > 0,
  aside: 'Tidy the parser',
  refusal: (_status, type, message) => ({ error: { type, code: type, message } }),
  open,
};

function open(): Wire {
  const id = `chatcmpl-${process.hrtime.bigint()}`;
  let calls = 0;
  const chunk = (delta: object, finish_reason: string | null = null): string =>
    event({
      id,
      object: 'chat.completion.chunk',
      created: 0,
      model: 'scripted',
      choices: [{ index: 0, delta, finish_reason }],
    });
  return {
    begin: () => chunk({ role: 'assistant', content: '' }),
    think: (text) =>
      words(text)
        .map((word) => chunk({ reasoning_content: word }))
        .join(''),
    say: (text) =>
      words(text)
        .map((word) => chunk({ content: word }))
        .join(''),
    tool(name, input) {
      const index = calls++;
      const call = { name, arguments: JSON.stringify(input) };
      return chunk({ tool_calls: [{ index, id: `call_${id}_${index}`, type: 'function', function: call }] });
    },
    end: () =>
      chunk({}, calls > 0 ? 'tool_calls' : 'stop') +
      event({
        id,
        object: 'chat.completion.chunk',
        created: 0,
        model: 'scripted',
        choices: [],
        usage: { prompt_tokens: 1200, completion_tokens: 180, total_tokens: 1380 },
      }) +
      'data: [DONE]\n\n',
  };
}
