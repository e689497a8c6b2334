// Characters that are not to be seen, and what is left of a cell's text without them. Programs' output is
// cells before it gets here, but a cell may hold any character: one that reorders what follows, too.

/** First and last of each run of: C1 controls, format and direction characters, fillers, selectors, no characters. */
const ranges: readonly (readonly [number, number])[] = [
  [0x0000, 0x001f],
  [0x007f, 0x009f],
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfdd0, 0xfdef],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];
/** The longest emoji has 10 code points; a letter may carry marks without end. */
const MAX_CLUSTER_POINTS = 16;
const BLACK_FLAG = 0x1f3f4;

/** Whether a character may not stand alone in a cell: nobody sees it, or it would join the cell before. */
export function isUnfit(point: number): boolean {
  return isHidden(point) || isExtending(point);
}

/** Marks, skin tones, the later parts of Hangul syllables, Thai and Lao vowels that go with their consonant. */
const extending = /[\p{M}\p{Emoji_Modifier}\u1160-\u11ff\ud7b0-\ud7ff\u0e33\u0eb3]/u;

function isExtending(point: number): boolean {
  // Latin letters, lines and blocks, most of CJK and all Hangul syllables, which are most of what is not ASCII.
  if (point < 0x300 || (point >= 0x2190 && point < 0x2c00) || (point >= 0x3041 && point < 0x3099))
    return false;
  if ((point >= 0x309b && point < 0xa000) || (point >= 0xac00 && point < 0xd7a4)) return false;
  return extending.test(String.fromCodePoint(point));
}

/** Whether a character is one that nobody sees, or none at all. */
function isHidden(point: number): boolean {
  if (point < 0x7f) return point < 0x20;
  // The last two of every plane.
  if ((point & 0xfffe) === 0xfffe) return true;
  for (const [first, last] of ranges) if (point <= last) return point >= first;
  return false;
}

/** Holds the characters of one cluster together: joiners, emoji style selectors, Hangul fillers, tags of flags. */
function isJoining(point: number, first: number): boolean {
  if (point === 0x200c || point === 0x200d || point === 0xfe0e || point === 0xfe0f) return true;
  if (point === 0x115f || point === 0x1160) return true;
  return first === BLACK_FLAG && point >= 0xe0020 && point <= 0xe007f;
}

/** The text of one cell without what is hidden in it, at most 16 code points; '' where nothing is left. */
export function visibleCluster(text: string): string {
  let kept = '';
  let count = 0;
  let first = -1;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (count === 0) {
      if (isUnfit(point)) continue;
      first = point;
    } else if (isHidden(point) && !isJoining(point, first)) continue;
    if (++count > MAX_CLUSTER_POINTS) break;
    kept += character;
  }
  return kept;
}
