// What the verbs about one Lua file share: the unit it names, its text on disk and the texts that were live.
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { LuaVersion } from '../protocol/hub-lua-api.ts';
import { CommandError, EXIT } from './failure.ts';
import { withHub } from './hub-link.ts';
import { locateLuaFile, unitPath } from './lua-file.ts';
import type { Context } from './verb.ts';

/** The unit that FILE names; one that is gone from disk may still have a history. */
export function unitOf(text: string, context: Context): string {
  try {
    return unitPath(locateLuaFile(text, context), context.home);
  } catch (error) {
    if (!(error instanceof CommandError) || isAbsolute(text)) throw error;
    return /^(user|improvements|plugins)\//.test(text) ? text : `improvements/${text}`;
  }
}

/** Null where there is none. */
export function textOnDisk({ home }: Context, unit: string): string | null {
  try {
    return readFileSync(join(home, unit), 'utf8');
  } catch {
    return null;
  }
}

/** Oldest first. */
export async function versionsOf(context: Context, path: string): Promise<readonly LuaVersion[]> {
  return (await withHub(context, (hub) => hub.call('lua.versions', { path }))).versions;
}

export function neverLive(path: string): CommandError {
  return new CommandError(EXIT.failed, 'not_found', `no version of ${path} is kept: it never was live`);
}
