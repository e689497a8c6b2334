// The table of tools: what `tools/list` tells, what arguments are checked against, and what runs.
import { agentTools } from './agent-tools.ts';
import type { Tool } from './tool.ts';
import { uiTools } from './ui-tools.ts';

export const tools: readonly Tool[] = [...agentTools, ...uiTools];
