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
  { name: 'ls', summary: 'list agents', load: async () => (await import('./ls.ts')).verb },
  { name: 'read', summary: "print an agent's screen", load: async () => (await import('./read.ts')).verb },
  { name: 'send', summary: 'type text into an agent', load: async () => (await import('./send.ts')).verb },
  { name: 'keys', summary: 'press keys in an agent', load: async () => (await import('./keys.ts')).verb },
  { name: 'wait', summary: 'wait for an agent', load: async () => (await import('./wait.ts')).verb },
  { name: 'kill', summary: 'end an agent', load: async () => (await import('./kill.ts')).verb },
  { name: 'rename', summary: 'name an agent', load: async () => (await import('./rename.ts')).verb },
  { name: 'focus', summary: 'give an agent the keys', load: async () => (await import('./focus.ts')).verb },
  { name: 'restart', summary: 'run an agent again', load: async () => (await import('./restart.ts')).verb },
  { name: 'frame', summary: 'print the user interface', load: async () => (await import('./frame.ts')).verb },
  { name: 'reload', summary: 'load all Lua again', load: async () => (await import('./reload.ts')).verb },
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
  { name: 'logs', summary: 'print the logs', load: async () => (await import('./logs.ts')).verb },
  {
    name: 'doctor',
    summary: 'check this installation',
    load: async () => (await import('./doctor.ts')).verb,
  },
  { name: 'init', summary: 'make files to start from', load: async () => (await import('./init.ts')).verb },
  { name: 'stop', summary: 'end hub and clients', load: async () => (await import('./stop.ts')).verb },
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
