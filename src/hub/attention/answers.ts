// Questions answered without going there: exactly the keys of an answer, typed only while the question on the
// screen is the one that whoever answers has seen, each key once the program has taken the one before.
import { type AnswerOption, type Asked, optionFor } from '../../core/question.ts';
import type { SessionLook } from '../../protocol/host-api.ts';
import { refuse } from '../../protocol/rpc.ts';
import type { Doing } from '../detection/doing.ts';

export interface AnswerRequest {
  /** The agent's id. */
  readonly to: string;
  /** `allow`, `always`, `deny` or the label of an answer; one of this and `text` is given. */
  readonly answer?: string | undefined;
  /** A text of one's own. Where it is the label of an answer, that is chosen. */
  readonly text?: string | undefined;
  /** Id of the question that was seen. Default: the one that is known when this is called. */
  readonly question?: string | undefined;
  /** Only as long as nobody has typed there since it asked. */
  readonly isUntouched?: boolean;
  /** Who answers, as people know it. */
  readonly by: string;
}

export interface Answered {
  readonly agent: string;
  readonly question: string;
  /** The label of what was chosen, or the text. */
  readonly answer: string;
  readonly by: string;
}

export interface Answers {
  /** Resolves once the question is gone from the screen. Rejects with RpcError where it was not answered. */
  answer(request: AnswerRequest): Promise<Answered>;
}

export interface AnswerParts {
  readonly doing: (id: string) => Doing | null;
  readonly nameOf: (id: string) => string;
  /** Looks at it now; null where nothing can be seen. */
  readonly examine: (id: string) => Promise<{
    readonly doing: Doing;
    readonly look: Pick<SessionLook, 'last_input_at' | 'last_output_at'>;
  } | null>;
  readonly press: (id: string, keys: readonly string[]) => Promise<void>;
  readonly paste: (id: string, text: string) => Promise<void>;
  /** Types a text where the prompt is, as soon as that is safe. */
  readonly deliver: (id: string, by: string, text: string) => Promise<void>;
  readonly onAnswered: (answered: Answered) => void;
  /** Patience and clock, for tests. */
  readonly times?: Partial<Times>;
}

interface Times {
  /** How long a program may take to react to a key, and to take its question away. */
  readonly reactMs: number;
  readonly goneMs: number;
  readonly pollMs: number;
}

/** Keys that choose another answer, and leave the question as it is. */
const WALKS: ReadonlySet<string> = new Set(['up', 'down', 'left', 'right']);

const usual: Times = { reactMs: 1000, goneMs: 4000, pollMs: 40 };

export function createAnswers(parts: AnswerParts): Answers {
  const times: Times = { ...usual, ...parts.times };
  const busy = new Set<string>();
  /** Those of them that nobody may have typed into. */
  const untouched = new Set<string>();
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, times.pollMs));

  const lookAt = async (id: string) => {
    const seen = await parts.examine(id);
    if (!seen) throw refuse('not_seen', `the screen of "${parts.nameOf(id)}" cannot be seen: go there`);
    return seen;
  };
  /** The question as it stands, if it is still the one that was seen. */
  const same = async (id: string, wanted: string): Promise<Asked> => {
    const { doing } = await lookAt(id);
    const name = parts.nameOf(id);
    if (!doing.asked) throw refuse('changed', `the question has changed: "${name}" asks nothing any more`);
    if (doing.asked.id !== wanted)
      throw refuse(
        'changed',
        `the question has changed: "${name}" now asks "${doing.question ?? '?'}" (${doing.asked.id})`,
      );
    return doing.asked;
  };
  const check = async (id: string, { from_start: fromStart }: AnswerOption, asked: Asked): Promise<void> => {
    const { look } = await lookAt(id);
    if (untouched.has(id) && look.last_input_at > asked.at)
      throw refuse('touched', `somebody has typed into "${parts.nameOf(id)}" since it asked`);
    if (fromStart && look.last_input_at > asked.at)
      throw refuse(
        'touched',
        `somebody has typed into "${parts.nameOf(id)}" since it asked, and which answer is chosen cannot be seen: go there`,
      );
  };
  /** Until `holds`, `ms` at most; whether it did. */
  const until = async (ms: number, holds: () => Promise<boolean>): Promise<boolean> => {
    const end = performance.now() + ms;
    while (!(await holds())) {
      if (performance.now() > end) return false;
      await pause();
    }
    return true;
  };
  /** Does something there, and waits until the program has printed something. */
  const reaction = async (id: string, what: string, act: () => Promise<void>): Promise<void> => {
    const before = (await lookAt(id)).look.last_output_at;
    await act();
    const reacted = await until(times.reactMs, async () => (await lookAt(id)).look.last_output_at > before);
    // What follows, Enter most of all, would choose something else.
    if (!reacted)
      throw refuse(
        'no_reaction',
        `"${parts.nameOf(id)}" did not react to ${what}: nothing was chosen, go there`,
      );
  };
  const type = async (id: string, keys: readonly string[], asked: Asked, hasMore: boolean): Promise<void> => {
    for (const [place, key] of keys.entries()) {
      const press = (): Promise<void> => parts.press(id, [key]);
      if (place === keys.length - 1 && !hasMore) return press();
      await reaction(id, key, press);
      if (WALKS.has(key)) await same(id, asked.id);
    }
  };
  const gone = async (id: string, asked: Asked): Promise<void> => {
    const isGone = await until(
      times.goneMs,
      async () => (await parts.examine(id))?.doing.asked?.id !== asked.id,
    );
    if (!isGone)
      throw refuse(
        'not_confirmed',
        `the keys were typed, but "${parts.nameOf(id)}" still shows the question: go there`,
      );
  };

  const choose = async (id: string, option: AnswerOption, asked: Asked, text: string | undefined) => {
    await check(id, option, asked);
    const takesText = option.takes_text === true && text !== undefined;
    await type(id, option.keys, asked, takesText);
    if (takesText) {
      await reaction(id, 'the text', () => parts.paste(id, text));
      await parts.press(id, ['enter']);
    }
    await gone(id, asked);
  };
  const run = async (request: AnswerRequest, asked: Asked): Promise<string> => {
    const { to, answer, text, by } = request;
    const wanted = optionFor(asked.options, answer ?? text ?? '');
    if (wanted && !(wanted.takes_text && text === undefined)) {
      await choose(to, wanted, asked, undefined);
      return wanted.label;
    }
    if (text === undefined) throw refuse('no_such_answer', noSuchAnswer(answer ?? '', asked));
    const own = asked.options.find(({ takes_text: takesText }) => takesText);
    if (own) {
      await choose(to, own, asked, text);
      return text;
    }
    // Where only yes and no are offered, another text is a no, and what to do instead.
    const deny = asked.options.find(({ kind }) => kind === 'deny');
    if (!deny) throw refuse('no_such_answer', noSuchAnswer(text, asked));
    await choose(to, deny, asked, undefined);
    await parts.deliver(to, by, text);
    return `${deny.label}: ${text}`;
  };

  return {
    async answer(request) {
      const { to, by } = request;
      const name = parts.nameOf(to);
      const known = parts.doing(to)?.asked;
      const wanted = request.question ?? known?.id;
      if (wanted === undefined) throw refuse('no_question', `"${name}" asks nothing that can be answered`);
      if (busy.has(to)) throw refuse('busy', `an answer is being typed into "${name}"`);
      busy.add(to);
      if (request.isUntouched) untouched.add(to);
      try {
        const asked = await same(to, wanted);
        const question = parts.doing(to)?.question ?? '';
        const answer = await run(request, asked);
        const answered = { agent: to, question, answer, by };
        parts.onAnswered(answered);
        return answered;
      } finally {
        busy.delete(to);
        untouched.delete(to);
      }
    },
  };
}

function noSuchAnswer(wanted: string, { options }: Asked): string {
  if (options.length === 0)
    return 'which answers there are cannot be read off its screen: go there, and answer it there';
  const offered = options.map(({ label, kind }) => (kind === 'other' ? label : `${kind} (${label})`));
  return `"${wanted}" is none of its answers: ${offered.join(', ')}`;
}
