// Gemini streamGenerateContent, as server-sent events.
import { event, type Protocol, type Wire, words } from './turn.ts';

export const gemini: Protocol = {
  path: /:streamGenerateContent/,
  isConversation: (body) => Array.isArray(body['tools']) && body['tools'].length > 0,
  aside: '{}',
  refusal: (status, type, message) => ({ error: { code: status, status: type, message } }),
  open,
};

function open(): Wire {
  const parts = (list: readonly object[], finishReason?: string): string =>
    event({
      candidates: [
        { index: 0, content: { role: 'model', parts: list }, ...(finishReason ? { finishReason } : {}) },
      ],
      usageMetadata: { promptTokenCount: 1200, candidatesTokenCount: 180, totalTokenCount: 1380 },
      modelVersion: 'gemini-2.5-pro',
    });
  return {
    // An answer has no opening event: the first part opens it.
    begin: () => '',
    think: (text) => parts([{ text, thought: true }]),
    say: (text) =>
      words(text)
        .map((word) => parts([{ text: word }]))
        .join(''),
    tool: (name, args) => parts([{ functionCall: { name, args } }]),
    end: () => parts([{ text: '' }], 'STOP'),
  };
}
