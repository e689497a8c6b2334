// Colours for terminals with fewer of them: the nearest entry of xterm's palette.

const LEVELS = [0, 95, 135, 175, 215, 255] as const;
const BASIC: readonly number[] = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000,
  0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];

/** Index 16..255 of the entry nearest to `0xrrggbb`. */
export function nearest256(rgb: number): number {
  const [r, g, b] = channels(rgb);
  const cube = [level(r), level(g), level(b)] as const;
  const cubeRgb = (LEVELS[cube[0]]! << 16) | (LEVELS[cube[1]]! << 8) | LEVELS[cube[2]]!;
  const gray = Math.max(0, Math.min(23, Math.round(((r + g + b) / 3 - 8) / 10)));
  const grayValue = 8 + gray * 10;
  const grayRgb = (grayValue << 16) | (grayValue << 8) | grayValue;
  return distance(rgb, grayRgb) < distance(rgb, cubeRgb)
    ? 232 + gray
    : 16 + cube[0] * 36 + cube[1] * 6 + cube[2];
}

/** Index 0..15 of the basic colour nearest to palette entry `index`. */
export function nearest16(index: number): number {
  const rgb = paletteRgb(index);
  let best = 0;
  BASIC.forEach((candidate, i) => {
    if (distance(rgb, candidate) < distance(rgb, BASIC[best]!)) best = i;
  });
  return best;
}

/** `0xrrggbb` of palette entry 0..255. */
export function paletteRgb(index: number): number {
  if (index < 16) return BASIC[index] ?? 0;
  if (index >= 232) return (8 + (index - 232) * 10) * 0x010101;
  const i = index - 16;
  return (LEVELS[Math.floor(i / 36)]! << 16) | (LEVELS[Math.floor(i / 6) % 6]! << 8) | LEVELS[i % 6]!;
}

function level(value: number): number {
  let best = 0;
  for (let i = 1; i < LEVELS.length; i++)
    if (Math.abs(value - LEVELS[i]!) < Math.abs(value - LEVELS[best]!)) best = i;
  return best;
}

function channels(rgb: number): readonly [number, number, number] {
  return [(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255];
}

function distance(a: number, b: number): number {
  const [ar, ag, ab] = channels(a);
  const [br, bg, bb] = channels(b);
  return (ar - br) ** 2 + (ag - bg) ** 2 + (ab - bb) ** 2;
}
