// Banners: one line each across the top edge, above everything else.
//
//   ✗ user/layout.lua:12: attempt to index a nil value ×3              ctrl+b e details
import type { ReactElement } from 'react';
import type { Banner } from '../../core/overlay.ts';
import type { TextSpan } from '../../core/tree.ts';
import { Box } from '../widgets/host.ts';
import { RowBox } from '../widgets/rows.tsx';
import { ThreeParts } from '../widgets/status-bar.tsx';
import { Layer } from './layer.tsx';
import { levelBar, levelMark } from './levels.ts';

/** More banners than this become a count: they must not cover the screen that the user mends things on. */
const MAX_LINES = 3;

interface BannersProps {
  readonly banners: readonly Banner[];
  readonly rows: number;
  /** What keys do with a banner, at the right of the first: `ctrl+b e details`. */
  readonly keys?: string;
  readonly edge?: 'top' | 'bottom';
}

/** The newest banner is the first line. */
export function Banners({ banners, rows, keys, edge = 'top' }: BannersProps): ReactElement | null {
  if (banners.length === 0) return null;
  const lines = bannerLines(banners, bannerCount(banners, rows), keys);
  return (
    <Layer at={edge}>
      <Box style={{ flexShrink: 0 }}>
        {lines.map((line) => (
          <RowBox key={line.id} hit={`banner:${line.id}`} style={levelBar(line.level)}>
            <ThreeParts left={[{ text: line.text }]} right={line.right} />
          </RowBox>
        ))}
      </Box>
    </Layer>
  );
}

/** Lines that banners take on a screen of `rows`. */
export function bannerCount(banners: readonly Banner[], rows: number): number {
  return Math.min(banners.length, MAX_LINES, Math.max(1, Math.floor(rows / 3)));
}

export interface BannerLine {
  readonly id: string;
  readonly level: Banner['level'];
  readonly text: string;
  readonly right: readonly TextSpan[];
}

/** At most `limit` lines; the last says how many banners are not shown. */
export function bannerLines(banners: readonly Banner[], limit: number, keys = ''): readonly BannerLine[] {
  const newest = [...banners].reverse();
  const shown = newest.slice(0, limit);
  const hidden = newest.length - shown.length;
  return shown.map((banner, i) => {
    const count = (banner.error?.count ?? 1) > 1 ? ` ×${banner.error!.count}` : '';
    const more = hidden > 0 && i === shown.length - 1 ? ` (+${hidden} more)` : '';
    return {
      id: banner.id,
      level: banner.level,
      text: ` ${levelMark[banner.level]} ${banner.text}${count}${more}${banner.hint ? ` · ${banner.hint}` : ''}`,
      right: i === 0 && keys !== '' ? [{ text: `${keys} ` }] : [],
    };
  });
}
