// Screens on their way to the detectors, which are Lua, and what they say on its way back.
import { foundStates } from '../../core/agent.ts';
import { type AnswerOption, answerKinds } from '../../core/question.ts';
import type { ScreenForDetector } from '../../lua/types.ts';
import type { SessionLook } from '../../protocol/host-api.ts';
import type { LuaHost } from '../lua-host.ts';
import type { Considered, Doing, Source, Verdict } from './doing.ts';
import { plainVerdict } from './plain-verdict.ts';

export interface Asked {
  readonly look: SessionLook;
  readonly doing: Doing;
  /** The detector that was set for the agent; else the one that knows its program. */
  readonly detector: string | undefined;
  /** Counts the different screens that were seen. */
  readonly contentSeq: number;
}

const sources: ReadonlySet<string> = new Set<Source>(['osc', 'screen', 'process', 'silence']);
const MAX_TEXT = 500;

/**
 * What the detectors say of each, in order, in one call. Null for one where nothing came back: a world that
 * was lost over it, or that is just being replaced. With `all`, also which rules were looked at.
 */
export async function askDetectors(
  lua: LuaHost,
  asked: readonly Asked[],
  now: number,
  all = false,
): Promise<(Verdict | null)[]> {
  const world = lua.world();
  if (!world.detect) return asked.map(({ look }) => plainVerdict(look, now));
  const { value } = await world.detect(
    asked.map((one) => forDetector(one, now)),
    { all },
  );
  const rows = Array.isArray(value) ? value : [];
  return asked.map((_, i) => verdictOf(rows[i]));
}

/** A look as detectors see it. Times are seconds ago. */
export function forDetector({ look, doing, detector, contentSeq }: Asked, now: number): ScreenForDetector {
  const { session, alternate, mark, last_output_at, last_input_at, foreground, pid: _, ...shown } = look;
  const ago = (at: number): number | undefined => (at === 0 ? undefined : Math.max(0, now - at) / 1000);
  const { report, state, since, rule } = doing;
  return {
    ...shown,
    id: session,
    ...(detector === undefined ? {} : { detector }),
    alt: alternate,
    ...(mark ? { mark: mark.mark, exit_code: mark.exit_code } : {}),
    content_seq: contentSeq,
    quiet: ago(last_output_at),
    typed: ago(last_input_at),
    foreground: foreground?.argv,
    is_leader: foreground === null ? undefined : foreground.pid === look.pid,
    ...(report ? { report: { state: report.state, reason: report.reason, age: ago(report.at) } } : {}),
    prev: { state, rule, age: ago(since) },
  };
}

/** A verdict out of what Lua returned; null where it is none. */
export function verdictOf(row: unknown): Verdict | null {
  if (typeof row !== 'object' || row === null) return null;
  const { state, source, rule, visible, keep, considered, detector, options, lines, ...rest } = row as Record<
    string,
    unknown
  >;
  const texts = Object.fromEntries(
    (['at', 'evidence', 'question', 'broken'] as const).flatMap((key) => {
      const text = rest[key];
      return typeof text === 'string' && text !== '' ? [[key, text.slice(0, MAX_TEXT)]] : [];
    }),
  );
  return {
    detector: String(detector ?? '?'),
    state: foundStates.find((one) => one === state) ?? 'unknown',
    source: sources.has(String(source)) ? (source as Source) : 'screen',
    rule: typeof rule === 'string' ? rule : 'no rule',
    visible: visible === true,
    keep: keep === true,
    ...texts,
    ...(Array.isArray(options) ? { options: options.flatMap(optionOf) } : {}),
    ...(Array.isArray(lines) ? { lines: lines.map((line) => String(line).slice(0, MAX_TEXT)) } : {}),
    ...(Array.isArray(considered) ? { considered: considered.flatMap(consideredOf) } : {}),
  };
}

/** As lua/core/detector.lua has checked it. */
function optionOf(row: unknown): AnswerOption[] {
  const { label, kind, keys, takes_text, from_start } = (row ?? {}) as Record<string, unknown>;
  if (typeof label !== 'string' || !Array.isArray(keys)) return [];
  return [
    {
      label: label.slice(0, MAX_TEXT),
      kind: answerKinds.find((one) => one === kind) ?? 'other',
      keys: keys.map(String),
      ...(takes_text === true ? { takes_text } : {}),
      ...(from_start === true ? { from_start } : {}),
    },
  ];
}

function consideredOf(row: unknown): Considered[] {
  const { rule, state, at, matched } = (row ?? {}) as Record<string, unknown>;
  if (typeof rule !== 'string') return [];
  return [
    {
      rule,
      ...(typeof state === 'string' ? { state } : {}),
      ...(typeof at === 'string' ? { at } : {}),
      matched: matched === true,
    },
  ];
}
