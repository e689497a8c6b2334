// A plugin from a git repository, by the git that is installed. Nothing is checked out: files are read as the
// repository has them, so no hook, filter or submodule of it has a part in this.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { MAX_BYTES, MAX_FILES } from '../../hub/plugins/content.ts';
import { git } from '../../hub/primitives/git-run.ts';

const TIMEOUT_MS = 120_000;
/** What git may fetch, of the one commit. */
const MAX_FETCHED = 64 * 1024 * 1024;
const LOOK_MS = 250;
/** The name that a commit is fetched under. */
const FETCHED = 'FETCH_HEAD^{commit}';

interface Entry {
  readonly mode: string;
  readonly id: string;
  readonly path: string;
}

/**
 * Writes the files of `subdir` at `rev` (null: the newest) into the folder `into`, which is empty, and returns their
 * commit. Rejects with Error.
 */
export async function fetchGit(
  { url, subdir }: { readonly url: string; readonly subdir: string | null },
  rev: string | null,
  into: string,
): Promise<string> {
  const repository = mkdtempSync(join(tmpdir(), 'botster-plugin-'));
  try {
    const run = { cwd: repository, timeoutMs: TIMEOUT_MS, maxBytes: 16 * 1024 * 1024 };
    await git(['init', '--quiet', '--bare', '--template='], run);
    await fetchCommit(url, rev, repository);
    const commit = (await git(['rev-parse', '--verify', FETCHED], run)).trim();
    const tree = subdir === null ? commit : `${commit}:${subdir}`;
    const isFolder = await git(['cat-file', '-t', tree], run).then(
      (type) => /^(commit|tree)$/.test(type.trim()),
      () => false,
    );
    if (!isFolder) throw new Error(`there is no folder ${subdir} in ${url} at ${commit.slice(0, 12)}`);
    const listed = await git(['ls-tree', '-r', '-z', '--full-tree', tree], run);
    await writeFiles(readable(parseTree(listed)), repository, into);
    return commit;
  } finally {
    rmSync(repository, { recursive: true, force: true });
  }
}

async function fetchCommit(url: string, rev: string | null, repository: string): Promise<void> {
  const tooLarge = new AbortController();
  const timer = setInterval(() => {
    if (sizeOf(join(repository, 'objects')) > MAX_FETCHED) tooLarge.abort();
  }, LOOK_MS);
  const options = ['--depth=1', '--no-tags', '--no-recurse-submodules', '--no-auto-gc', '--quiet'];
  try {
    const run = { cwd: repository, timeoutMs: TIMEOUT_MS, signal: tooLarge.signal };
    await git(['fetch', ...options, '--', url, rev ?? 'HEAD'], run);
  } catch (error) {
    if (tooLarge.signal.aborted) throw new Error(`${url} is more than ${MAX_FETCHED / 1024 / 1024} MB`);
    throw new Error(`${url}${rev === null ? '' : ` at ${rev}`}: ${(error as Error).message}`);
  } finally {
    clearInterval(timer);
  }
}

function sizeOf(folder: string): number {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, { parentPath, name }) => {
        return sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0);
      }, 0);
  } catch {
    return 0;
  }
}

function parseTree(text: string): Entry[] {
  return text
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [, mode = '', id = '', path = ''] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      return { mode, id, path };
    });
}

/** Without submodules and what is hidden, which a name that leads upwards is, too. Throws Error for too many. */
function readable(entries: readonly Entry[]): Entry[] {
  const found = entries.filter(({ mode, path }) => mode !== '160000' && !/(^|\/)\./.test(path));
  if (found.length > MAX_FILES) throw new Error(`more than ${MAX_FILES} files`);
  return found;
}

async function writeFiles(entries: readonly Entry[], repository: string, into: string): Promise<void> {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const texts = await readBlobs([...new Set(entries.map(({ id }) => id))], repository);
  for (const { mode, id, path } of entries) {
    let text = texts.get(id)!;
    if (mode === '120000') {
      const target = byPath.get(posix.join(posix.dirname(path), text.toString('utf8')));
      if (!target || target.mode === '120000')
        throw new Error(`${path}: a link that leads to no file of the plugin (${text.toString('utf8')})`);
      text = texts.get(target.id)!;
    }
    mkdirSync(join(into, dirname(path)), { recursive: true, mode: 0o700 });
    writeFileSync(join(into, path), text, { flag: 'wx', mode: 0o600 });
  }
}

/** The contents of blobs, by id. */
function readBlobs(ids: readonly string[], repository: string): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['cat-file', '--batch'], {
      cwd: repository,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const pieces: Buffer[] = [];
    let bytes = 0;
    child.once('error', reject);
    child.stdout.on('data', (piece: Buffer) => {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes > MAX_BYTES + ids.length * 100) child.kill('SIGKILL');
    });
    child.once('close', (code) => {
      if (code !== 0) reject(new Error(`more than ${MAX_BYTES / 1024 / 1024} MB of files`));
      else resolve(parseBlobs(Buffer.concat(pieces)));
    });
    // It may end before it has read all: what it says then is told above.
    child.stdin.on('error', () => {});
    child.stdin.end(ids.map((id) => `${id}\n`).join(''));
  });
}

/** `ID blob SIZE`, a line end, the bytes, a line end; again and again. */
function parseBlobs(output: Buffer): Map<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    const [id = '', , size = '0'] = output.toString('utf8', at, end).split(' ');
    blobs.set(id, output.subarray(end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
  return blobs;
}
