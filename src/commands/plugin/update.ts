// plugin update and plugin revert: another version in place of one, and back.
import { LOCK_FILE, type Locked, readLock } from '../../hub/plugins/lock.ts';
import type { PluginRow } from '../../hub/plugins/rows.ts';
import { CommandError, EXIT, usageError } from '../failure.ts';
import { json } from '../text.ts';
import type { Arguments, Context, Verb } from '../verb.ts';
import { entryOf } from './add.ts';
import { applied, consent, outcome } from './consent.ts';
import { contentOf, placeOf, revert as putBack, replace } from './install.ts';
import { type FileChange, origin, reviewChange } from './review.ts';
import { pluginNamed } from './rows.ts';
import { checkRev, keptSource } from './source.ts';
import { type Staged, staged } from './stage.ts';

interface Updated {
  readonly name: string;
  readonly changes: readonly FileChange[];
  readonly plugin?: PluginRow | undefined;
}

/** `plugin update` */
export const update: Verb = {
  usage: 'plugin update [NAME] [--rev REV] [--yes] [--json]',
  summary:
    'Fetches a plugin, or every plugin, again: shows what would change, asks, and puts it in place. The version before is kept (plugin revert); where anything fails, the old one stays.',
  examples: ['botster-tui plugin update', 'botster-tui plugin update clock --rev v1.3.0'],
  words: ['NAME?'],
  flags: {
    rev: { type: 'string', value: 'REV', help: 'another commit, tag or branch from now on' },
    yes: { type: 'boolean', help: 'do not ask' },
  },
  async run(args, context) {
    const [name] = args.words;
    const rev = args.text('rev');
    if (rev !== undefined && name === undefined) throw usageError('--rev is for one plugin: NAME expected');
    const updated: Updated[] = [];
    let failed = false;
    for (const [one, entry] of wanted(name, context)) {
      try {
        updated.push(
          await updateOne(one, rev === undefined ? entry : { ...entry, rev: checkRev(rev) }, args, context),
        );
      } catch (error) {
        // Of several each is updated for itself.
        if (name !== undefined) throw error;
        failed = true;
        context.note(`${one}: ${(error as Error).message}`);
      }
    }
    if (context.json) context.print(json(updated));
    return failed || updated.some(({ plugin }) => plugin?.error) ? EXIT.failed : undefined;
  },
};

/** `plugin revert` */
export const revert: Verb = {
  usage: 'plugin revert NAME [--json]',
  summary: 'Puts the version before the last update of a plugin back; once more, and the newer one is back.',
  examples: ['botster-tui plugin revert clock'],
  words: ['NAME'],
  async run(args, context) {
    const name = args.words[0]!;
    const entry = await entryNamed(name, context);
    putBack(context.home, name, entry);
    const row = await applied(name, context);
    const version = row?.version ?? row?.commit?.slice(0, 12) ?? 'its version before';
    context.print(context.json ? json(row) : `${name} is ${version} again, ${outcome(row)}`);
    return row?.error ? EXIT.failed : undefined;
  },
};

/** The lock's entry of a plugin. Rejects with CommandError where there is none. */
export async function entryNamed(name: string, context: Context): Promise<Locked> {
  const lock = readLock(context.home);
  if (lock.problem !== null)
    throw new CommandError(EXIT.failed, 'failed', `${lock.problem}; mend it or remove it`);
  const entry = Object.hasOwn(lock.plugins, name) ? lock.plugins[name] : undefined;
  if (entry) return entry;
  await pluginNamed(name, context);
  const why = lock.broken.get(name) ?? `${LOCK_FILE} does not know "${name}"`;
  throw new CommandError(
    EXIT.failed,
    'failed',
    `${why}: botster-tui plugin trust ${name} accepts it as it is`,
  );
}

function wanted(name: string | undefined, context: Context): (readonly [string, Locked])[] {
  const { plugins, problem } = readLock(context.home);
  if (problem !== null) throw new CommandError(EXIT.failed, 'failed', `${problem}; mend it or remove it`);
  if (name === undefined)
    return Object.entries(plugins).filter(([, entry]) => !entry.linked && hasSource(entry));
  const entry = Object.hasOwn(plugins, name) ? plugins[name] : undefined;
  if (!entry)
    throw new CommandError(EXIT.failed, 'not_found', `${LOCK_FILE} knows no plugin "${name}" (plugin list)`);
  if (entry.linked) throw usageError(`${name} is linked: what is saved in ${entry.source} is live`);
  if (!hasSource(entry)) throw usageError(`${name} was put there by hand: there is nothing to fetch it from`);
  return [[name, entry]];
}

/** What `plugin trust` notes of a plugin that nobody added. */
export const BY_HAND = 'by hand';

function hasSource({ source }: Locked): boolean {
  return source !== BY_HAND;
}

async function updateOne(name: string, entry: Locked, args: Arguments, context: Context): Promise<Updated> {
  const source = keptSource(entry.source, entry.subdir);
  if (entry.rev !== null && source.kind !== 'git')
    throw usageError(`--rev is for repositories, ${name} is of none`);
  const options = { home: context.home, entries: context.entries, name, rev: entry.rev };
  const changes = await staged(source, options, async (plugin) => {
    const next = { ...entryOf(source, plugin, entry.rev), enabled: entry.enabled };
    return agreeAndReplace(name, plugin, entry, next, args, context);
  });
  if (changes === null) {
    if (!context.json) context.print(`${name} is as it is at ${origin(entry)}`);
    return { name, changes: [] };
  }
  const plugin = await applied(name, context);
  if (!context.json) context.print(`${name} is updated, ${outcome(plugin)}`);
  return { name, changes, plugin };
}

/** What changed; null where nothing did. */
async function agreeAndReplace(
  name: string,
  plugin: Staged,
  before: Locked,
  next: Locked,
  args: Arguments,
  context: Context,
): Promise<readonly FileChange[] | null> {
  const place = placeOf(context.home, name);
  const was = readLock(context.home).plugins[name] ?? before;
  const origins = [origin(was), origin(next)] as const;
  const isByHand = contentOf(place) !== was.hash;
  const { text, changes } = await reviewChange(name, plugin, place, origins, isByHand);
  if (changes.length === 0 && !isByHand && was.commit === next.commit && was.rev === next.rev) return null;
  context.note(text);
  await consent('Update it?', args);
  replace(context.home, name, plugin.folder, was, next);
  return changes;
}
