// What the detectors read off every saved screen that asks something: the answers there are, and the keys for each.
// Walking to an answer with the arrows, Enter, and escape are what the screens were recorded with.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseScreen } from '../../src/commands/screen-file.ts';
import { parseChord } from '../../src/core/key.ts';
import { askedNow } from '../../src/core/question.ts';
import { verdictOf } from '../../src/hub/detection/ask-lua.ts';
import type { Verdict } from '../../src/hub/detection/doing.ts';
import { closeWorlds, openWorld, type TestWorld } from '../lua/world-helper.ts';

const folder = fileURLToPath(new URL('fixtures', import.meta.url));
const accept =
  'Yes, and switch to accept edits (auto-approve file edits and common file commands) for this session (shift+tab)';
const auto = 'Yes, and switch to auto mode · auto mode handles these prompts for you';
const claudeBash = [
  'allow: Yes [enter]',
  'always: Yes, and don’t ask again for: npm test * [down enter]',
  `other: ${auto} [down down enter]`,
  'deny: No [escape]',
];
const claudeEdit = ['allow: Yes [enter]', `always: ${accept} [down enter]`, 'deny: No [escape]'];
const claudeMenu = [
  'other: All of them [enter]',
  'other: None [down enter]',
  'other: Only strings [down down enter]',
  'other: Type something. [down down down] and a text',
  'other: Chat about this [down down down down enter]',
];
const codexCommand = (what: string): string[] => [
  'allow: Yes, proceed (y) [y]',
  `always: Yes, and don't ask again for commands that start with \`${what}\` (p) [p]`,
  'deny: No, and tell Codex what to do differently (esc) [escape]',
];
const geminiMenu = [
  'other: All of them [enter]',
  'other: None [down enter]',
  'other: Enter a custom value [down down] and a text',
];
const opencodePermission = [
  'allow: Allow once [enter] from the start',
  'always: Allow always [right enter] from the start',
  'deny: Reject [escape]',
];
const opencodeMenu = [
  'other: All of them [enter] from the start',
  'other: None [down enter] from the start',
  'other: Type your own answer [down down enter] and a text from the start',
];

/** By screen, of either width. Several answers at once are none that can be chosen from afar. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'claude/api-key': ['allow: Yes [up enter]', 'deny: No (recommended) [escape]'],
  'claude/auto-mode-offer': [
    'allow: Yes, set auto mode as my default permission mode [enter]',
    'deny: No, keep manual mode [down enter]',
  ],
  'claude/bash': claudeBash,
  'claude/bash-inline': claudeBash,
  'claude/bash-second': [
    'allow: Yes [up enter]',
    'always: Yes, and don’t ask again for: npm test * [enter]',
    `other: ${auto} [down enter]`,
    'deny: No [escape]',
  ],
  'claude/bypass-warning': ['deny: No, exit [escape]', 'allow: Yes, I accept [down enter]'],
  'claude/edit': claudeEdit,
  'claude/plan': [
    'other: Yes, and use auto mode [enter]',
    'allow: Yes, manually approve edits [down enter]',
    'other: Tell Claude what to change [down down] and a text',
  ],
  'claude/progress': claudeBash,
  'claude/question': claudeMenu,
  'claude/question-typing': [
    'other: All of them [up up up enter]',
    'other: None [up up enter]',
    'other: Only strings [up enter]',
    'other: only [enter]',
    'other: Chat about this [down enter]',
  ],
  'claude/questions': claudeMenu,
  'claude/questions-several': [],
  'claude/status-line': claudeBash,
  'claude/tmux': claudeBash,
  'claude/trust': ['deny: No, exit [escape]', 'allow: Yes, I trust this folder [down enter]'],
  'claude/write': claudeEdit,
  'codex/command': codexCommand('npm test'),
  'codex/command-inline': codexCommand('npm test'),
  'codex/command-plain': codexCommand('touch /home/dev/marker'),
  'codex/command-second': codexCommand('npm test'),
  'codex/edit': [
    'allow: Yes, proceed (y) [y]',
    "always: Yes, and don't ask again for these files (a) [a]",
    'deny: No, and tell Codex what to do differently (esc) [escape]',
  ],
  'codex/plan': [
    'allow: Yes, implement this plan [enter]',
    'other: Yes, clear context and implement [down enter]',
    'deny: No, stay in Plan mode [down down enter]',
  ],
  'codex/question': [
    'other: All of them (Recommended) [enter]',
    'other: None [down enter]',
    'other: None of the above [down down tab] and a text',
  ],
  'codex/question-second': [
    'other: The parser [enter]',
    'other: All [down enter]',
    'other: None of the above [down down tab] and a text',
  ],
  'codex/question-typing': [],
  'codex/trust': ['allow: Trust and continue [enter]', 'deny: Back to Agent Command Center [down enter]'],
  'gemini/command': [
    'allow: Allow once [enter]',
    'always: Allow for this session [down enter]',
    'deny: No, suggest changes (esc) [escape]',
  ],
  'gemini/command-second': [
    'allow: Allow once [up enter]',
    'always: Allow for this session [enter]',
    'deny: No, suggest changes (esc) [escape]',
  ],
  'gemini/edit': [
    'allow: Allow once [enter]',
    'always: Allow for this session [down enter]',
    'other: Modify with external editor [down down enter]',
    'deny: No, suggest changes (esc) [escape]',
  ],
  'gemini/question': geminiMenu,
  'gemini/questions': geminiMenu,
  'gemini/questions-several': [],
  'gemini/trust': [
    'allow: Trust folder (project) [enter]',
    'other: Trust parent folder (dev) [down enter]',
    "deny: Don't trust [down down enter]",
  ],
  'opencode/bash': opencodePermission,
  'opencode/bash-always': [
    'allow: Confirm [enter] from the start',
    'deny: Cancel [right enter] from the start',
  ],
  'opencode/edit': opencodePermission,
  'opencode/question': opencodeMenu,
  'opencode/questions': opencodeMenu,
  'opencode/questions-several': [],
};

let world: TestWorld;
const verdicts = new Map<string, Verdict>();
beforeAll(async () => {
  world = await openWorld();
  for (const program of readdirSync(folder)) {
    const names = readdirSync(join(folder, program)).filter((name) => name.startsWith('blocked-'));
    const saved = names.map((name) => parseScreen(readFileSync(join(folder, program, name), 'utf8'), name));
    const { value } = await world.world.detect!(
      saved.map(({ agent, screen }) => ({ ...screen, detector: agent })),
    );
    for (const [i, name] of names.entries()) {
      verdicts.set(
        `${program}/${name.slice('blocked-'.length, -'.screen'.length)}`,
        verdictOf((value as unknown[])[i])!,
      );
    }
  }
});
afterAll(closeWorlds);

const wide = (name: string): string => name.replace(/-47$/, '');

test('every answer of every question, with its keys', () => {
  const found = [...verdicts].map(([name, { options = [] }]) => [
    name,
    options.map(
      (one) =>
        `${one.kind}: ${one.label} [${one.keys.join(' ')}]${one.takes_text ? ' and a text' : ''}${one.from_start ? ' from the start' : ''}`,
    ),
  ]);
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries([...verdicts.keys()].map((name) => [name, expected[wide(name)]])),
  );
  expect(new Set([...verdicts.keys()].map(wide))).toEqual(new Set(Object.keys(expected)));
});

test('every key is one, and the dialog is there to be shown', () => {
  for (const [name, { options = [], lines = [] }] of verdicts) {
    for (const { keys } of options) for (const key of keys) expect(() => parseChord(key), name).not.toThrow();
    expect(lines.length, name).toBeGreaterThan(3);
  }
});

test('a question stays the same while another of its answers is chosen, and is another with other words', () => {
  const at = (name: string, before?: ReturnType<typeof askedNow>) =>
    askedNow(before, verdicts.get(name)!, 1000);
  const first = at('claude/bash');
  expect(at('claude/bash-second', first).id).toBe(first.id);
  expect(at('claude/bash-second', first).options[0]!.keys).toEqual(['up', 'enter']);
  expect(at('claude/progress', first).id).not.toBe(first.id);
  expect(at('gemini/command-second', at('gemini/command')).id).toBe(at('gemini/command').id);
});

test('a shell that asks for yes or no takes either, or another text; a password is nothing to choose', async () => {
  const ask = async (row: string): Promise<Verdict> => {
    const screen = { ...parseScreen(row, 'a1').screen, cursor: { x: row.length, y: 0, visible: true } };
    const { value } = await world.world.detect!([{ ...screen, detector: 'shell' }]);
    return verdictOf((value as unknown[])[0])!;
  };
  expect((await ask('Remove it? [y/N] ')).options).toEqual([
    { label: 'y', kind: 'allow', keys: ['y', 'enter'] },
    { label: 'n', kind: 'deny', keys: ['n', 'enter'] },
    { label: 'another text', kind: 'other', keys: [], takes_text: true },
  ]);
  const host = await ask('Are you sure you want to continue connecting (yes/no/[fingerprint])? ');
  expect(host.options?.map(({ keys }) => keys.join(' '))).toEqual(['y e s enter', 'n o enter', '']);
  expect((await ask('[sudo] password for dev: ')).options).toBeUndefined();
});
