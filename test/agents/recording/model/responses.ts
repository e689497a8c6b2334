// OpenAI Responses, as server-sent events.
import { event, type Protocol, type Wire, words } from './turn.ts';

const USAGE = {
  input_tokens: 1200,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 180,
  output_tokens_details: { reasoning_tokens: 40 },
  total_tokens: 1380,
};

export const responses: Protocol = {
  path: /\/v1\/responses$/,
  isConversation: (body) => !('text' in body),
  aside: '{"title": "Tidy the parser"}',
  refusal: (_status, type, message) => ({ error: { type, code: type, message } }),
  open,
};

function open(): Wire {
  const id = `resp_${process.hrtime.bigint()}`;
  let index = 0;
  const send = (type: string, data: object): string => event({ type, ...data }, type);
  const item = (started: object, deltas: string, finished: object): string => {
    const text =
      send('response.output_item.added', { output_index: index, item: started }) +
      deltas +
      send('response.output_item.done', { output_index: index, item: finished });
    index++;
    return text;
  };
  return {
    begin: () => send('response.created', { response: { id, status: 'in_progress', output: [] } }),
    think(text) {
      const item_id = `rs_${id}_${index}`;
      const summary = [{ type: 'summary_text', text }];
      const at = { item_id, output_index: index, summary_index: 0 };
      return item(
        { type: 'reasoning', id: item_id, summary: [] },
        send('response.reasoning_summary_part.added', at) +
          words(text)
            .map((delta) => send('response.reasoning_summary_text.delta', { ...at, delta }))
            .join(''),
        { type: 'reasoning', id: item_id, summary, encrypted_content: null },
      );
    },
    say(text) {
      const item_id = `msg_${id}_${index}`;
      const message = { type: 'message', id: item_id, role: 'assistant' };
      const at = { item_id, output_index: index, content_index: 0 };
      return item(
        { ...message, content: [] },
        words(text)
          .map((delta) => send('response.output_text.delta', { ...at, delta }))
          .join(''),
        { ...message, content: [{ type: 'output_text', text, annotations: [] }] },
      );
    },
    tool(name, input) {
      const call = { type: 'function_call', id: `fc_${id}_${index}`, call_id: `call_${id}_${index}`, name };
      return item({ ...call, arguments: '' }, '', { ...call, arguments: JSON.stringify(input) });
    },
    end: () =>
      send('response.completed', { response: { id, status: 'completed', output: [], usage: USAGE } }),
  };
}
