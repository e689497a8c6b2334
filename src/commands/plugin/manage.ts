// plugin trust, remove, enable, disable and logs.
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { changeLock, LOCK_FILE, type Locked, nameProblem, readLock } from '../../hub/plugins/lock.ts';
import { CommandError, EXIT } from '../failure.ts';
import { formatLog } from '../log-lines.ts';
import { createLogReader } from '../logs.ts';
import { json } from '../text.ts';
import type { Verb } from '../verb.ts';
import { applied, consent, outcome } from './consent.ts';
import { contentOf, linkOf, placeOf, remove as takeAway } from './install.ts';
import { origin, review } from './review.ts';
import { pluginNamed } from './rows.ts';
import { look } from './stage.ts';
import { BY_HAND, entryNamed } from './update.ts';

const sure = { yes: { type: 'boolean', help: 'do not ask' } } as const;

/** `plugin trust` */
export const trust: Verb = {
  usage: 'plugin trust NAME [--yes] [--json]',
  summary: `Accepts the files of a plugin as they are now: one that was put there or changed by hand, or that ${LOCK_FILE} does not know.`,
  examples: ['botster-tui plugin trust clock'],
  words: ['NAME'],
  flags: sure,
  async run(args, context) {
    const name = args.words[0]!;
    await pluginNamed(name, context);
    const wrong = nameProblem(name);
    if (wrong !== null) throw new CommandError(EXIT.failed, 'failed', wrong);
    const folder = placeOf(context.home, name);
    const isLinked = linkOf(context.home, name) !== null;
    const known = readLock(context.home).plugins[name];
    const about = look(folder, { kind: 'folder', path: folder }, name);
    const from = { subdir: null, rev: null, ...known, source: known?.source ?? BY_HAND };
    // What was changed by hand is no commit any more.
    const { hash: before, commit = null } = known ?? { hash: null };
    const entry: Locked = {
      ...{ source: from.source, subdir: from.subdir, rev: from.rev },
      ...{ commit: before === about.hash ? commit : null, hash: about.hash },
      ...{ added_at: new Date().toISOString(), enabled: true },
      ...(isLinked ? { source: realpathSync(folder), hash: null, linked: true } : {}),
      ...(known?.previous ? { previous: known.previous } : {}),
    };
    context.note(review(name, about, origin(entry)));
    await consent('Accept it as it is?', args);
    // Between the question and the answer it may have become another.
    if (!isLinked && contentOf(folder) !== about.hash)
      throw new CommandError(EXIT.failed, 'failed', `${name} changed meanwhile: nothing was changed`);
    changeLock(context.home, name, entry);
    const row = await applied(name, context);
    context.print(context.json ? json(row) : `${name} is accepted, ${outcome(row)}`);
    return row?.error ? EXIT.failed : undefined;
  },
};

/** `plugin remove` */
export const remove: Verb = {
  usage: 'plugin remove NAME [--yes] [--json]',
  summary: 'Takes a plugin away, with all that it has registered; of a linked one the link alone.',
  examples: ['botster-tui plugin remove clock'],
  words: ['NAME'],
  flags: sure,
  async run(args, context) {
    const name = args.words[0]!;
    const { linked } = await pluginNamed(name, context);
    await consent(`Remove ${name}${linked ? ' (the folder it links to stays)' : ''}?`, args);
    takeAway(context.home, name);
    await applied(name, context);
    context.print(context.json ? json({ ok: true, name }) : `${name} is removed`);
    return undefined;
  },
};

/** `plugin enable` and `plugin disable` */
export const enable = switchVerb('enable', true, 'Loads a plugin again that was disabled.');
export const disable = switchVerb('disable', false, 'Leaves a plugin where it is and out of the program.');

/** `plugin logs` */
export const logs: Verb = {
  usage: 'plugin logs NAME [--lines N] [--json]',
  summary: 'Prints what the files of a plugin have logged, and what went wrong in them.',
  examples: ['botster-tui plugin logs clock --lines 20'],
  words: ['NAME'],
  flags: { lines: { type: 'number', value: 'N', help: 'the last N entries (default: all that is kept)' } },
  async run(args, context) {
    const { name } = await pluginNamed(args.words[0]!, context);
    const mine = createLogReader(join(context.home, 'logs'))().filter(({ text }) =>
      text.includes(`plugins/${name}/`),
    );
    const entries = mine.slice(-(args.number('lines') ?? mine.length));
    if (context.json) context.print(json(entries));
    else if (mine.length === 0) context.note(`${name} has logged nothing`);
    else context.print(formatLog(entries));
    return undefined;
  },
};

function switchVerb(verb: string, enabled: boolean, summary: string): Verb {
  return {
    usage: `plugin ${verb} NAME [--json]`,
    summary,
    examples: [`botster-tui plugin ${verb} clock`],
    words: ['NAME'],
    async run(args, context) {
      const name = args.words[0]!;
      const entry = await entryNamed(name, context);
      changeLock(context.home, name, { ...entry, enabled });
      const row = await applied(name, context);
      context.print(context.json ? json(row) : `${name} is ${verb}d${enabled ? `, ${outcome(row)}` : ''}`);
      return row?.error ? EXIT.failed : undefined;
    },
  };
}
