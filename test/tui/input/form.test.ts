// Filling in a form: order of fields, what each key does in each kind of field, what whoever asked hears.
import { describe, expect, test } from 'vitest';
import type { FormAnswer } from '../../../src/core/form.ts';
import type { Prompt } from '../../../src/core/overlay.ts';
import { type InputContext, initialInput } from '../../../src/tui/input/input-state.ts';
import { contextOf, mouse, noOverlays, typed } from './harness.ts';

const form: Prompt = {
  id: 'f',
  kind: 'form',
  title: 'New',
  submit: 'Start',
  revision: 1,
  fields: [
    { name: 'cmd', label: 'Command', type: 'text', value: 'sh', items: ['claude', 'codex'] },
    { name: 'model', label: 'Model', type: 'select', value: 'opus', items: ['opus', 'sonnet', 'haiku'] },
    { name: 'tree', label: 'Worktree', type: 'toggle', value: false },
    { name: 'branch', label: 'Branch', type: 'text', value: '', hidden: true },
    { name: 'task', label: 'Task', type: 'multiline', value: '' },
  ],
};
const at = (prompt: Prompt, change: Partial<InputContext> = {}): InputContext =>
  contextOf({ overlays: { ...noOverlays, prompt }, ...change });
const told = (keys: string, prompt = form): unknown[] =>
  typed(at(prompt), keys).effects.map((effect) => effect.type === 'prompt' && effect.value);
const values = (keys: string): unknown => (told(keys).at(-1) as FormAnswer).values;
const start = { cmd: 'sh', model: 'opus', tree: false, branch: '', task: '' };

describe('a form', () => {
  const rows: readonly (readonly [string, string, Partial<Record<keyof typeof start, unknown>>])[] = [
    ['is submitted from a line', 'enter', {}],
    ['edits its first field first', 'x enter', { cmd: 'shx' }],
    ['recalls earlier texts', 'up up enter', { cmd: 'codex' }],
    ['goes on with tab, and round', 'tab tab tab tab tab x enter', { cmd: 'shx' }],
    ['goes back with shift+tab, to the button, which space presses', 'shift+tab space', {}],
    ['turns a choice', 'tab right right enter', { model: 'haiku' }],
    ['turns a choice round its end', 'tab left enter', { model: 'haiku' }],
    ['finds a choice by letters', 'tab s n t enter enter', { model: 'sonnet' }],
    ['takes the choice that is marked when it is left', 'tab h tab enter', { model: 'haiku' }],
    ['keeps the choice where none fits', 'tab z tab enter', { model: 'opus' }],
    ['opens the choices at the one that is set', 'tab space down enter enter', { model: 'sonnet' }],
    ['turns a toggle', 'tab tab space enter', { tree: true }],
    ['turns it by its letter', 'tab tab y n y enter', { tree: true }],
    ['passes over what is hidden', 'tab tab tab a alt+enter b enter', { task: 'a\nb' }],
    ['moves between the lines of a text', 'tab tab tab a alt+enter b up x down y enter', { task: 'ax\nby' }],
    ['leaves a text upwards at its first line', 'tab tab tab a up y enter', { task: 'a', tree: true }],
    ['cuts one line of a text', 'tab tab tab a ctrl+j b ctrl+u c enter', { task: 'a\nc' }],
  ];
  test.each(rows)('%s', (_name, keys, change) => {
    expect(values(keys)).toEqual({ ...start, ...change });
  });

  test('escape puts choices away first, then leaves', () => {
    expect(told('tab s escape')).toEqual([]);
    expect(told('tab s escape escape')).toEqual([null]);
    expect(told('x ctrl+c')).toEqual([null]);
  });

  test('a paste keeps its lines in a text, not in a line', () => {
    const paste = { type: 'paste', text: 'p\nq' } as const;
    const inLine = typed(at(form), [paste]).state;
    expect(inLine.prompt!.form!.lines['cmd']!.value).toBe('shp q');
    const inText = typed(at(form), [paste], typed(at(form), 'tab tab tab').state).state;
    expect(inText.prompt!.form!.lines['task']!.value).toBe('p\nq');
  });

  test('of a field that was changed whoever asked hears when it is left, of one that was not, nothing', () => {
    const asks = { ...form, asks: true };
    expect(told('tab shift+tab', asks)).toEqual([]);
    expect(told('x tab', asks)).toEqual([
      { submitted: false, left: 'cmd', values: { ...start, cmd: 'shx' }, changed: ['cmd'] },
    ]);
    expect(told('tab tab space', asks)).toMatchObject([{ left: 'tree', values: { tree: true } }]);
    expect(told('x tab', form)).toEqual([]);
  });

  test('with other fields what was filled in stays; one that went loses the keys', () => {
    const begun = typed(at(form), 'x tab tab y').state;
    const fields = form.fields!.map((field) => ({ ...field, hidden: field.name === 'tree' }));
    const next = typed(at({ ...form, fields, revision: 2 }), 'tab', begun).state.prompt!.form!;
    expect(next).toMatchObject({ focus: 'model', picked: { tree: true }, lines: { cmd: { value: 'shx' } } });
  });

  test('what the person has not changed follows what whoever asked says; what they have stays', () => {
    const begun = typed(at(form), 'x tab right tab').state;
    const fresh: Readonly<Record<string, string | boolean>> = {
      cmd: 'zsh',
      model: 'opus',
      tree: true,
      branch: 'main',
    };
    const fields = form.fields!.map((field) => ({ ...field, value: fresh[field.name] ?? field.value }));
    const sent = typed(at({ ...form, fields, revision: 2 }), 'tab enter', begun).effects.at(-1);
    expect(sent).toMatchObject({
      value: {
        values: { cmd: 'shx', model: 'sonnet', tree: true, branch: 'main', task: '' },
        changed: ['cmd', 'model'],
      },
    });
  });

  test('of a free select what was typed can be taken: first where it is a path, else after what fits', () => {
    const items = ['~/code/site', '~/src/api'];
    const field = {
      name: 'at',
      label: 'Project',
      type: 'select',
      value: '~/src/api',
      items,
      free: true,
    } as const;
    const prompt: Prompt = { ...form, fields: [field] };
    const chosen = (keys: string): unknown => (told(keys, prompt).at(-1) as FormAnswer).values;
    expect(chosen('s t e enter enter')).toEqual({ at: '~/code/site' });
    expect(chosen('s t e down enter enter')).toEqual({ at: 'ste' });
    expect(chosen('/ s i t e enter enter')).toEqual({ at: '/site' });
    expect(chosen('q enter enter')).toEqual({ at: 'q' });
    expect(chosen('right enter')).toEqual({ at: '~/code/site' });
    const next = { ...prompt, revision: 2 };
    const typedIn = typed(at(prompt), 'q enter').state;
    expect(typed(at(next), 'enter', typedIn).effects.at(-1)).toMatchObject({
      value: { values: { at: 'q' } },
    });
  });

  test('what was submitted waits for its answer; refused, the field with the error has the keys', () => {
    const sent = typed(at(form), 'enter x enter tab');
    expect(sent.effects).toHaveLength(1);
    expect(sent.state.prompt!.form).toMatchObject({ sent: 1, lines: { cmd: { value: 'sh' } } });
    const fields = form.fields!.map((field) =>
      field.name === 'task' ? { ...field, error: 'say what' } : field,
    );
    const refused = typed(at({ ...form, fields, revision: 2 }), 'o enter', sent.state);
    expect(refused.effects).toMatchObject([{ value: { submitted: true, values: { task: 'o' } } }]);
  });

  test('clicks give the keys to a field, take a choice, turn a toggle, press the button', () => {
    const row = (number: number) =>
      at(form, {
        regions: [{ kind: 'overlay', name: 'prompt:f', row: number, x: 0, y: 0, columns: 9, rows: 1 }],
      });
    const click = (number: number, from = initialInput) => typed(row(number), [mouse(0, 0)], from);
    expect(click(1001).state.prompt!.form!.focus).toBe('model');
    expect(click(1003).state.prompt!.form!.picked['model']).toBe('sonnet');
    expect(click(2001, click(2001).state).state.prompt!.form!.picked['tree']).toBe(true);
    expect(click(5001).effects).toMatchObject([{ type: 'prompt', value: { submitted: true } }]);
  });
});
