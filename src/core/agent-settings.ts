// What a person has set for one agent. Kept with it; what is not set is as the program has it.

export interface AgentSettings {
  /** It may answer the questions of other agents. Default false. */
  readonly may_answer?: boolean;
  /** Nothing is told of it: neither its questions nor its notifications. Default false. */
  readonly quiet?: boolean;
  /** What becomes of texts that it puts into the clipboard (OSC 52). Default: as `botster.clipboard` says. */
  readonly clipboard?: 'allow' | 'deny';
}

/** What is set when `change` is made to `settings`; null and false take one back. Pure. */
export function changedSettings(
  settings: AgentSettings,
  change: { readonly [name in keyof AgentSettings]?: AgentSettings[name] | false | null | undefined },
): AgentSettings {
  return readSettings({ ...settings, ...change });
}

/** The settings in a value out of the metadata; what is none is left out. */
export function readSettings(value: unknown): AgentSettings {
  if (typeof value !== 'object' || value === null) return {};
  const { may_answer, quiet, clipboard } = value as Record<string, unknown>;
  return {
    ...(may_answer === true ? { may_answer } : {}),
    ...(quiet === true ? { quiet } : {}),
    ...(clipboard === 'allow' || clipboard === 'deny' ? { clipboard } : {}),
  };
}
