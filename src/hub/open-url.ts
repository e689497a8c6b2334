// Opens a link in the person's browser. Links come from what agents print: only the web's are opened, and no shell
// ever sees one.
import { spawn } from 'node:child_process';
import { refuse } from '../protocol/rpc.ts';

const LONGEST = 4096;

/** The URL as it is handed on. Throws with code `usage` and the reason where it is none of the web's. */
export function webUrl(given: string): string {
  if (given.length > LONGEST) throw refuse('usage', `the link is longer than ${LONGEST} characters`);
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url) throw refuse('usage', `this is no link: ${JSON.stringify(given.slice(0, 80))}`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refuse('usage', `links of ${url.protocol} are not opened, only those of http: and https:`);
  return url.href;
}

/**
 * The command that opens links: `command` where one is set, else that of the desktop which `env` is of. Null where
 * there is none, as over ssh.
 */
export function openerOf(
  command: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
): readonly string[] | null {
  const words = command?.split(/\s+/).filter(Boolean) ?? [];
  if (words.length > 0) return words;
  if (env['SSH_CONNECTION'] && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return null;
  if (platform === 'darwin') return ['open'];
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open'] : null;
}

/** Resolves once the program runs. Rejects with code `no_opener` or `failed`, and what to do. */
export function openUrl(
  given: string,
  command: string | undefined,
  env: Readonly<Record<string, string>>,
): Promise<true> {
  const url = webUrl(given);
  const opener = openerOf(command, env, process.platform);
  if (!opener)
    throw refuse('no_opener', 'no program here opens links: set botster.open_command in user/init.lua');
  const [program, ...args] = opener;
  return new Promise((resolve, reject) => {
    const child = spawn(program!, [...args, url], { env, stdio: 'ignore', detached: true });
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
    child.once('error', (error) =>
      reject(refuse('failed', `${program}: ${error.message}: set botster.open_command to what opens links`)),
    );
  });
}
