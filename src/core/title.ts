// Titles that programs give themselves.

/** Signs by which programs show in their title that they work, ask or rest: these change many times a second. */
const SIGN = /^(?:[\u2800-\u28ff◐◓◑◒✳✻✽✶✢✦✋◇]|\[ [!.] \])\s+/u;

/** The title without such a sign before it: what an agent does is told by its state. */
export function plainTitle(title: string): string {
  return title.replace(SIGN, '').trim();
}
