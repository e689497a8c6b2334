// An answer that a rule is about to give in place of the person, as everybody sees it.
import type { AnswerKind } from './question.ts';

export interface Approval {
  /** The question that is meant. */
  readonly question_id: string;
  /** `asking`: a command is deciding · `pending`: it is answered when the time has come. */
  readonly phase: 'asking' | 'pending';
  readonly answer?: AnswerKind;
  readonly reason?: string;
  /** `file:line` of the rule, or the command. */
  readonly rule: string;
  /** ISO 8601: when it is answered, or given up. */
  readonly due_at: string;
}
