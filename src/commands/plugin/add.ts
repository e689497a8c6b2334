// plugin add: a plugin fetched, shown, and put in its place when a person agrees.
import { realpathSync, statSync } from 'node:fs';
import type { Locked } from '../../hub/plugins/lock.ts';
import { CommandError, EXIT, usageError } from '../failure.ts';
import { json } from '../text.ts';
import type { Arguments, Context, Verb } from '../verb.ts';
import { applied, consent, outcome } from './consent.ts';
import { install, isThere, link, placeOf } from './install.ts';
import { origin, review } from './review.ts';
import { listExamples } from './rows.ts';
import { checkRev, readSource, type Source, sourceText } from './source.ts';
import { look, type Staged, staged } from './stage.ts';

/** `plugin add` */
export const add: Verb = {
  usage:
    'plugin add OWNER/REPO[:SUBDIR]|PATH|URL [--rev REV] [--name N] [--link] [--yes] | plugin add --example NAME',
  summary:
    'Adds a plugin from a repository of GitHub, a folder or a git address (https, ssh, file): shows what it is, asks, and loads it. What you agreed to is kept in plugins.lock.json; content that differs from it is not loaded.',
  examples: [
    'botster-tui plugin add --example git-branch',
    'botster-tui plugin add owner/repo:plugins/clock --rev v1.2.0',
    'botster-tui plugin add ./clock --link',
  ],
  words: ['SOURCE?'],
  flags: {
    rev: { type: 'string', value: 'REV', help: 'a commit, tag or branch (default: the newest commit)' },
    name: { type: 'string', value: 'N', help: 'what to call it (default: what it calls itself)' },
    link: { type: 'boolean', help: 'use the folder where it is: what you save there is live' },
    example: { type: 'string', value: 'EXAMPLE', help: 'one that comes with the program' },
    yes: { type: 'boolean', help: 'do not ask' },
  },
  async run(args, context) {
    const source = sourceOf(args, context);
    const rev = args.text('rev');
    if (rev !== undefined && source.kind !== 'git') throw usageError('--rev is for repositories');
    const options = {
      ...{ home: context.home, entries: context.entries, name: args.text('name') },
      rev: rev === undefined ? null : checkRev(rev),
    };
    if (args.flag('link')) {
      const name = await addLink(source, args, context);
      return tell(name, context);
    }
    const name = await staged(source, options, async (plugin) => {
      const entry = entryOf(source, plugin, options.rev);
      await agree(plugin, entry, args, context);
      install(context.home, plugin.name, plugin.folder, entry);
      return plugin.name;
    });
    return tell(name, context);
  },
};

/** The lock's entry for what is staged. */
export function entryOf(source: Source, { commit, hash }: Staged, rev: string | null): Locked {
  return {
    ...{ source: sourceText(source), subdir: source.kind === 'git' ? source.subdir : null },
    ...{ rev, commit, hash, added_at: new Date().toISOString(), enabled: true },
  };
}

function sourceOf(args: Arguments, context: Context): Source {
  const [word] = args.words;
  const example = args.text('example');
  if ((word === undefined) === (example === undefined))
    throw usageError('a source or --example NAME expected (plugin list --examples)');
  if (example === undefined) return readSource(word!, context.cwd);
  const names = listExamples(context.entries).map(({ name }) => name);
  if (!names.includes(example))
    throw usageError(`--example "${example}": there is none (there are ${names.join(', ')})`);
  return { kind: 'example', name: example };
}

async function agree(
  { name, header, files }: Pick<Staged, 'name' | 'header' | 'files'>,
  entry: Locked,
  args: Arguments,
  context: Context,
): Promise<void> {
  if (isThere(placeOf(context.home, name)))
    throw new CommandError(
      EXIT.failed,
      'exists',
      `there is a plugin "${name}" already (plugin update ${name}, or --name)`,
    );
  context.note(review(name, { header, files }, origin(entry)));
  await consent('Add it?', args);
}

async function addLink(source: Source, args: Arguments, context: Context): Promise<string> {
  if (source.kind !== 'folder') throw usageError('--link is for a folder');
  if (!statSync(source.path, { throwIfNoEntry: false })?.isDirectory())
    throw new CommandError(EXIT.failed, 'not_found', `there is no folder ${source.path}`);
  const target = realpathSync(source.path);
  const plugin = look(target, source, args.text('name'));
  const entry: Locked = {
    ...{ source: target, subdir: null, rev: null, commit: null, hash: null },
    ...{ added_at: new Date().toISOString(), enabled: true, linked: true },
  };
  await agree(plugin, entry, args, context);
  link(context.home, plugin.name, target, entry);
  return plugin.name;
}

async function tell(name: string, context: Context): Promise<number | undefined> {
  const row = await applied(name, context);
  context.print(context.json ? json(row) : `${name} is added, ${outcome(row)}`);
  return row?.error ? EXIT.failed : undefined;
}
