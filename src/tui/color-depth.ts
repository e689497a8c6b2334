// The colours a terminal has, by what its environment says. https://no-color.org
import type { ColorDepth } from './output/sgr.ts';

export function colorDepth(env: NodeJS.ProcessEnv): ColorDepth {
  if (env['NO_COLOR']) return 'none';
  if (/^(truecolor|24bit)$/.test(env['COLORTERM'] ?? '')) return 'truecolor';
  const term = env['TERM'] ?? '';
  if (term === 'dumb') return 'none';
  if (/-(direct|truecolor)$/.test(term)) return 'truecolor';
  return /256/.test(term) ? '256' : '16';
}
