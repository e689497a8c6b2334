// What agents do: said by themselves, and explained.
import * as v from 'valibot';
import {
  type Agent,
  type AgentState,
  type AgentStatus,
  type FoundState,
  foundStates,
} from '../core/agent.ts';
import { notifyLevels } from '../core/agent-settings.ts';
import { ref, shape, text } from './hub-schemas.ts';
import type { Methods } from './rpc.ts';

export const stateMethods = {
  /**
   * What an agent does, by its own word; `unknown` takes that back. Without `id` the caller itself; the user has
   * to name one, and an agent may speak only for itself.
   */
  'agent.report': {
    params: v.object({
      id: v.optional(ref),
      state: v.picklist([...foundStates, 'done']),
      reason: v.optional(v.pipe(text, v.maxLength(500))),
    }),
    result: shape<Agent>(),
  },
  /** Why its state is what it is, with a fresh look at its screen. */
  'agent.explain': { params: v.object({ id: ref }), result: shape<Explanation>() },
  /**
   * Answers the question on its screen, which must be the one of `question` (an agent's `question_id`; default: the
   * one that is known): `answer` is `allow`, `always`, `deny` or the label of an answer, `text` one's own. Resolves
   * once the question is gone. An agent needs the person's leave (`may_answer`), and never answers its own.
   */
  'agent.answer': {
    params: v.object({
      id: ref,
      answer: v.optional(v.pipe(text, v.minLength(1), v.maxLength(500))),
      text: v.optional(v.pipe(text, v.minLength(1), v.maxLength(10_000))),
      question: v.optional(text),
    }),
    result: v.object({ agent: text, question: text, answer: text, by: text }),
  },
  /** What is set for it (core/agent-settings.ts); null takes one back. Refused to agents. */
  'agent.set': {
    params: v.object({
      id: ref,
      settings: v.strictObject({
        may_answer: v.nullish(v.boolean()),
        auto_approve: v.nullish(v.boolean()),
        clipboard: v.nullish(v.picklist(['allow', 'deny'])),
        notify: v.nullish(v.picklist(notifyLevels)),
      }),
    }),
    result: shape<Agent>(),
  },
} satisfies Methods;

/** Why an agent's state is what it is. Only `agent`, `name`, `status` and `reason` are there where it does not run. */
export interface Explanation {
  readonly agent: string;
  readonly name: string;
  readonly status: AgentStatus;
  readonly state?: AgentState;
  /** ISO 8601. */
  readonly since?: string;
  readonly question?: string;
  /** What it is known from: `report`, `osc`, `screen`, `process` or `silence`. */
  readonly source?: string;
  /** The rule that made it so, and its `file:line`. */
  readonly rule?: string;
  readonly at?: string;
  /** In words. */
  readonly reason: string;
  /** The report that stands, whether it decides now or not. */
  readonly report?: { readonly state: FoundState; readonly at: string; readonly reason?: string };
  /** A state that was found and is not believed yet. */
  readonly pending?: { readonly state: AgentState; readonly in_ms: number };
  /** Why the detector cannot say anything. */
  readonly broken?: string;
  readonly detector?: string;
  /** What the detector says of the screen as it is now. */
  readonly now?: {
    readonly state: FoundState;
    readonly source: string;
    readonly rule: string;
    readonly at?: string;
    readonly evidence?: string;
    readonly question?: string;
    readonly visible: boolean;
    readonly keep: boolean;
  };
  /** Every rule that was looked at, in order. */
  readonly considered?: readonly {
    readonly rule: string;
    readonly state?: string;
    readonly at?: string;
    readonly matched: boolean;
  }[];
}
