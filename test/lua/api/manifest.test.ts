// The manifest and what files really see are the same, both ways.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifest } from '../../../src/lua/api/index.ts';
import { kindsOf } from '../../../src/lua/api/kinds.ts';
import { fn, params } from '../../../src/lua/api/model.ts';
import { createEngine, type Engine } from './engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});
afterAll(() => engine.close());

describe('the environment', () => {
  // json and App are not facades over rows: json is the runtime's, App's methods are whatever is defined.
  const modules = manifest.modules.filter((row) => row.name !== 'App' && row.name !== 'json');
  it.each(
    modules.map((row) => [row.name, row] as const),
  )('has exactly what is declared for %s', (name, row) => {
    const declared = [
      ...row.functions.map((one) => one.name),
      ...(name === 'ui' ? manifest.widgets.map((one) => one.name) : []),
    ];
    if (row.call && row.functions.length === 0) {
      expect(engine.user(`return type(${name})`)).toBe('function');
      return;
    }
    const present = engine.user(
      `local names = {} for name in pairs(${name}) do names[#names + 1] = name end table.sort(names) return names`,
    );
    expect(present).toEqual(declared.sort());
    if (row.call) expect(engine.user(`return pcall(${name}, "x")`)).toBe(true);
  });

  it('has no module that is not declared', () => {
    const standard = new Set(
      Object.keys(engine.run('local t = {} for name in pairs(_G) do t[name] = true end return t') as object),
    );
    const names = engine.user(
      'local names = {} for name in pairs(_G) do names[#names + 1] = name end return names',
    ) as string[];
    const ours = names.filter((name) => !standard.has(name) && name !== 'require');
    // The one that Lua has too.
    ours.push('dofile');
    expect(ours.sort()).toEqual(manifest.modules.map((row) => row.name).sort());
  });

  it('gives agents the declared methods', () => {
    engine.setAgents([{}]);
    const methods = manifest.classes.find((row) => row.name === 'Agent')!.methods.map((row) => row.name);
    const present = engine.user(
      'local a = agents.list()[1] local names = {} for name in pairs(getmetatable(a).__index) do names[#names + 1] = name end table.sort(names) return names',
    );
    expect(present).toEqual(methods.sort());
  });

  it('knows every declared field', () => {
    engine.setView({});
    for (const row of manifest.modules.filter((one) => one.name !== 'App')) {
      for (const field of row.fields)
        expect(() => engine.user(`local value = ${row.name}.${field.name}`)).not.toThrow();
    }
  });
});

describe('rows', () => {
  it('each have a sentence, and types that are declared', () => {
    for (const row of manifest.modules.flatMap((one) => [
      ...one.functions,
      ...(one.call ? [one.call] : []),
    ])) {
      expect(row.doc, row.name).toMatch(/[.`]$/);
      for (const param of row.params) expect(() => kindsOf(param.type)).not.toThrow();
    }
    for (const widget of manifest.widgets) {
      expect(widget.doc, widget.name).toMatch(/\.$/);
      for (const prop of [...widget.props, ...manifest.commonProps])
        expect(() => kindsOf(prop.type)).not.toThrow();
    }
  });

  it('are read from signatures', () => {
    expect(
      fn('get(a: string|integer, b?: {x: string, y: fun(z: any): any}, ...: any): Agent?', 'd'),
    ).toMatchObject({
      name: 'get',
      returns: 'Agent?',
      params: [
        { name: 'a', type: 'string|integer', optional: false },
        { name: 'b', type: '{x: string, y: fun(z: any): any}', optional: true },
        { name: '...', type: 'any', optional: false },
      ],
    });
    expect(() => fn('get', 'd')).toThrow('cannot read the signature');
    expect(() => params('a')).toThrow('cannot read the parameter');
    expect(() => kindsOf('Nobody')).toThrow('no type is called "Nobody"');
  });

  it('check closed classes only where no other table fits', () => {
    expect(kindsOf('SpawnOptions|string')).toMatchObject({ class: 'SpawnOptions' });
    expect(kindsOf('Text')).not.toHaveProperty('class');
    expect(kindsOf('"a"|"b"')).toEqual({ lua: ['string'], values: ['a', 'b'] });
  });
});
