// The matcher of the palette (lua/default/fuzzy.lua): what is found, where, and what comes first.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeWorlds, openWorld, type TestWorld } from '../world-helper.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({
    'user/a.lua': `
      local fuzzy = require("default.fuzzy")
      action.register("marks", function(_, args)
        local score, positions = fuzzy.match(args[1], args[2])
        if not score then return nil end
        local marked = map(fuzzy.spans(args[2], positions, nil, "bold"), function(span)
          return span.style and "[" .. span[1] .. "]" or span[1]
        end)
        return table.concat(marked)
      end)
      action.register("best", function(_, args)
        local found = {}
        for index = 2, #args do
          local score = fuzzy.score(args[1], args[index])
          if score then found[#found + 1] = { args[index], score } end
        end
        table.sort(found, function(a, b) return a[2] > b[2] end)
        return table.concat(map(found, function(one) return one[1] end), ", ")
      end)`,
  });
});
afterAll(closeWorlds);

const run = async (action: string, ...args: string[]): Promise<string> => {
  const list = args.map((one) => JSON.stringify(one)).join(', ');
  return JSON.parse(await world.eval(`action.run("${action}", { ${list} }) or "none"`));
};

describe('letters are found', () => {
  it.each([
    ['in order', 'agnew', 'agent.new', '[ag]ent.[new]'],
    ['not out of order', 'wen', 'agent.new', 'none'],
    ['all of them, or none', 'agentx', 'agent.new', 'none'],
    ['in any case', 'AGENT', 'My Agent', 'My [Agent]'],
    ['in a row before scattered ones', 'abc', 'a_b_c abc', 'a_b_c [abc]'],
    ['at the start of a word before the middle of one', 'sc', 'ascend scroll', 'ascend [sc]roll'],
    ['at the starts of words before a row inside of one', 'ps', 'apsis pane.split', 'apsis [p]ane.[s]plit'],
    ['at humps', 'fB', 'fabooBar', '[f]aboo[B]ar'],
    ['at underscores', 'sl', 'absolute status_line', 'absolute [s]tatus_[l]ine'],
    ['word by word, in any order of words', 'new ag', 'agent.new', '[ag]ent.[new]'],
    ['once where two words share them', 'age agent', 'agent', '[agent]'],
    ['with what patterns would make of them', 'a.%-', 'a.%-b', '[a.%-]b'],
    ['with brackets and carets', '^[]', 'x^y[z]', 'x[^]y[[]z[]]'],
    ['beyond ASCII, whole', 'né', 'año né', 'año [né]'],
    ['beyond ASCII, apart', 'aé', 'a→né', '[a]→n[é]'],
    ['never in half a character', '\u00a9', 'é', 'none'],
    ['all, where nothing is asked for', '  ', 'agent', 'agent'],
  ])('%s: %s', async (_, query, text, marked) => {
    expect(await run('marks', query, text)).toBe(marked);
  });
});

describe('first comes', () => {
  it.each([
    ['the start of the text', 'new', ['new', 'agent.new', 'renew']],
    ['a whole word', 'pan', ['x pan', 'x pane']],
    ['what stands together', 'theme', ['theme', 'the mesa', 'the grammar menu']],
    ['what is as it was typed', 'go back', ['x go back', 'go forward or back']],
    ['what is near', 'ax', ['a-b-x', 'a-b-c-d-x', 'a-b-c-d-e-f-x']],
  ])('%s: %s', async (_, query, texts) => {
    expect(await run('best', query, ...texts.toReversed())).toBe(texts.join(', '));
  });
});

it('finds what a slower and simpler search finds, and marks letters that are those of the query', async () => {
  const letters = 'ab._C';
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const word = (length: number): string =>
    Array.from({ length }, () => letters[random(letters.length)]).join('');
  for (let n = 0; n < 150; n++) {
    const [query, text] = [word(1 + random(4)), word(1 + random(12))];
    let from = 0;
    const isThere = [...query.toLowerCase()].every((letter) => {
      from = text.toLowerCase().indexOf(letter, from) + 1;
      return from > 0;
    });
    const marked = await run('marks', query, text);
    const found = marked.replace(/(^|\])[^[]*/g, '').replaceAll('[', '');
    expect([query, text, found]).toEqual([query, text, isThere ? expect.any(String) : '']);
    if (isThere) expect(found.toLowerCase()).toBe(query.toLowerCase());
    else expect(marked).toBe('none');
  }
});

it('takes nothing long to heart: a pasted text is simply not found', async () => {
  expect(await run('marks', 'a'.repeat(5000), 'a'.repeat(4000))).toBe('none');
  expect(await world.eval('require("default.fuzzy").score(("ab"):rep(40), ("ab"):rep(30))')).toBe('nil');
});
