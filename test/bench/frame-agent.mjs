// The agent of frames.mjs: `c` draws one cell, `s` scrolls one line, `f` fills the screen, each with the next mark.
const FIRST_MARK = 0x1401;
const out = process.stdout;
let count = 0;

const draw = {
  c: (mark) => `\x1b[5;5H${mark}`,
  s: (mark) => `\x1b[${out.rows};1H\r\n${mark} a line of output`,
  f(mark) {
    const letter = String.fromCharCode(97 + (count % 26));
    const line = `${letter}${count}`
      .padEnd(8, '.')
      .repeat(Math.ceil(out.columns / 8))
      .slice(0, out.columns);
    const lines = Array.from({ length: out.rows }, (_, y) => `\x1b[${y + 1};1H${line}`);
    return `${lines.join('')}\x1b[${out.rows};1H${mark}`;
  },
};

process.stdin.setRawMode(true);
process.stdin.on('data', (keys) => {
  for (const key of keys.toString()) {
    if (draw[key]) out.write(draw[key](String.fromCodePoint(FIRST_MARK + count++)));
  }
});
out.write('mark-42\r\n');
