// What a person has set for one agent. Kept with it; what is not set is as the program has it.

export interface AgentSettings {
  /** It may answer the questions of other agents. Default false. */
  readonly may_answer?: boolean;
  /** What becomes of texts that it puts into the clipboard (OSC 52). Default: as `botster.clipboard` says. */
  readonly clipboard?: 'allow' | 'deny';
  /** Its questions are put to the rules that files register with `approve`. Default false. */
  readonly auto_approve?: boolean;
  /** What of it is worth a notification. Default `all`. */
  readonly notify?: NotifyLevel;
}

/** `all`: that it asks, is done, has failed, and what it sends itself · `blocked`: only that it asks · `none`. */
export const notifyLevels = ['all', 'blocked', 'none'] as const;
export type NotifyLevel = (typeof notifyLevels)[number];

/** What is set when `change` is made to `settings`; what is usual, and null, take one back. Pure. */
export function changedSettings(
  settings: AgentSettings,
  change: { readonly [name in keyof AgentSettings]?: AgentSettings[name] | false | null | undefined },
): AgentSettings {
  return readSettings({ ...settings, ...change });
}

/** The settings in a value out of the metadata; what is none is left out. */
export function readSettings(value: unknown): AgentSettings {
  if (typeof value !== 'object' || value === null) return {};
  const { may_answer, clipboard, notify, auto_approve } = value as Record<string, unknown>;
  const level = notifyLevels.find((one) => one === notify);
  return {
    ...(may_answer === true ? { may_answer } : {}),
    ...(auto_approve === true ? { auto_approve } : {}),
    ...(clipboard === 'allow' || clipboard === 'deny' ? { clipboard } : {}),
    ...(level && level !== 'all' ? { notify: level } : {}),
  };
}
