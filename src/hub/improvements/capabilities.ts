// What files written by agents must ask for: one `--- @capability NAME` line in the comment at the top of the
// file for each, and a person's word.

/** What may be granted, and what that lets a file do. */
export const capabilities: Readonly<Record<string, string>> = {
  'agents.send': 'type into agents',
  'agents.approve': 'answer questions of agents, and say how that is done',
  'agents.spawn': 'start and restart agents',
  'agents.kill': 'end agents',
  'pty.spawn': 'run programs',
  open: 'open links in your browser',
  'fs.write': 'write files',
  'git.write': 'change git worktrees and branches',
  'clipboard.write': 'change the clipboard',
  'clipboard.read': 'read what was copied',
  http: 'ask servers of the public network',
  ws: 'hold connections to servers of the public network',
  crypto: 'encrypt and decrypt',
  keyring: 'read and change the secrets that your files keep',
  'plugin.write': 'switch plugins on and off',
  'log.read': 'read the log, the errors and the events of all files',
};

/** The capabilities that a file's header asks for, each once; names that nobody can grant among them. */
export function askedFor(text: string): string[] {
  const asked = new Set<string>();
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed !== '' && !trimmed.startsWith('--')) break;
    const found = /^-+\s*@capability\s+(\S+)/.exec(trimmed);
    if (found) asked.add(found[1]!);
  }
  return [...asked];
}
