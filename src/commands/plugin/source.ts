// What `plugin add` is given, read: a repository of GitHub, any git address, a folder, an example of ours.
import { homedir } from 'node:os';
import { isAbsolute, posix, resolve } from 'node:path';
import { usageError } from '../failure.ts';

export type Source =
  | { readonly kind: 'git'; readonly url: string; readonly subdir: string | null }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'example'; readonly name: string };

const WHAT = 'OWNER/REPO[:SUBDIR], a folder (./clock), or a git address (https, ssh or file) expected';
const EXAMPLE = 'example:';

/** Reads what was typed. Throws a usage error. */
export function readSource(word: string, cwd: string): Source {
  // What is written into the lock and shown must mean what it shows.
  if (/[\p{C}\s]/u.test(word)) throw usageError(`"${word.replace(/\p{C}/gu, '·')}": ${WHAT}`);
  if (word.startsWith('~/')) return { kind: 'folder', path: resolve(homedir(), word.slice(2)) };
  if (word === '.' || word === '..' || /^\.{0,2}\//.test(word))
    return { kind: 'folder', path: resolve(cwd, word) };
  const [, scheme, place, subdir] = /^(\w+):\/\/([^/]*\/[^:]*)(?::(.*))?$/.exec(word) ?? [];
  if (scheme !== undefined) return gitSource(`${scheme}://${place}`, subdir, word);
  const [, address, below] = /^([\w.-]+@[\w.-]+:[^:]+)(?::(.*))?$/.exec(word) ?? [];
  if (address !== undefined) return gitSource(address, below, word);
  const [, owner, repo, within] = /^(\w[\w.-]*)\/(\w[\w.-]*)(?::(.*))?$/.exec(word) ?? [];
  if (owner !== undefined) return gitSource(`https://github.com/${owner}/${repo}`, within, word);
  throw usageError(`"${word}": ${WHAT}`);
}

/** A source as the lock keeps it, to be fetched again. Throws a usage error for one that nobody can fetch. */
export function keptSource(kept: string, subdir: string | null): Source {
  if (kept.startsWith(EXAMPLE)) return { kind: 'example', name: kept.slice(EXAMPLE.length) };
  if (isAbsolute(kept)) return { kind: 'folder', path: kept };
  return readSource(subdir === null ? kept : `${kept}:${subdir}`, '/');
}

/** How the lock keeps a source, but for its folder within. */
export function sourceText(source: Source): string {
  if (source.kind === 'git') return source.url;
  return source.kind === 'folder' ? source.path : `${EXAMPLE}${source.name}`;
}

/** The folder within, checked: below the top, and nothing hidden. Throws a usage error. */
function gitSource(url: string, subdir: string | undefined, word: string): Source {
  const scheme = /^(\w+):\/\//.exec(url)?.[1];
  if (scheme !== undefined && !['https', 'ssh', 'file'].includes(scheme))
    throw usageError(`"${word}": git over ${scheme} is not used (https, ssh or file)`);
  if (/^\w+:\/\/[^/]*:[^/@]*@/.test(url))
    throw usageError(
      "an address with a password would be kept in the lock: leave it to git's credential helper",
    );
  if (url.startsWith('-') || /^ssh:\/\/-|@-/.test(url)) throw usageError(`"${word}": ${WHAT}`);
  if (subdir === undefined) return { kind: 'git', url, subdir: null };
  const parts = subdir.split('/');
  if (subdir === '' || posix.normalize(subdir) !== subdir || parts.some((part) => /^$|^\.|\\/.test(part)))
    throw usageError(`"${subdir}": a folder within the repository expected (plugins/clock)`);
  return { kind: 'git', url, subdir };
}

/** What `--rev` may be: a commit, tag or branch, and nothing that git would take as more. Throws a usage error. */
export function checkRev(rev: string): string {
  if (/^[\w][\w./-]*$/.test(rev) && !rev.includes('..') && rev.length <= 200) return rev;
  throw usageError(`--rev "${rev}": a commit, tag or branch expected`);
}
