// How serious something is, in a mark and a colour; the mark alone must do where there is no colour.
import type { Style } from '../../core/tree.ts';

export type Level = 'info' | 'warn' | 'error';

export const levelMark: Readonly<Record<Level, string>> = { info: '●', warn: '▲', error: '✗' };
export const levelColor: Readonly<Record<Level, string>> = { info: 'blue', warn: 'yellow', error: 'red' };

/** A bar of the level's colour; inverse, so that it stands out without colour and on any background. */
export function levelBar(level: Level): Style {
  return { fg: levelColor[level], inverse: true, bold: true };
}
