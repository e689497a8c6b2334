// mcp: serves tools to an agent over this process's standard streams, which belong to the protocol alone.
import { redirectConsole } from '../protocol/quiet-console.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'mcp',
  summary:
    'Serves tools to an agent (Model Context Protocol, over stdin and stdout). Starts what is missing.',
  examples: ['botster-tui mcp', 'botster-tui guide --install claude'],
  async run(_args, context) {
    redirectConsole((_level, text) => context.note(text));
    const { serveTools } = await import('./mcp/server.ts');
    await serveTools(context, process);
    return undefined;
  },
};
