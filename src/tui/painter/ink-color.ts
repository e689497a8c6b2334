// Colours as Ink's styles name them, as SGR sequences: a name, `redBright`, `#rrggbb`, `ansi256(n)`, `rgb(r, g, b)`.

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** The sequence that sets the colour; '' for one that is none. */
export function inkColorSgr(color: string, background: boolean): string {
  const shift = background ? 10 : 0;
  const named = names.indexOf(color.replace(/Bright$/, ''));
  if (color === 'gray' || color === 'grey') return `\x1b[${90 + shift}m`;
  if (named >= 0) return `\x1b[${(color.endsWith('Bright') ? 90 : 30) + named + shift}m`;
  const index = /^ansi256\(\s?(\d+)\s?\)$/.exec(color);
  if (index) return `\x1b[${38 + shift};5;${index[1]}m`;
  const rgb = /^rgb\(\s*(\d+),\s*(\d+),\s*(\d+)\s*\)$/.exec(color)?.slice(1) ?? hexChannels(color);
  return rgb ? `\x1b[${38 + shift};2;${rgb.join(';')}m` : '';
}

function hexChannels(color: string): number[] | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color)?.[1];
  if (!digits) return null;
  const six = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  return [0, 2, 4].map((at) => Number.parseInt(six.slice(at, at + 2), 16));
}
