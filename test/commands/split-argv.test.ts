// What the first look at a command line finds.
import { expect, test } from 'vitest';
import { splitArgv } from '../../src/commands/split-argv.ts';
import { verbNames } from '../../src/commands/verbs.ts';

const split = (line: string) => splitArgv(line === '' ? [] : line.split(' '), verbNames);

test.each([
  ['', { verb: undefined, args: [], rest: undefined }],
  ['-- vim -R --home x', { verb: undefined, rest: ['vim', '-R', '--home', 'x'], home: undefined }],
  ['--home d', { verb: undefined, home: 'd' }],
  ['--home=d ls', { verb: 'ls', home: 'd' }],
  ['ls --home d', { verb: 'ls', home: 'd', args: [] }],
  ['--safe', { verb: undefined, safe: true }],
  ['reload --safe', { verb: 'reload', safe: true, args: [] }],
  ['ls --json', { verb: 'ls', json: true, args: [] }],
  ['--help', { verb: undefined, help: true }],
  ['new -h', { verb: 'new', help: true }],
  ['--version', { verb: undefined, version: true }],
  ['new --name n -- sh -c exit', { verb: 'new', args: ['--name', 'n'], rest: ['sh', '-c', 'exit'] }],
  ['lua check a.lua', { verb: 'lua check', args: ['a.lua'] }],
  ['lua --home d check a.lua', { verb: 'lua check', args: ['a.lua'], home: 'd' }],
  ['lua --help', { verb: 'lua', help: true }],
  ['send id lua', { verb: 'send', args: ['id', 'lua'] }],
  ['send id -- --enter', { verb: 'send', args: ['id'], rest: ['--enter'] }],
])('%j', (line, expected) => {
  expect(split(line)).toMatchObject(expected);
});

test.each([
  ['nwe', 'unknown verb "nwe" (did you mean new?)'],
  ['sotp --all', 'unknown verb "sotp" (did you mean stop?)'],
  ['zzzzzz', 'unknown verb "zzzzzz"'],
  [
    'lua',
    'lua needs one of: list, check, wait, errors, eval, repl, docs, who, top, trace, history, revert, diff, disable, enable, grant, revoke',
  ],
  ['lua chek f', 'unknown verb "lua chek" (did you mean check?)'],
  ['--hoem d', 'unknown flag --hoem (did you mean --home?)'],
  ['--home', '--home needs a directory'],
  ['--home --safe', '--home needs a directory'],
])('%j is refused', (line, message) => {
  expect(() => split(line)).toThrow(expect.objectContaining({ code: 2, message }));
});
