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

/** Index 0..15 of the basic colour that says the same as palette entry `index`. */
export function nearest16(index: number): number {
  return index < 16 ? index : basicOf(paletteRgb(index));
}

const GREYS: readonly number[] = [0, 8, 7, 15];

/**
 * Index 0..15 of the basic colour that says the same as `0xrrggbb`: one of its hue, since by distance alone every
 * pastel would be grey; the grey nearest to it where it has no hue to speak of.
 */
export function basicOf(rgb: number): number {
  const hue = hueOf(rgb);
  if (hue === null) return nearestOf(GREYS, rgb);
  const basic = HUES.find(({ below }) => hue < below)!.basic;
  return nearestOf([basic, basic + 8], rgb);
}

/** What people call the colours of the wheel, by degrees. */
const HUES: readonly { readonly below: number; readonly basic: number }[] = [
  { below: 20, basic: 1 },
  { below: 70, basic: 3 },
  { below: 165, basic: 2 },
  { below: 200, basic: 6 },
  { below: 262, basic: 4 },
  { below: 335, basic: 5 },
  { below: 360, basic: 1 },
];

/** Degrees on the colour wheel, 0 (red) to less than 360; null for a colour that is nearly grey. */
function hueOf(rgb: number): number | null {
  const [r, g, b] = channels(rgb);
  const high = Math.max(r, g, b);
  const range = high - Math.min(r, g, b);
  if (range < 48 || range < high * 0.27) return null;
  const sixth = high === r ? (g - b) / range : high === g ? 2 + (b - r) / range : 4 + (r - g) / range;
  return (sixth * 60 + 360) % 360;
}

/** Index 0..15 of a basic colour, black or light grey, that can be read on basic colour `ground`. */
export function legibleOn(ground: number): number {
  const [r, g, b] = channels(BASIC[ground]!);
  return r * 0.3 + g * 0.59 + b * 0.11 > 140 ? 0 : 7;
}

function nearestOf(candidates: readonly number[], rgb: number): number {
  let best = candidates[0]!;
  for (const one of candidates) if (distance(rgb, BASIC[one]!) < distance(rgb, BASIC[best]!)) best = one;
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
