// The tool by which an agent that may do so answers the question of another.
import { answerKinds } from '../../core/question.ts';
import { argumentsOf, resultOf, string } from './schema.ts';
import type { Tool } from './tool.ts';

export const answerTool: Tool = {
  name: 'answer_question',
  description:
    'Answers the question that another agent asks (`question`, `question_id` and `options` of list_agents), if it is still that one. Refused unless the person allows you to (botster-tui answer --allow YOU), and always for your own questions.',
  input: argumentsOf({
    id: string('Its id, a unique beginning of one, or its name.'),
    answer: string(
      '`allow` (this once), `always`, `deny`, the label of one of its options, or a text of your own.',
    ),
    'question_id?': string('The question that you mean. Default: the one that is known now.'),
  }),
  output: resultOf({ agent: string(), question: string(), answer: string(), by: string() }),
  isReading: false,
  async run(args, { withHub }) {
    const {
      id,
      answer,
      question_id: question,
    } = args as {
      id: string;
      answer: string;
      question_id?: string;
    };
    const isKind = answerKinds.some((kind) => kind === answer);
    const answered = await withHub((hub) =>
      hub.call(
        'agent.answer',
        {
          id,
          ...(isKind ? { answer } : { text: answer }),
          ...(question === undefined ? {} : { question }),
        },
        null,
      ),
    );
    return { text: `answered "${answered.question}" with "${answered.answer}"`, data: answered };
  },
};
