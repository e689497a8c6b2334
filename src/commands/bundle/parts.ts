// What goes into the bundle of a bug report. Everything but the list of hashes passes the mask.
import { createHash } from 'node:crypto';
import { closeSync, type Dirent, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import type { Check } from '../../health/check.ts';
import { VERSION } from '../../protocol/version.ts';
import { askIfRunning, withHub } from '../hub-link.ts';
import { json } from '../text.ts';
import type { Context } from '../verb.ts';
import { isSecretName } from './mask.ts';

export interface Part {
  /** The name within the bundle. */
  readonly name: string;
  readonly text: string;
  /** What a person is told that it is. */
  readonly what: string;
}

export interface BundleOptions {
  readonly checks: readonly Check[];
  readonly formatCheck: (check: Check) => string;
  readonly withFiles: boolean;
  readonly withFrame: boolean;
  readonly mask: (text: string) => string;
}

/** The end of each log, in bytes: what happened before that is seldom the matter. */
const LOG_BYTES = 256 * 1024;
const MAX_FILES = 500;
const MAX_FILE_BYTES = 256 * 1024;
const MAX_DEPTH = 6;

/** Variables whose values help and tell nothing of a person. */
const shownVariables =
  /^(TERM|COLORTERM|TERM_PROGRAM|TERM_PROGRAM_VERSION|NO_COLOR|LANG|LC_\w+|VTE_VERSION)$/;

/** The parts, masked, in the order told. A hub that does not run or does not answer is left out. */
export async function readParts(context: Context, options: BundleOptions): Promise<Part[]> {
  const { checks, formatCheck, mask } = options;
  const files = configFiles(context.home);
  const parts: Part[] = [
    { name: 'versions.txt', what: 'versions and platform', text: versions() },
    { name: 'doctor.txt', what: 'what doctor says', text: `${checks.map(formatCheck).join('\n')}\n` },
    {
      name: 'environment.txt',
      what: 'names of variables, values masked',
      text: environmentText(context.env),
    },
    ...logs(context.home),
    ...(await ofHub(context)),
    ...(options.withFiles ? contents(context.home, files) : []),
    ...(options.withFrame ? await frame(context) : []),
  ].map((part) => ({ ...part, name: mask(part.name), text: mask(part.text) }));
  const hashes = files.map((file) => hashLine(context.home, file, mask)).join('\n');
  const list = { name: 'files.txt', what: 'your settings and Lua: sizes and hashes', text: `${hashes}\n` };
  return [...parts.slice(0, 3), list, ...parts.slice(3)];
}

function versions(): string {
  return [
    `botster-tui ${VERSION}`,
    `node ${process.versions.node}`,
    `${process.platform} ${process.arch} ${release()}`,
    '',
  ].join('\n');
}

/** A variable a line: `NAME=value` where the value is harmless, else `NAME=[masked]`, or `NAME=` for an empty one. */
export function environmentText(env: NodeJS.ProcessEnv): string {
  const lines = Object.entries(env).map(([name, value = '']) => {
    const isShown = value === '' || (shownVariables.test(name) && !isSecretName(name));
    return `${name}=${isShown ? value.replace(/[\r\n]/g, ' ') : '[masked]'}`;
  });
  return `${lines.sort().join('\n')}\n`;
}

function logs(home: string): Part[] {
  const folder = join(home, 'logs');
  return entriesOf(folder)
    .filter((entry) => entry.isFile() && /\.(log|jsonl)\b/.test(entry.name))
    .map(({ name }) => ({ name: `logs/${name}`, what: 'a log, its end', text: endOf(join(folder, name)) }));
}

/** The last whole lines of a file; what went wrong where it cannot be read. */
function endOf(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      const start = Math.max(0, size - LOG_BYTES);
      const bytes = Buffer.alloc(size - start);
      const text = bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, start));
      // A line without its beginning could hold half of a secret, which no mask knows.
      return start === 0 ? text : text.slice(text.indexOf('\n') + 1);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return `${(error as Error).message}\n`;
  }
}

async function ofHub(context: Context): Promise<Part[]> {
  const errors = await askIfRunning(context, 'lua.errors', {});
  const list = await askIfRunning(context, 'lua.list', {});
  return [
    ...(errors ? [{ name: 'lua-errors.json', what: 'Lua errors', text: `${json(errors.errors)}\n` }] : []),
    ...(list ? [{ name: 'lua-list.json', what: 'Lua files and their state', text: `${json(list)}\n` }] : []),
  ];
}

async function frame(context: Context): Promise<Part[]> {
  const running = await askIfRunning(context, 'status', {});
  if (!running) return [];
  const { takeFrame } = await import('../frame-views/take.ts');
  const { lines } = await withHub(context, (hub) => takeFrame({}, hub, context));
  const text = `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
  return [{ name: 'frame.txt', what: 'the screen as it was painted last', text }];
}

/** Texts of the home that a person or an agent writes, by their path from there; links and hidden folders are left out. */
function configFiles(home: string): string[] {
  const below = (folder: string, depth: number): string[] =>
    entriesOf(join(home, folder)).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        const isOurs = !entry.name.startsWith('.') && path !== 'logs' && path !== 'bin';
        return isOurs && depth > 0 ? below(path, depth - 1) : [];
      }
      return entry.isFile() && /\.(lua|luau|toml|json|ya?ml)$/.test(entry.name) ? [path] : [];
    });
  return below('', MAX_DEPTH).slice(0, MAX_FILES);
}

function hashLine(home: string, file: string, mask: (text: string) => string): string {
  try {
    const bytes = readFileSync(join(home, file));
    return `${createHash('sha256').update(bytes).digest('hex')}  ${bytes.length}  ${mask(file)}`;
  } catch (error) {
    return `not read: ${mask((error as Error).message)}`;
  }
}

function contents(home: string, files: readonly string[]): Part[] {
  return files
    .filter((file) => Buffer.byteLength(file) < 90)
    .map((file) => ({ name: `files/${file}`, what: 'a file of yours', text: textOf(join(home, file)) }));
}

function textOf(path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.length <= MAX_FILE_BYTES) return text;
    return `${text.slice(0, text.lastIndexOf('\n', MAX_FILE_BYTES) + 1)}(cut off)\n`;
  } catch (error) {
    return `${(error as Error).message}\n`;
  }
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
