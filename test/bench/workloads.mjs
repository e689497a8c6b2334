// What programs print, in four kinds, the same bytes on every run: plain log lines, every word in another
// colour, wide and accented text, and scroll regions with cursor moves and edits.

const words =
  'error warning build finished in seconds listening on port compiled with no problems at all'.split(' ');

/** A generator of whole numbers below `n`, the same for the same seed. */
export function randomFrom(seed) {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const line = (random, width) => {
  let text = '';
  while (text.length < width) text += `${words[random(words.length)]} `;
  return text.slice(0, width);
};

const ascii = (random) => `${line(random, 20 + random(60))}\r\n`;

const sgr = (random) => {
  const styles = [
    () => `\x1b[${random(8)};3${random(8)}m`,
    () => `\x1b[38;5;${random(256)}m`,
    () => `\x1b[48;5;${random(256)}m`,
    () => `\x1b[38;2;${random(256)};${random(256)};${random(256)}m`,
  ];
  const colored = line(random, 80)
    .split(' ')
    .map((word) => styles[random(styles.length)]() + word);
  return `${colored.join(' ')}\x1b[0m\r\n`;
};

const utf8 = (random) => {
  const run = (count, from, span) =>
    Array.from({ length: count }, () => String.fromCodePoint(from + random(span))).join('');
  const makers = [
    () => run(6, 0x4e00, 0x5000),
    () => run(5, 0x3042, 80),
    () => run(8, 0x430, 32),
    () => 'àéîõüçñ',
    () => '├─────┤',
    () => run(1, 0x1f680, 4),
  ];
  return `${Array.from({ length: 6 }, () => makers[random(makers.length)]()).join(' ')}\r\n`;
};

const cursor = (random, { columns, rows }) => {
  const scrolled = Array.from({ length: 12 }, () => `\r\n${line(random, Math.min(80, columns))}`).join('');
  const reversed = Array.from({ length: 4 }, () => `\x1bM${line(random, 40)}\r`).join('');
  const moves = Array.from({ length: 60 }, () => {
    const at = `\x1b[${1 + random(rows)};${1 + random(columns - 12)}H`;
    return `${at}\x1b[3${random(8)}m${words[random(words.length)]}`;
  }).join('');
  const edits = `\x1b[0m\x1b[${3 + random(rows - 6)};5H\x1b[2L\x1b[1M\x1b[K\x1b[3P\x1b[4@`;
  return `\x1b[3;${rows - 2}r\x1b[${rows - 2};1H${scrolled}\x1b[3;1H${reversed}${moves}${edits}`;
};

const makers = { ascii, sgr, utf8, cursor };

/** About `bytes` bytes of each kind, by name, for a screen of `size`. */
export function workloads(bytes, size) {
  return Object.entries(makers).map(([name, make], i) => {
    const random = randomFrom(i + 1);
    const parts = [];
    for (let made = 0; made < bytes; ) {
      const part = Buffer.from(make(random, size));
      parts.push(part);
      made += part.length;
    }
    return { name, bytes: Buffer.concat(parts) };
  });
}
