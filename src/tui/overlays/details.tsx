// Everything known about the error behind a banner.
import type { ReactElement } from 'react';
import { errorHeadline, type LuaError } from '../../core/lua-error.ts';
import type { Banner } from '../../core/overlay.ts';
import { levelColor, levelMark } from './levels.ts';
import { Page, type PageLine } from './page.tsx';

export interface Details {
  readonly banner: Banner;
  readonly offset: number;
}

interface DetailsPageProps extends Details {
  readonly columns: number;
  readonly rows: number;
}

export function DetailsPage({ banner, offset, columns, rows }: DetailsPageProps): ReactElement {
  return (
    <Page
      hit={`details:${banner.id}`}
      title={`${levelMark[banner.level]} ${banner.error?.unit ?? banner.level}`}
      lines={detailsLines(banner)}
      offset={offset}
      footer="↑↓ scroll · x dismiss · esc close"
      columns={columns}
      rows={rows}
    />
  );
}

const outcomes: Readonly<Record<LuaError['action'], string>> = {
  kept_last_good: 'Not applied: the last good version stays live. Fix and save to retry.',
  rolled_back: 'Rolled back to the last good version.',
  disabled: 'Disabled until the file changes.',
  quarantined: 'Quarantined until the file changes.',
  fell_back: 'The layer below is shown in its place.',
};

/** What happened, where, the source around it, how it came there, and what to do. */
export function detailsLines({ text, hint, level, error }: Banner): readonly PageLine[] {
  const headline: PageLine = [
    { text: error ? errorHeadline(error) : text, style: { bold: true, fg: levelColor[level] } },
  ];
  if (!error) return hint ? [headline, [], [{ text: hint }]] : [headline];
  const lines: PageLine[] = [headline];
  const times = error.count > 1 ? ` · ${error.count} times, last ${error.last_at}` : '';
  lines.push([
    {
      text: `${error.phase.replace('_', ' ')}${error.where ? ` in ${error.where}` : ''}${times}`,
      style: { dim: true },
    },
  ]);
  if (error.source && error.source.length > 0) lines.push([], ...sourceLines(error.source));
  const advice = error.hint ?? hint;
  if (advice) lines.push([], [{ text: 'hint  ', style: { bold: true } }, { text: advice }]);
  if (error.traceback && error.traceback.length > 0) {
    lines.push(
      [],
      [{ text: 'traceback', style: { bold: true } }],
      ...error.traceback.map((line) => [{ text: `  ${line}` }]),
    );
  }
  lines.push([], [{ text: outcomes[error.action] }]);
  const saved = error.generation?.live_saved_at;
  if (error.generation)
    lines.push([
      {
        text: `generation ${error.generation.live} is live${saved ? `, saved ${saved}` : ''}`,
        style: { dim: true },
      },
    ]);
  return lines;
}

function sourceLines(source: NonNullable<LuaError['source']>): readonly PageLine[] {
  const width = Math.max(...source.map((line) => String(line.n).length));
  return source.map(({ n, text, mark }) => [
    {
      text: `${mark ? '▶' : ' '} ${String(n).padStart(width)} │ `,
      style: mark ? { fg: 'red', bold: true } : { dim: true },
    },
    { text, style: mark ? { bold: true } : {} },
  ]);
}
