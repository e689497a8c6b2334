// Keys at a prompt, in banner details, in help.
import { describe, expect, test } from 'vitest';
import type { Prompt } from '../../../src/core/overlay.ts';
import { type InputContext, type InputState, initialInput } from '../../../src/tui/input/input-state.ts';
import { banner } from '../overlays/fixtures.ts';
import { contextOf, effectsOf, noOverlays, typed } from './harness.ts';

const at = (prompt: Prompt): InputContext => contextOf({ overlays: { ...noOverlays, prompt } });

describe('at a prompt', () => {
  const input: Prompt = { id: 'p', kind: 'input', title: 'Run', value: 'ab', items: ['last', 'older'] };
  const select: Prompt = { id: 'p', kind: 'select', title: 'Pick', items: ['alpha', 'beta', 'gamma'] };
  const preset: Prompt = { ...select, value: 'beta' };
  const confirm: Prompt = { id: 'p', kind: 'confirm', title: 'Sure?' };
  const confirmYes: Prompt = { ...confirm, default: true };

  const rows: readonly (readonly [string, Prompt, string, readonly string[]])[] = [
    ['text is edited', input, 'c backspace d enter', ['prompt p "abd"']],
    ['a space is text', input, 'space x kpenter', ['prompt p "ab x"']],
    ['history', input, 'up up enter', ['prompt p "older"']],
    ['and back from it', input, 'up down enter', ['prompt p "ab"']],
    ['left by escape', input, 'escape', ['prompt p null']],
    ['left by ctrl+c', select, 'ctrl+c', ['prompt p null']],
    ['left by ctrl+g', confirm, 'ctrl+g', ['prompt p null']],
    ['the first choice', select, 'enter', ['prompt p "alpha"']],
    ['a step', select, 'down enter', ['prompt p "beta"']],
    ['no step beyond the end', select, 'end pagedown tab ctrl+n enter', ['prompt p "gamma"']],
    ['up again', select, 'pagedown ctrl+p enter', ['prompt p "beta"']],
    ['where it starts', preset, 'enter', ['prompt p "beta"']],
    ['a filter', select, 'm enter', ['prompt p "gamma"']],
    ['a filter that nothing passes', select, 'z enter', []],
    ['a filter taken back', select, 'z backspace enter', ['prompt p "alpha"']],
    ['yes', confirm, 'y', ['prompt p true']],
    ['no', confirm, 'N', ['prompt p false']],
    ['enter takes the safe one', confirm, 'enter', ['prompt p false']],
    ['or the one that is preset', confirmYes, 'enter', ['prompt p true']],
    ['the mark moves', confirm, 'left enter', ['prompt p true']],
    ['and moves back', confirm, 'tab right enter', ['prompt p false']],
    ['other keys are nothing', confirm, 'x f5', []],
    ['the prefix is held back until it is clear', input, 'ctrl+b', []],
    ["and is the line's then: back one character", input, 'ctrl+b x enter', ['prompt p "axb"']],
  ];
  test.each(rows)('%s', (_name, prompt, keys, expected) => {
    expect(effectsOf(at(prompt), keys)).toEqual(expected);
  });

  test('a paste is typed into it, on one line; a confirmation takes none', () => {
    const paste = { type: 'paste', text: 'x\ny' } as const;
    expect(typed(at(input), [paste]).state.prompt!.editor.value).not.toContain('\n');
    expect(typed(at(input), [paste]).state.prompt!.editor.value).toMatch(/^abx.y$/);
    expect(typed(at(confirm), [paste]).state.prompt!.editor.value).toBe('');
    const moved = typed(at(select), 'down').state;
    expect(typed(at(select), [paste], moved).state.prompt).toMatchObject({ selected: 0 });
  });

  test('a prompt that was answered has no keys, though the hub still shows it', () => {
    expect(effectsOf(at(confirm), 'y x')).toEqual(['prompt p true', 'a < x']);
    const { state } = typed(at(confirm), 'y');
    const next = typed(at({ ...confirm, id: 'q' }), 'n', state);
    expect(next.effects).toEqual([{ type: 'prompt', id: 'q', value: false }]);
  });

  test('a prompt that the hub took away leaves nothing behind', () => {
    const { state } = typed(at(input), 'x');
    expect(typed(contextOf(), 'x', state)).toMatchObject({
      state: { prompt: null },
      effects: [{ agent: 'a' }],
    });
  });
});

describe('in banner details', () => {
  const context = contextOf({ overlays: { ...noOverlays, banners: [banner] } });
  const open: InputState = { ...initialInput, details: { banner: banner.id, offset: 0 } };
  const rows: readonly (readonly [string, number | null, readonly string[]])[] = [
    ['j', 1, []],
    ['j down k', 1, []],
    ['up', 0, []],
    ['pagedown', 5, []],
    ['space', 5, []],
    ['end', 20, []],
    ['end pagedown pageup', 15, []],
    ['end home', 0, []],
    ['escape', null, []],
    ['q', null, []],
    ['enter', null, []],
    ['x', null, [`dismiss ${banner.id}`]],
    ['y', 0, []],
  ];
  test.each(rows)('%s', (keys, offset, expected) => {
    expect(typed(context, keys, open).state.details?.offset ?? null).toBe(offset);
    expect(effectsOf(context, keys, open)).toEqual(expected);
  });

  test('they close when the banner is gone', () => {
    expect(typed(contextOf(), 'x', open)).toMatchObject({
      state: { details: null },
      effects: [{ agent: 'a' }],
    });
  });
});

describe('in help', () => {
  const open: InputState = { ...initialInput, help: { filter: '', offset: 4 } };
  const rows: readonly (readonly [string, { filter: string; offset: number } | null])[] = [
    ['down', { filter: '', offset: 5 }],
    ['pageup', { filter: '', offset: 0 }],
    ['end', { filter: '', offset: 20 }],
    ['s p space q', { filter: 'sp q', offset: 0 }],
    ['s p backspace', { filter: 's', offset: 0 }],
    ['s p ctrl+u', { filter: '', offset: 0 }],
    ['f5', { filter: '', offset: 4 }],
    ['escape', null],
    ['ctrl+c', null],
  ];
  test.each(rows)('%s', (keys, expected) => {
    expect(typed(contextOf(), keys, open).state.help).toEqual(expected);
    expect(effectsOf(contextOf(), keys, open)).toEqual([]);
  });

  test('a paste is part of the filter', () => {
    const { state } = typed(contextOf(), [{ type: 'paste', text: 'pa\nne' }], open);
    expect(state.help!.filter).toBe('pa ne');
  });

  test('a prompt comes before it, and it is there again after', () => {
    const confirm = at({ id: 'p', kind: 'confirm', title: 'Sure?' });
    const answered = typed(confirm, 'y', open);
    expect(answered.effects).toHaveLength(1);
    expect(answered.state.help).toEqual(open.help);
  });
});
