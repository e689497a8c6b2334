// Whether a screen shows a question that the next line of text would answer: typing a message there would
// decide something that nobody asked the sender about.

export interface Shown {
  readonly lines: readonly string[];
  /** Row of the cursor in `lines`. */
  readonly row: number;
}

/** Ends of lines that wait for an answer. */
const questions: readonly (readonly [RegExp, string])[] = [
  [/[[(](?:y(?:es)?)\s*\/\s*(?:n(?:o)?)\b[^\])]*[\])]+\s*[:?]?\s*$/i, 'a yes or no'],
  [/\b(?:password|passphrase|passcode|pin|otp|verification code)\b[^:]*:\s*$/i, 'a password'],
  [/\b(?:press|hit)\s+(?:any key|enter|return|space)\b.{0,40}$/i, 'a key'],
  [
    /\b(?:are you sure|overwrite|proceed|continue|delete|remove|replace|trust)\b[^?]*\?\s*$/i,
    'a confirmation',
  ],
  [/\b(?:type|enter)\s+["']?(?:yes|y)["']?\b.{0,40}[:?]\s*$/i, 'a confirmation'],
];

/** A row of a menu, with or without its marker and the box around it. */
const CHOICE = /^[\s│|┃]*(?<marker>[❯›>▶➤→●]?)\s*(?<number>\d{1,2})[.)]\s+\S/u;
/** A menu stands this near to the end of what is shown. */
const MENU_ROWS = 16;

/** What the screen asks for, in a few words; null where it asks for nothing. Pure. */
export function asksFor({ lines, row }: Shown): string | null {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  if (last < 0) return null;
  const near = [lines[row] ?? '', lines[last]!].map(withoutBox);
  for (const [pattern, what] of questions) if (near.some((line) => pattern.test(line))) return what;
  return hasMenu(lines.slice(Math.max(0, last - MENU_ROWS + 1), last + 1)) ? 'a choice' : null;
}

/** Numbered choices, one of them marked. */
function hasMenu(lines: readonly string[]): boolean {
  const choices = lines.flatMap((line) => {
    const found = CHOICE.exec(line)?.groups;
    return found ? [{ number: Number(found['number']), marked: found['marker'] !== '' }] : [];
  });
  return choices.some(
    ({ number, marked }) =>
      marked && choices.some((other) => !other.marked && Math.abs(other.number - number) === 1),
  );
}

function withoutBox(line: string): string {
  return line.replace(/^[\s│|┃]+|[\s│|┃]+$/g, '');
}
