// What agents ask of the hub about one another, the person, and the Lua files they write.
import * as v from 'valibot';
import type { Agent } from '../core/agent.ts';
import type { Binding } from '../core/key-table.ts';
import { nothing, receipt, ref, saved, seconds, shape, text } from './hub-schemas.ts';
import type { Methods } from './rpc.ts';

export const exchangeMethods = {
  /** Types text into an agent as soon as that is safe (hub/exchange/deliveries.ts); logged with its sender. */
  'agent.deliver': {
    params: v.object({ id: ref, text, enter: v.optional(v.boolean(), false) }),
    result: receipt,
  },
  /** The caller's own title, in place of its program's; empty gives it back. Refused to the user. */
  'agent.title': { params: v.object({ title: v.pipe(text, v.maxLength(200)) }), result: shape<Agent>() },

  // Messages between agents and the user. `to` names an agent, or is `user`.
  'message.post': {
    params: v.object({ to: ref, text: v.pipe(text, v.minLength(1), v.maxLength(65_536)) }),
    result: v.object({ id: text }),
  },
  /** The caller's messages since it last asked. */
  'message.receive': {
    params: nothing,
    result: v.object({ messages: v.array(v.object({ id: text, from: text, text, at: text })) }),
  },
  notify: {
    params: v.object({
      message: v.pipe(text, v.minLength(1), v.maxLength(4096)),
      level: v.optional(v.picklist(['info', 'warn', 'error']), 'info'),
      title: v.optional(v.pipe(text, v.maxLength(200))),
    }),
    result: v.object({ id: text }),
  },
  'keymap.list': {
    params: v.object({ mode: v.optional(text) }),
    result: v.object({ bindings: v.array(shape<Binding>()) }),
  },
  /** Remembers what the caller sees under a name, and answers with what it saw there before. */
  'frame.look': {
    params: v.object({ what: v.pipe(text, v.maxLength(200)), lines: v.array(text) }),
    result: v.object({ before: v.nullable(v.array(text)) }),
  },
  /** Writes a file below improvements/, whole or not at all, and waits for what becomes of it. */
  'lua.write': {
    params: v.object({ path: text, text, timeout: v.optional(seconds, 10) }),
    result: v.object(saved),
  },
} satisfies Methods;
