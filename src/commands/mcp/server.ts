// The MCP server: the table of tools, spoken over the standard streams by the official SDK.
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  type Tool as ListedTool,
  ListToolsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { suggestion } from '../../core/nearest.ts';
import { VERSION } from '../../protocol/version.ts';
import { asCommandError } from '../failure.ts';
import { withHub } from '../hub-link.ts';
import type { Context } from '../verb.ts';
import { misfit } from './schema.ts';
import type { Desk, Tool } from './tool.ts';
import { tools } from './tools.ts';

const INSTRUCTIONS =
  'botster-tui shows agents in panes, and its screen, keys and hooks are Lua that you may change while it runs: write a file with lua_write, look with frame, read what was wrong with lua_errors. The tool guide has ten recipes; lua_docs searches the API.';

/** Serves until the client closes its end. Writes nothing but protocol to the standard output. */
export async function serveTools(
  context: Context,
  streams: Pick<NodeJS.Process, 'stdin' | 'stdout'>,
): Promise<void> {
  const server = new Server(
    { name: 'botster-tui', version: VERSION },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(listed) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, { signal }) =>
    call(params.name, params.arguments ?? {}, deskOf(context, signal)),
  );
  server.onerror = (error) => context.note(`botster-tui mcp: ${error.message}`);
  const { stdin, stdout } = streams;
  const closed = new Promise<void>((resolve) => {
    stdin.once('end', resolve).once('close', resolve);
    stdout.once('error', () => resolve());
    server.onclose = resolve;
  });
  await server.connect(new StdioServerTransport(stdin, stdout));
  await closed;
  await server.close();
}

function listed({ name, description, input, output, isReading }: Tool): ListedTool {
  return {
    name,
    description,
    inputSchema: input as ListedTool['inputSchema'],
    outputSchema: output as NonNullable<ListedTool['outputSchema']>,
    annotations: { readOnlyHint: isReading },
  };
}

/** What a tool answers; a failure is an answer too, so that the agent can read it. */
async function call(name: string, args: Record<string, unknown>, desk: Desk): Promise<CallToolResult> {
  const tool = tools.find((known) => known.name === name);
  if (!tool)
    return failure(
      `there is no tool "${name}"${suggestion(
        name,
        tools.map((known) => known.name),
      )}`,
    );
  const wrong = misfit(tool.input, args);
  if (wrong !== null) return failure(`${name}: ${wrong}`);
  try {
    const { text, data } = await tool.run(args, desk);
    return { content: [{ type: 'text', text }], structuredContent: { ...data } };
  } catch (error) {
    return failure(asCommandError(error).message);
  }
}

function failure(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}

/** Calls of the hub end when the client takes its request back. */
function deskOf(context: Context, signal: AbortSignal): Desk {
  return {
    context,
    withHub: (use) =>
      withHub(
        context,
        (hub) => {
          signal.addEventListener('abort', () => hub.close(), { once: true });
          return use(hub);
        },
        { start: true },
      ),
  };
}
