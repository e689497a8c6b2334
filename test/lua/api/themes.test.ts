// The shipped themes: whole, legible, and in force where they should be.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { basicOf } from '../../../src/tui/output/palette.ts';
import { createEngine, type Engine } from './engine.ts';

const DARK = ['dark', 'nord', 'dracula', 'gruvbox', 'catppuccin'];
const LIGHT = ['light', 'catppuccin-latte', 'gruvbox-light'];
const TEXT = ['accent', 'ok', 'warn', 'bad', 'key', 'unread', 'border_active'];
const DIMMED = ['muted', 'group'];
const ON_THEIR_OWN = [
  'selected',
  'mode_normal',
  'mode_terminal',
  'mode_copy',
  'mode_other',
  'broadcast',
  'copy_selection',
  'copy_match',
  'copy_current_match',
];
const OTHER = ['background', 'border', 'hover', 'title'];

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine({ defaults: true });
});
afterAll(() => engine.close());
beforeEach(() => engine.setView({ mode: 'normal' }));

type Side = 'fg' | 'bg';
/** The colour of a token's side, `#rrggbb`, with what it refers to looked up. */
function color(theme: string, token: string, side: Side = 'fg'): string {
  const value = engine.user(`return theme.get("${token}", "${theme}")`) as string | Record<Side, string>;
  const found = typeof value === 'string' ? value : value[side];
  return found.startsWith('@') ? color(theme, found.slice(1), side) : found;
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast ratio of two colours, 1 to 21. */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each([...DARK, ...LIGHT])('%s', (theme) => {
  it('has every token', () => {
    const names = [...TEXT, ...DIMMED, ...ON_THEIR_OWN, ...OTHER];
    const own = engine.run(`local unit
      for _, record in ipairs(rt.registry.theme) do if record.name == "${theme}" then unit = record end end
      local names = {} for token in pairs(unit.tokens) do names[#names + 1] = token end
      return names`) as string[];
    expect(own.sort()).toEqual(names.sort());
  });

  it('can be read on its background, and on the black or white that many terminals have', () => {
    const extreme = LIGHT.includes(theme) ? '#ffffff' : '#000000';
    for (const ground of [color(theme, 'background'), extreme]) {
      for (const token of TEXT)
        expect(contrast(color(theme, token), ground), token).toBeGreaterThanOrEqual(4.5);
      for (const token of DIMMED)
        expect(contrast(color(theme, token), ground), token).toBeGreaterThanOrEqual(3);
    }
  });

  it('can be read on a ground of its own: a selected row, with what stands in it, and the badges', () => {
    for (const token of ON_THEIR_OWN)
      expect(contrast(color(theme, token, 'fg'), color(theme, token, 'bg')), token).toBeGreaterThanOrEqual(
        4.5,
      );
    const selected = color(theme, 'selected', 'bg');
    for (const token of [...TEXT, ...DIMMED])
      expect(contrast(color(theme, token), selected), token).toBeGreaterThanOrEqual(3);
  });

  it('tells its meanings apart with 16 colours', () => {
    const basic = (token: string, side?: Side) =>
      basicOf(Number.parseInt(color(theme, token, side).slice(1), 16));
    const ground = LIGHT.includes(theme) ? 15 : 0;
    const shown = ['accent', 'ok', 'warn', 'bad', 'muted'].map((token) => basic(token));
    expect(new Set(shown).size).toBe(5);
    expect([...shown, basic('border')]).not.toContain(ground);
    expect(basic('selected', 'bg')).not.toBe(ground);
    for (const token of ON_THEIR_OWN) expect(basic(token, 'fg'), token).not.toBe(basic(token, 'bg'));
    // Green, yellow and red, darker or brighter.
    expect(shown.slice(1, 4).map((index) => index % 8)).toEqual([2, 3, 1]);
  });
});

it('are eight, and one that needs no colour', () => {
  expect(engine.user('return theme.list()')).toEqual([...DARK, ...LIGHT, 'mono'].sort());
});

describe('where colours are unwanted', () => {
  it('mono is in force whatever is chosen, and tokens that only the choice has are still there', () => {
    engine.user('theme.define("mine", { accent = "#112233", mine = "#445566" }) theme.set("mine") return 1');
    engine.run('rt.view().colors = { none = true }');
    expect(engine.user('return { theme.current(), theme.get("selected"), theme.get("mine") }')).toEqual([
      'mono',
      { inverse: true },
      '#445566',
    ]);
    engine.user('theme.set("auto") return 1');
  });

  it('mono has no colour at all', () => {
    const [mono] = (
      engine.run(`local found = {} for _, record in ipairs(rt.registry.theme) do
      if record.name == "mono" then found[1] = record.tokens end end return found`) as Record<
        string,
        object
      >[]
    ).slice(0, 1);
    expect(JSON.stringify(mono)).not.toMatch(/#|fg|bg/);
  });
});

describe('the list of themes', () => {
  const look = () => engine.user('return { theme.current(), theme.chosen() }');

  it('tries on what it moves over, and keeps what was entered', () => {
    engine.user('theme.set("auto") action.run("theme.pick") return 1');
    expect(engine.view().mode).toBe('themes');
    engine.press('themes', 'G');
    engine.press('themes', 'k');
    engine.press('themes', 'j');
    expect(look()).toEqual(['nord', 'auto']);
    engine.press('themes', 'enter');
    expect(engine.view().mode).toBe('normal');
    expect(look()).toEqual(['nord', 'nord']);
    expect(engine.run('return rt.state.shared["botster.theme"].chosen')).toBe('nord');
  });

  it('leaves everything as it was with escape, and when the view goes elsewhere', () => {
    engine.user('theme.set("gruvbox") action.run("theme.pick") return 1');
    engine.press('themes', 'j');
    expect(look()).toEqual(['gruvbox-light', 'gruvbox']);
    engine.press('themes', 'escape');
    expect(look()).toEqual(['gruvbox', 'gruvbox']);
    engine.user('action.run("theme.pick") return 1');
    engine.press('themes', 'j');
    engine.run('rt.view().mode = "normal"');
    expect(look()).toEqual(['gruvbox', 'gruvbox']);
  });
});
