// Every verb of the command line, each loaded only when it is asked for.
import type { Verb } from './verb.ts';

export interface VerbEntry {
  readonly name: string;
  readonly summary: string;
  /** Not shown in help: for the program itself. */
  readonly hidden?: boolean;
  load(): Promise<Verb>;
}

const entries: readonly VerbEntry[] = [
  { name: 'new', summary: 'start an agent', load: async () => (await import('./new.ts')).verb },
  {
    name: 'presets',
    summary: 'list what can be started',
    load: async () => (await import('./presets.ts')).verb,
  },
  {
    name: 'workspace',
    summary: 'start or stop several together',
    load: async () => (await import('./workspace.ts')).verb,
  },
  {
    name: 'layout',
    summary: 'save tabs and panes, make them again',
    load: async () => (await import('./layout.ts')).verb,
  },
  {
    name: 'trust',
    summary: "allow a project's presets",
    load: async () => (await import('./trust.ts')).trust,
  },
  {
    name: 'untrust',
    summary: 'take that back',
    load: async () => (await import('./trust.ts')).untrust,
  },
  {
    name: 'task',
    summary: 'prompts for whoever is free next',
    load: async () => (await import('./task.ts')).verb,
  },
  { name: 'ls', summary: 'list agents', load: async () => (await import('./ls.ts')).verb },
  { name: 'read', summary: "print an agent's screen", load: async () => (await import('./read.ts')).verb },
  { name: 'send', summary: 'type text into an agent', load: async () => (await import('./send.ts')).verb },
  { name: 'keys', summary: 'press keys in an agent', load: async () => (await import('./keys.ts')).verb },
  { name: 'wait', summary: 'wait for an agent', load: async () => (await import('./wait.ts')).verb },
  {
    name: 'answer',
    summary: "answer an agent's question",
    load: async () => (await import('./answer.ts')).verb,
  },
  {
    name: 'explain',
    summary: 'why an agent has its state',
    load: async () => (await import('./explain.ts')).verb,
  },
  {
    name: 'report',
    summary: 'say what an agent does',
    load: async () => (await import('./report.ts')).verb,
  },
  {
    name: 'detect',
    summary: 'try a detector on a saved screen',
    load: async () => (await import('./detect.ts')).verb,
  },
  { name: 'kill', summary: 'end an agent', load: async () => (await import('./kill.ts')).verb },
  { name: 'rename', summary: 'name an agent', load: async () => (await import('./rename.ts')).verb },
  { name: 'focus', summary: 'give an agent the keys', load: async () => (await import('./focus.ts')).verb },
  { name: 'restart', summary: 'run an agent again', load: async () => (await import('./restart.ts')).verb },
  { name: 'frame', summary: 'print the user interface', load: async () => (await import('./frame.ts')).verb },
  { name: 'reload', summary: 'load all Lua again', load: async () => (await import('./reload.ts')).verb },
  {
    name: 'record',
    summary: 'record what an agent prints',
    load: async () => (await import('./record.ts')).verb,
  },
  { name: 'replay', summary: 'show a recording', load: async () => (await import('./replay.ts')).verb },
  {
    name: 'lua list',
    summary: 'list Lua files and their state',
    load: async () => (await import('./lua.ts')).list,
  },
  {
    name: 'lua check',
    summary: 'try a Lua file, change nothing',
    load: async () => (await import('./lua.ts')).check,
  },
  {
    name: 'lua wait',
    summary: 'wait until a saved file is live',
    load: async () => (await import('./lua.ts')).wait,
  },
  { name: 'lua errors', summary: 'list Lua errors', load: async () => (await import('./lua.ts')).errors },
  {
    name: 'lua eval',
    summary: 'run Lua in the live world',
    load: async () => (await import('./lua.ts')).evaluate,
  },
  {
    name: 'lua repl',
    summary: 'run Lua line by line',
    load: async () => (await import('./lua-repl.ts')).repl,
  },
  {
    name: 'lua docs',
    summary: 'search the Lua API',
    load: async () => (await import('./lua-docs.ts')).verb,
  },
  {
    name: 'event emit',
    summary: 'tell Lua of an event',
    load: async () => (await import('./event.ts')).emit,
  },
  {
    name: 'event follow',
    summary: 'print events as they happen',
    load: async () => (await import('./event-follow.ts')).verb,
  },
  {
    name: 'lua who',
    summary: 'who owns a key, widget or hook',
    load: async () => (await import('./lua-owned.ts')).who,
  },
  {
    name: 'lua top',
    summary: 'what Lua files cost, the most first',
    load: async () => (await import('./lua-top.ts')).verb,
  },
  {
    name: 'lua trace',
    summary: 'follow an event through its handlers',
    load: async () => (await import('./lua-trace.ts')).verb,
  },
  {
    name: 'lua history',
    summary: 'earlier good texts of a file',
    load: async () => (await import('./lua-owned.ts')).history,
  },
  {
    name: 'lua revert',
    summary: 'go back to an earlier text',
    load: async () => (await import('./lua-owned.ts')).revert,
  },
  {
    name: 'lua diff',
    summary: 'what changed in a file',
    load: async () => (await import('./lua-diff.ts')).diff,
  },
  {
    name: 'lua disable',
    summary: 'leave a file out',
    load: async () => (await import('./lua-owned.ts')).disable,
  },
  {
    name: 'lua enable',
    summary: 'load a file again',
    load: async () => (await import('./lua-owned.ts')).enable,
  },
  {
    name: 'lua grant',
    summary: 'let an improvement do more',
    load: async () => (await import('./lua-owned.ts')).grant,
  },
  {
    name: 'lua revoke',
    summary: 'take a grant back',
    load: async () => (await import('./lua-owned.ts')).revoke,
  },
  {
    name: 'plugin add',
    summary: 'add a plugin',
    load: async () => (await import('./plugin/add.ts')).add,
  },
  {
    name: 'plugin list',
    summary: 'list plugins and their state',
    load: async () => (await import('./plugin/rows.ts')).list,
  },
  {
    name: 'plugin update',
    summary: 'fetch plugins again',
    load: async () => (await import('./plugin/update.ts')).update,
  },
  {
    name: 'plugin revert',
    summary: 'the version before the last update',
    load: async () => (await import('./plugin/update.ts')).revert,
  },
  {
    name: 'plugin remove',
    summary: 'take a plugin away',
    load: async () => (await import('./plugin/manage.ts')).remove,
  },
  {
    name: 'plugin enable',
    summary: 'load a plugin again',
    load: async () => (await import('./plugin/manage.ts')).enable,
  },
  {
    name: 'plugin disable',
    summary: 'leave a plugin out',
    load: async () => (await import('./plugin/manage.ts')).disable,
  },
  {
    name: 'plugin trust',
    summary: 'accept a plugin as it is now',
    load: async () => (await import('./plugin/manage.ts')).trust,
  },
  {
    name: 'plugin logs',
    summary: 'what a plugin has logged',
    load: async () => (await import('./plugin/manage.ts')).logs,
  },
  { name: 'guide', summary: 'the manual for agents', load: async () => (await import('./guide.ts')).verb },
  { name: 'test', summary: 'run tests written in Lua', load: async () => (await import('./test.ts')).verb },
  {
    name: 'mcp',
    summary: 'serve tools to an agent (MCP)',
    load: async () => (await import('./mcp.ts')).verb,
  },
  { name: 'logs', summary: 'print the logs', load: async () => (await import('./logs.ts')).verb },
  {
    name: 'doctor',
    summary: 'check this installation',
    load: async () => (await import('./doctor.ts')).verb,
  },
  {
    name: 'checkhealth',
    summary: 'the same, and what plugins check',
    load: async () => (await import('./checkhealth.ts')).verb,
  },
  { name: 'init', summary: 'make files to start from', load: async () => (await import('./init.ts')).verb },
  {
    name: 'completion',
    summary: 'make Tab complete these in a shell',
    load: async () => (await import('./completion.ts')).completion,
  },
  { name: 'stop', summary: 'end hub and clients', load: async () => (await import('./stop.ts')).verb },
  {
    name: 'complete',
    summary: 'what a shell asks at Tab',
    hidden: true,
    load: async () => (await import('./completion.ts')).complete,
  },
  {
    name: 'host',
    summary: 'be the host',
    hidden: true,
    load: async () => (await import('./daemons.ts')).host,
  },
  { name: 'hub', summary: 'be the hub', hidden: true, load: async () => (await import('./daemons.ts')).hub },
];

/** The table, in the order of help. */
export const verbs: readonly VerbEntry[] = entries;

/** All names, for parsing. */
export const verbNames: readonly string[] = entries.map((entry) => entry.name);
