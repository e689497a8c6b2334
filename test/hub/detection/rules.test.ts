// What is believed, and when: evidence weighed and changes held back, by a clock of the test's own.
import { describe, expect, test } from 'vitest';
import type { AgentState } from '../../../src/core/agent.ts';
import { nothingKnown, type Report, type Source, type Verdict } from '../../../src/hub/detection/doing.ts';
import { weigh } from '../../../src/hub/detection/rank.ts';
import { type Settled, seen, settle } from '../../../src/hub/detection/settle.ts';

interface Look {
  /** Milliseconds since the test began. */
  readonly at: number;
  readonly state?: Verdict['state'];
  readonly question?: string;
  readonly source?: Source;
  readonly visible?: boolean;
  readonly keep?: boolean;
  readonly broken?: string;
  readonly report?: Report['state'];
  readonly reason?: string;
  /** Last output and input; by default it paints all the time, and nobody types. */
  readonly painted?: number;
  readonly typed?: number;
  readonly isSeen?: boolean;
  readonly isStarting?: boolean;
}

/** Plays looks, each an agent's screen or a report; returns what was said after each, with the question. */
function play(looks: readonly Look[], isSeen = false): string[] {
  const start = 1_000_000;
  let now: Settled = { doing: nothingKnown(1, start), pending: null };
  let report: Report | undefined;
  let verdict: Verdict | null = null;
  return looks.map((look) => {
    const at = start + look.at;
    if (look.report) {
      report = { state: look.report, at, ...(look.reason ? { reason: look.reason } : {}) };
      now = { ...now, pending: null };
    }
    if (look.state || look.keep || look.broken) verdict = verdictOf(look);
    const painted = start + (look.painted ?? look.at);
    const typed = look.typed === undefined ? 0 : start + look.typed;
    const weighed = weigh(report, verdict, { now: at, painted, typed });
    report = weighed.report;
    now = settle(now, weighed.finding, {
      now: at,
      isSeen: look.isSeen ?? isSeen,
      isStarting: look.isStarting ?? false,
      report,
    });
    if (look.isSeen) now = { ...now, doing: seen(now.doing) };
    return now.doing.question ? `${now.doing.state}: ${now.doing.question}` : now.doing.state;
  });
}

function verdictOf({
  state = 'unknown',
  question,
  source = 'screen',
  visible = true,
  keep = false,
  broken,
}: Look): Verdict {
  return {
    detector: 'test',
    state,
    source,
    rule: 'a rule',
    visible,
    keep,
    ...(question ? { question } : {}),
    ...(broken ? { broken } : {}),
  };
}

const working = { state: 'working' } as const;
const blocked = { state: 'blocked', question: 'May I?' } as const;
const idle = { state: 'idle' } as const;
const hardlyIdle = { state: 'idle', visible: false } as const;

const scenes: readonly [name: string, looks: readonly Look[], said: readonly string[]][] = [
  [
    'work and questions are said at once',
    [
      { at: 0, ...working },
      { at: 1, ...blocked },
      { at: 2, ...working },
    ],
    ['working', 'blocked: May I?', 'working'],
  ],
  [
    'a prompt that shows between two steps of work is no rest',
    [
      { at: 0, ...working },
      { at: 100, ...idle },
      { at: 200, ...working },
      { at: 300, ...idle },
      { at: 599, ...idle },
    ],
    ['working', 'working', 'working', 'working', 'working'],
  ],
  [
    'rest that is plain to see is believed after 0.3 s',
    [
      { at: 0, ...working },
      { at: 100, ...idle },
      { at: 400, ...idle },
    ],
    ['working', 'working', 'done'],
  ],
  [
    'rest that is only the absence of work, after 1.5 s',
    [
      { at: 0, ...working },
      { at: 100, ...hardlyIdle },
      { at: 1599, ...hardlyIdle },
      { at: 1600, ...hardlyIdle },
    ],
    ['working', 'working', 'working', 'done'],
  ],
  [
    'what nobody knows any more, after 1.5 s too',
    [
      { at: 0, ...working },
      { at: 100, state: 'unknown', visible: false },
      { at: 1600, state: 'unknown', visible: false },
    ],
    ['working', 'working', 'unknown'],
  ],
  [
    'an answered question is not rest at once',
    [
      { at: 0, ...blocked },
      { at: 100, ...idle },
      { at: 250, ...working },
    ],
    ['blocked: May I?', 'blocked: May I?', 'working'],
  ],
  [
    'another question takes the place of the first',
    [
      { at: 0, ...blocked },
      { at: 100, ...blocked, question: 'And now?' },
    ],
    ['blocked: May I?', 'blocked: And now?'],
  ],
  ['a program at rest from the start has done nothing', [{ at: 0, ...idle }], ['idle']],
  [
    'rest before the eyes of somebody is idle',
    [
      { at: 0, ...working },
      { at: 100, ...idle },
      { at: 400, ...idle, isSeen: true },
    ],
    ['working', 'working', 'idle'],
  ],
  [
    'what it does to get ready is nothing that is done',
    [
      { at: 0, ...working, isStarting: true },
      { at: 100, ...idle, isStarting: true },
      { at: 400, ...idle, isStarting: true },
    ],
    ['working', 'working', 'idle'],
  ],
  [
    'what is done stays done until it is seen, however often one looks',
    [
      { at: 0, ...working },
      { at: 1, ...idle },
      { at: 500, ...idle },
      { at: 9000, ...idle },
      { at: 9001, ...idle, isSeen: true },
      { at: 9002, ...idle },
    ],
    ['working', 'working', 'done', 'done', 'idle', 'idle'],
  ],
  [
    'a screen that hides what it does changes nothing',
    [
      { at: 0, ...working },
      { at: 100, keep: true },
      { at: 9000, keep: true },
    ],
    ['working', 'working', 'working'],
  ],
  [
    'nor does a detector that fails',
    [
      { at: 0, ...blocked },
      { at: 9000, broken: 'x.lua:1: no' },
    ],
    ['blocked: May I?', 'blocked: May I?'],
  ],
  [
    'a report goes before the screen, with its reason',
    [
      { at: 0, ...working },
      { at: 10, report: 'blocked', reason: 'Delete it?' },
      { at: 20, ...working },
    ],
    ['working', 'blocked: Delete it?', 'blocked: Delete it?'],
  ],
  [
    'a report of rest is believed at once',
    [
      { at: 0, ...working },
      { at: 10, report: 'idle' },
    ],
    ['working', 'done'],
  ],
  [
    'a report without a reason has the question that is to be read',
    [
      { at: 0, ...blocked },
      { at: 10, report: 'blocked' },
    ],
    ['blocked: May I?', 'blocked: May I?'],
  ],
  [
    'a question on the screen goes before a stale report',
    [
      { at: 0, report: 'working' },
      { at: 1999, ...blocked },
      { at: 2000, ...blocked },
    ],
    ['working', 'working', 'blocked: May I?'],
  ],
  [
    'that is a loan: without the question the report counts again',
    [
      { at: 0, report: 'working' },
      { at: 3000, ...blocked },
      { at: 4000, ...idle },
      { at: 9000, ...idle },
    ],
    ['working', 'blocked: May I?', 'working', 'working'],
  ],
  [
    'not where nothing was painted since the report',
    [
      { at: 0, report: 'working' },
      { at: 3000, ...blocked, painted: 0 },
    ],
    ['working', 'working'],
  ],
  [
    'nor for a question that is only supposed',
    [
      { at: 0, report: 'working' },
      { at: 3000, ...blocked, visible: false },
    ],
    ['working', 'working'],
  ],
  [
    'nothing else does: neither rest nor work',
    [
      { at: 0, report: 'working' },
      { at: 9000, ...idle },
      { at: 9001, report: 'idle' },
      { at: 20_000, ...working },
    ],
    ['working', 'working', 'done', 'done'],
  ],
  [
    'a report lapses when somebody has typed since and the screen tells otherwise',
    [
      { at: 0, report: 'idle' },
      { at: 9000, ...working, typed: 8000 },
      { at: 9100, ...idle, typed: 8000 },
      { at: 9400, ...idle, typed: 8000 },
    ],
    ['idle', 'working', 'working', 'done'],
  ],
  [
    'an interrupt ends the work that was reported',
    [
      { at: 0, report: 'working' },
      { at: 5000, ...idle, typed: 4900 },
      { at: 5300, ...idle, typed: 4900 },
    ],
    ['working', 'working', 'done'],
  ],
  [
    'typing where the screen tells the same ends no report',
    [
      { at: 0, report: 'blocked', reason: 'Delete it?' },
      { at: 5000, ...blocked, typed: 4900 },
    ],
    ['blocked: Delete it?', 'blocked: May I?'],
  ],
  [
    'silence is no reason for a report to lapse by typing',
    [
      { at: 0, report: 'working' },
      { at: 5000, ...idle, source: 'silence', typed: 4900 },
      { at: 9000, ...idle, source: 'silence', typed: 4900 },
    ],
    ['working', 'working', 'working'],
  ],
  [
    'work that paints nothing for 30 s, at its prompt, was interrupted',
    [
      { at: 0, report: 'working' },
      { at: 29_999, ...idle, painted: 0 },
      { at: 30_000, ...idle, painted: 0 },
      { at: 30_300, ...idle, painted: 0 },
    ],
    ['working', 'working', 'working', 'done'],
  ],
];

describe('what is said', () => {
  test.each(scenes)('%s', (_name, looks, said) => {
    expect(play(looks)).toEqual(said);
  });
});

test('since when: rest since it began, and what is seen later is no other state', () => {
  const finding = verdictOf({ at: 0, ...idle });
  const at = (now: number, isSeen = false) => ({ now, isSeen, report: undefined });
  const first: Settled = { doing: { ...nothingKnown(1, 0), state: 'working' as AgentState }, pending: null };
  const waiting = settle(first, finding, at(100));
  expect(waiting.pending).toMatchObject({ state: 'idle', due: 400 });
  const done = settle(waiting, finding, at(450));
  expect(done.doing).toMatchObject({ state: 'done', since: 100 });
  expect(settle(done, finding, at(900, true)).doing).toMatchObject({ state: 'idle', since: 100 });
});
