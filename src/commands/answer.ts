// answer: answers the question that an agent asks, without going there.
import { answerKinds } from '../core/question.ts';
import { usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'answer ID allow|always|deny|TEXT [--question QUESTION] | answer --allow ID | answer --forbid ID',
  summary:
    "Answers the question on an agent's screen, if it is still the one that is known (ls --json: question_id, options). TEXT is the label of an answer, or a text of one's own. --allow lets an agent answer the questions of others.",
  examples: [
    'botster-tui answer fix-login allow',
    'botster-tui answer fix-login "use the staging database"',
    'botster-tui answer --allow reviewer',
  ],
  words: ['ID?', 'ANSWER?'],
  flags: {
    question: {
      type: 'string',
      value: 'QUESTION',
      help: 'the question_id that was seen; another one is not answered',
    },
    allow: { type: 'string', value: 'ID', help: 'an agent that may answer the questions of others' },
    forbid: { type: 'string', value: 'ID', help: 'takes that back' },
  },
  async run(args, context) {
    const [id, word] = args.words;
    const trusted = args.text('allow') ?? args.text('forbid');
    if (trusted !== undefined) {
      if (id !== undefined) throw usageError(`"${id}" is one word too many: ${verb.usage}`);
      const settings = { may_answer: args.text('allow') !== undefined };
      const agent = await withHub(context, (hub) => hub.call('agent.set', { id: trusted, settings }));
      if (context.json) context.print(json(agent));
      return undefined;
    }
    if (id === undefined || word === undefined)
      throw usageError(`ID and an answer are needed: ${verb.usage}`);
    const question = args.text('question');
    const isKind = answerKinds.some((kind) => kind === word);
    const answered = await withHub(context, (hub) =>
      hub.call('agent.answer', {
        id,
        ...(isKind ? { answer: word } : { text: word }),
        ...(question === undefined ? {} : { question }),
      }),
    );
    if (context.json) context.print(json({ ok: true, ...answered }));
    else context.print(`${answered.question}  ${answered.answer}`);
    return undefined;
  },
};
