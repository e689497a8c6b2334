import { describe, expect, it } from 'vitest';
import { bannerCount, bannerLines } from '../../../src/tui/overlays/banners.tsx';
import { detailsLines } from '../../../src/tui/overlays/details.tsx';
import { helpLines } from '../../../src/tui/overlays/help.tsx';
import { clampOffset, type PageLine, pageHeight } from '../../../src/tui/overlays/page.tsx';
import { initialPromptState, matchingChoices } from '../../../src/tui/overlays/prompt-state.ts';
import { keyColumns } from '../../../src/tui/overlays/which-key.ts';
import { banner, confirm, keys, luaError, select } from './fixtures.ts';

const plain = (lines: readonly PageLine[]): string =>
  lines.map((line) => line.map((span) => span.text).join('')).join('\n');

describe('banners', () => {
  it('counts repeats and what it does not show, newest first', () => {
    const many = [1, 2, 3, 4, 5].map((n) => ({ id: `${n}`, level: 'warn' as const, text: `banner ${n}` }));
    expect(bannerCount(many, 24)).toBe(3);
    expect(bannerCount(many, 5)).toBe(1);
    expect(bannerLines([...many, banner], 2, 'ctrl+b e').map((line) => line.text)).toEqual([
      ' ✗ user/layout.lua:12: broken ×3',
      ' ▲ banner 5 (+4 more)',
    ]);
  });
});

describe('details', () => {
  it('tell what, where, the source, how it came there and what to do', () => {
    expect(plain(detailsLines(banner))).toBe(`user/layout.lua:12: attempt to index a nil value
render in App:render · 3 times, last 2026-01-02T14:03:00Z

   9 │ function App:render()
▶ 12 │   local n = #self.agents.list

hint  self.agents is a list

traceback
  user/layout.lua:12: in method 'render'

Not applied: the last good version stays live. Fix and save to retry.
generation 6 is live, saved 14:02:11`);
  });

  it('do without what is not known', () => {
    expect(plain(detailsLines({ id: 'x', level: 'warn', text: 'disk full', hint: 'make room' }))).toBe(
      'disk full\n\nmake room',
    );
    const { source: _s, traceback: _t, hint: _h, where: _w, generation: _g, ...bare } = luaError;
    expect(plain(detailsLines({ ...banner, error: { ...bare, count: 1 } }))).toBe(
      'user/layout.lua:12: attempt to index a nil value\nrender\n\nNot applied: the last good version stays live. Fix and save to retry.',
    );
  });
});

describe('which-key', () => {
  it('reads downwards and says what does not fit', () => {
    const entries = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ keys: name, desc: 'do' }));
    expect(keyColumns(entries, 12, 5).lines.map((line) => line.map((entry) => entry.keys).join(''))).toEqual([
      'ad',
      'be',
      'c',
    ]);
    expect(keyColumns(entries, 6, 2).hidden).toBe(3);
    expect(keyColumns([], 40, 4).lines).toEqual([[]]);
  });
});

describe('help', () => {
  it('lists the table by mode and group with owners', () => {
    expect(plain(helpLines(keys, ''))).toBe(`terminal  keys go to the agent
agents
  ctrl+b c    new agent  keybindings/tmux.lua:3
  ctrl+b w h  left  user/keys.lua:1
  ctrl+b w l  right  user/keys.lua:2

normal  keys are commands
agents
  n           new agent  keybindings/default.lua:3`);
  });

  it('names the other owner of keys that two want', () => {
    const [first, ...others] = keys.bindings;
    const both = { ...keys, bindings: [{ ...first!, conflict: 'user/b.lua:7' }, ...others] };
    const [line] = helpLines(both, 'user/b.lua').slice(-1);
    expect(plain([line!])).toBe('  n  new agent  keybindings/default.lua:3  ! user/b.lua:7 wants it too');
  });

  it('is filtered by keys, description and owner', () => {
    expect(plain(helpLines(keys, 'left'))).toContain('ctrl+b w h');
    expect(helpLines(keys, 'user/keys')).toHaveLength(3);
    expect(helpLines(keys, 'no such key')).toEqual([]);
  });

  it('scrolls no further than its last line', () => {
    expect(clampOffset(99, 30, 24)).toBe(30 - pageHeight(24));
    expect(clampOffset(5, 3, 24)).toBe(0);
    expect(clampOffset(-1, 30, 24)).toBe(0);
  });
});

describe('prompts', () => {
  it('start with the safe answer', () => {
    expect(initialPromptState(confirm).selected).toBe(1);
    expect(initialPromptState({ ...confirm, default: true }).selected).toBe(0);
    expect(initialPromptState({ ...select, value: 'beta' }).selected).toBe(1);
    expect(initialPromptState({ id: 'p', kind: 'input', title: 'x', value: 'abc' }).editor).toEqual({
      value: 'abc',
      cursor: 3,
    });
  });

  it('filter by every word', () => {
    expect(matchingChoices(['Fix bug', 'fix docs', 'other'], 'FIX d')).toEqual([
      { index: 1, text: 'fix docs', at: [0, 1, 2, 4] },
    ]);
    expect(matchingChoices(['a', 'b'], ' ')).toHaveLength(2);
  });
});
