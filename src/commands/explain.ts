// explain: why an agent's state is what it is.
import type { Explanation } from '../protocol/hub-state-api.ts';
import { withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'explain ID [--json]',
  summary:
    "Says why an agent's state is what it is: the rule, what it was found by, and what else was looked at.",
  examples: ['botster-tui explain fix-login', 'botster-tui explain fix-login --json | jq .now'],
  words: ['ID'],
  async run(args, context) {
    const found = await withHub(context, (hub) => hub.call('agent.explain', { id: args.words[0]! }));
    context.print(context.json ? json(found) : explanationText(found));
    return undefined;
  },
};

/** A few lines for people. */
export function explanationText(found: Explanation): string {
  const { name, state, question, since, reason, report, pending, broken } = found;
  if (state === undefined) return `${name}: ${reason}`;
  const line = (label: string, text: string | undefined): string[] =>
    text === undefined ? [] : [`${label.padEnd(10)}${text}`];
  const saw = found.now;
  return [
    `${name}: ${state}${since ? ` since ${since}` : ''}`,
    ...line('question', question),
    ...line('because', reason),
    ...line('rule', withPlace(found.rule ?? '', found.at)),
    ...line(
      'report',
      report && `${report.state} at ${report.at}${report.reason ? `: ${report.reason}` : ''}`,
    ),
    ...line('pending', pending && `${pending.state}, believed in ${Math.ceil(pending.in_ms)} ms`),
    ...line('broken', broken && `${broken} (what was known stays)`),
    ...line('detector', found.detector),
    ...line(
      'now',
      saw && `${saw.keep ? 'nothing: what was known stays' : saw.state}, ${withPlace(saw.rule, saw.at)}`,
    ),
    ...line('evidence', saw?.evidence && JSON.stringify(saw.evidence)),
    ...(found.considered ?? []).map(
      ({ rule, at, matched }) => `  ${matched ? '✓' : '·'} ${withPlace(rule, at)}`,
    ),
  ].join('\n');
}

function withPlace(rule: string, at: string | undefined): string {
  return at === undefined ? rule : `${rule}  (${at})`;
}
