// The bundle of a bug report: one private archive, and a line about each thing in it.
import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { makeNew } from '../new-file.ts';
import { columns, json } from '../text.ts';
import type { Context } from '../verb.ts';
import { createMask } from './mask.ts';
import { type BundleOptions, readParts } from './parts.ts';
import { tarOf } from './tar.ts';

/**
 * Writes the bundle to `file` (default: a name with the time, in the current directory), mode 0600, and prints what is in
 * it. Rejects with CommandError where the file is there already or cannot be written.
 */
export async function writeBundle(
  file: string | undefined,
  options: Omit<BundleOptions, 'mask'>,
  context: Context,
): Promise<void> {
  const now = new Date();
  const stamp = now.toISOString().slice(0, 19).replace(/[:T]/g, '-');
  const path = resolve(context.cwd, file ?? `botster-tui-report-${stamp}.tar.gz`);
  const mask = createMask({ home: context.env['HOME'] || homedir(), env: context.env });
  const parts = await readParts(context, { ...options, mask });
  const files = parts.map(({ name, text }) => ({ name, bytes: Buffer.from(text) }));
  makeNew(path, () =>
    writeFileSync(path, gzipSync(tarOf(files, now.getTime())), { flag: 'wx', mode: 0o600 }),
  );
  const rows = parts.map(({ name, what }, i) => ({ name, bytes: files[i]!.bytes.length, what }));
  if (context.json) return context.print(json({ ok: true, file: path, parts: rows }));
  context.print(columns(rows.map(({ name, bytes, what }) => [name, `${bytes} B`, what])));
  context.print(
    `${path}\nLook through it before you send it: secrets are masked by their form, not by what they mean.`,
  );
}
