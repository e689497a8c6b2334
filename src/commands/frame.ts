// frame: the user interface as it is painted, as text: so that programs and agents can see it.
import type { Frame } from '../core/frame.ts';
import { clampSize } from '../core/size.ts';
import { ansiFrame } from './ansi-frame.ts';
import { usageError } from './failure.ts';
import { differenceText, differingRows } from './frame-views/difference.ts';
import { placeOf, takeFrame } from './frame-views/take.ts';
import { type HubLink, withHub } from './hub-link.ts';
import { json } from './text.ts';
import type { Arguments, Context, Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'frame [--view V] [--columns N --rows N] [--around ID|WIDGET] [--diff] [--ansi|--json]',
  summary:
    'Prints the screen as last painted for the view used last, or V. With a size, or where no terminal is attached, it is drawn afresh (80x24). With --diff only the rows that changed since this caller last looked with it.',
  examples: [
    'botster-tui frame',
    'botster-tui frame --columns 120 --rows 40 --ansi',
    'botster-tui frame --around agent_list --diff',
  ],
  flags: {
    view: { type: 'string', value: 'V', help: 'the view to print' },
    columns: { type: 'number', value: 'N', help: 'draw it at this width' },
    rows: { type: 'number', value: 'N', help: 'draw it at this height' },
    around: {
      type: 'string',
      value: 'ID|WIDGET',
      help: 'only the rectangle of one widget: its id, its type, or FILE:LINE',
    },
    diff: { type: 'boolean', help: 'what changed since you last looked' },
    ansi: { type: 'boolean', help: 'with colours, as escape sequences' },
  },
  async run(args, context) {
    const ansi = args.flag('ansi');
    const diff = args.flag('diff');
    if (ansi && context.json) throw usageError('--ansi and --json exclude each other');
    if (ansi && diff) throw usageError('--ansi and --diff exclude each other');
    const [view, around] = [args.text('view'), args.text('around')];
    const wanted = { view, around, size: sizeOf(args) };
    await withHub(context, async (hub) => {
      const frame = await takeFrame(wanted, hub, context);
      if (diff) return printDifference(frame, placeOf(wanted), hub, context);
      context.print(formatFrame(frame, ansi ? 'ansi' : context.json ? 'json' : 'text'));
    });
    return undefined;
  },
};

async function printDifference(frame: Frame, place: string, hub: HubLink, context: Context): Promise<void> {
  const { before } = await hub.call('frame.look', { what: place, lines: [...frame.lines] });
  const rows = before && differingRows(before, frame.lines);
  if (context.json) context.print(json({ first: before === null, rows: rows ?? [], lines: frame.lines }));
  else context.print(rows ? differenceText(rows) : formatFrame(frame, 'text'));
}

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
