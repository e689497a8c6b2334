// What a person has set for one agent. Kept with it; what is not set is as the program has it.

/** Which of its changes are told: each, only questions, none. */
export const notifyLevels = ['all', 'blocked', 'none'] as const;

export interface AgentSettings {
  /** Its questions may be answered by a policy (`approve.register`, `approve.command`). Default false. */
  readonly auto_approve?: boolean;
  /** It may answer the questions of other agents. Default false. */
  readonly may_answer?: boolean;
  /** Default `all`. */
  readonly notify?: (typeof notifyLevels)[number];
  /** The terminal's bell rings with each notification of it. Default false. */
  readonly bell?: boolean;
}

/** What is set when `change` is made to `settings`; null in it takes one back. Pure. */
export function changedSettings(
  settings: AgentSettings,
  change: { readonly [name in keyof AgentSettings]?: AgentSettings[name] | null | undefined },
): AgentSettings {
  const all = { ...settings, ...change };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== null && value !== undefined && value !== false),
  );
}

/** The settings in a value out of the metadata; what is none is left out. */
export function readSettings(value: unknown): AgentSettings {
  if (typeof value !== 'object' || value === null) return {};
  const { auto_approve, may_answer, notify, bell } = value as Record<string, unknown>;
  const level = notifyLevels.find((one) => one === notify);
  return {
    ...(auto_approve === true ? { auto_approve } : {}),
    ...(may_answer === true ? { may_answer } : {}),
    ...(level ? { notify: level } : {}),
    ...(bell === true ? { bell } : {}),
  };
}
