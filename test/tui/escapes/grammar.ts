// The language that the outer terminal may be sent: our own few sequences, and text that can only be text.

const sequences: readonly RegExp[] = [
  // Synchronized update, cursor shown or hidden.
  /^\x1b\[\?(?:2026|25)[hl]/,
  // Cursor to a place, or to the right.
  /^\x1b\[(?:\d{1,4}(?:;\d{1,4})?)?H/,
  /^\x1b\[\d{0,4}C/,
  // The whole screen, or the rest of a line, erased.
  /^\x1b\[2J/,
  /^\x1b\[K/,
  // Scrolling of some rows: region, cursor to its last row, line feeds, no region.
  /^\x1b\[\d{1,4};\d{1,4}r\x1b\[\d{1,4}H\n+\x1b\[r/,
  // Cursor shape.
  /^\x1b\[[1-6] q/,
  /^\r\n?/,
];
const looks = /^\x1b\[((?:[\d:]+(?:;[\d:]+)*)?)m/;
const byte = '(?:\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])';
const look = new RegExp(
  '^(?:' +
    [
      '0?|[1-357-9]|53|59',
      '4(?::[2-5])?',
      '[34][0-79]|9[0-7]|10[0-7]',
      `[34]8;5;${byte}`,
      `[34]8;2;${byte};${byte};${byte}`,
      `58:5:${byte}`,
      `58:2::${byte}:${byte}:${byte}`,
    ].join('|') +
    ')$',
);
/** Characters that a terminal acts on, that reorder text, or that hide it. */
const forbidden =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;
/** Of those, what holds together an emoji, or a letter of a script that needs it, may stay within a cluster. */
const joining = /\u200c|\u200d|\ufe0e|\ufe0f|[\u{e0020}-\u{e007f}]|\u115f|\u1160/gu;
const MAX_POINTS = 16;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first thing in `stream` that is not of the language, with what is around it; null if all of it is. */
export function firstForeign(stream: string): string | null {
  for (let at = 0; at < stream.length; ) {
    const rest = stream.slice(at, at + 400);
    const step = rest[0]! < ' ' ? sequenceLength(rest) : textLength(stream, at);
    if (step <= 0) return `at ${at}: ${JSON.stringify(stream.slice(Math.max(0, at - 20), at + 40))}`;
    at += step;
  }
  return null;
}

function sequenceLength(rest: string): number {
  const graphic = looks.exec(rest);
  if (graphic) return areLooks(graphic[1]!) ? graphic[0].length : 0;
  for (const sequence of sequences) {
    const found = sequence.exec(rest);
    if (found) return found[0].length;
  }
  return 0;
}

/** Parameters of one graphic rendition: `1;38;2;255;0;0`. */
function areLooks(parameters: string): boolean {
  const codes = parameters.split(';');
  for (let i = 0; i < codes.length; ) {
    const isColor = codes[i] === '38' || codes[i] === '48';
    const count = isColor ? (codes[i + 1] === '2' ? 5 : 3) : 1;
    if (!look.test(codes.slice(i, i + count).join(';'))) return false;
    i += count;
  }
  return true;
}

/** Length of the text up to the next control character; 0 where it is not text alone. */
function textLength(stream: string, at: number): number {
  const end = stream.slice(at).search(/[\x00-\x1f]/);
  const text = end < 0 ? stream.slice(at) : stream.slice(at, at + end);
  for (const { segment } of graphemes.segment(text)) if (!isVisible(segment)) return 0;
  return text.length;
}

function isVisible(cluster: string): boolean {
  const points = [...cluster];
  const held = points.length > 1 ? cluster.replace(joining, '') : cluster;
  return held !== '' && points.length <= MAX_POINTS && !forbidden.test(held);
}
