// What a program last told its terminal of what it does: how far it is (OSC 9;4), and where in a shell's
// prompt and command it stands (OSC 133).
import type { Notice } from './notices.ts';

export interface Told {
  /** `state` as in OSC 9;4: 0 none, 1 so much, 2 an error, 3 working, 4 paused. */
  readonly progress: { readonly state: number; readonly value: number } | null;
  /** `A` a prompt begins, `B` it ends, `C` a command runs, `D` it has ended. */
  readonly mark: { readonly mark: string; readonly exit_code?: number } | null;
}

export const NOTHING_TOLD: Told = { progress: null, mark: null };

/** What is known after a notice. */
export function afterNotice(told: Told, { type, data }: Notice): Told {
  if (type === 'progress')
    return { ...told, progress: { state: Number(data['state']), value: Number(data['value']) } };
  if (type !== 'mark') return told;
  const code = data['exit_code'];
  return {
    ...told,
    mark: { mark: String(data['mark']), ...(typeof code === 'number' ? { exit_code: code } : {}) },
  };
}
