// frame: the user interface as it is painted, as text: so that programs and agents can see it.
import type { Frame } from '../core/frame.ts';
import { clampSize } from '../core/size.ts';
import { ansiFrame } from './ansi-frame.ts';
import { drawFrame } from './draw-frame.ts';
import { usageError } from './failure.ts';
import { withHub } from './hub-link.ts';
import type { Arguments, Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'frame [--view V] [--columns N --rows N] [--ansi|--json]',
  summary:
    'Prints the screen as last painted for the view used last, or V. With a size, or where no terminal is attached, it is drawn afresh (80x24).',
  examples: ['botster-tui frame', 'botster-tui frame --columns 120 --rows 40 --ansi'],
  flags: {
    view: { type: 'string', value: 'V', help: 'the view to print' },
    columns: { type: 'number', value: 'N', help: 'draw it at this width' },
    rows: { type: 'number', value: 'N', help: 'draw it at this height' },
    ansi: { type: 'boolean', help: 'with colours, as escape sequences' },
  },
  async run(args, context) {
    const ansi = args.flag('ansi');
    if (ansi && context.json) throw usageError('--ansi and --json exclude each other');
    const view = args.text('view');
    const size = sizeOf(args);
    const frame = await withHub(context, async (hub) => {
      const answer = await hub.call('frame', { ...(view === undefined ? {} : { view }), ...size });
      return answer.frame ?? (await drawFrame(answer, size ?? { columns: 80, rows: 24 }, hub, context));
    });
    context.print(formatFrame(frame, ansi ? 'ansi' : context.json ? 'json' : 'text'));
    return undefined;
  },
};

function sizeOf(args: Arguments): { columns: number; rows: number } | undefined {
  const columns = args.number('columns');
  const rows = args.number('rows');
  if (columns === undefined && rows === undefined) return undefined;
  if (columns === undefined) throw usageError('--rows needs --columns too');
  if (rows === undefined) throw usageError('--columns needs --rows too');
  return clampSize({ columns, rows });
}

function formatFrame(frame: Frame, form: 'text' | 'ansi' | 'json'): string {
  if (form === 'ansi') return ansiFrame(frame);
  if (form === 'text') return frame.lines.map((line) => line.trimEnd()).join('\n');
  const { columns, rows, cursor, lines, spans, nodes } = frame;
  return JSON.stringify({ columns, rows, cursor, lines, spans, nodes });
}
