// Agents in the making, and the presets that they are made of.
import * as v from 'valibot';
import type { Launch } from '../core/launch.ts';
import { count, ref, shape, text } from './hub-schemas.ts';
import type { Methods } from './rpc.ts';

export const launchMethods = {
  /** Begins; `launch.wait` tells how it goes on. A project's preset must have been allowed. */
  'launch.new': {
    params: v.object({
      /** One of these two. */
      preset: v.optional(text),
      cmd: v.optional(v.pipe(v.array(text), v.minLength(1))),
      project: text,
      /** The branch of its worktree; without, the preset decides. */
      branch: v.optional(text),
      base: v.optional(text),
      prompt: v.optional(text),
      name: v.optional(text),
      labels: v.optional(v.array(text)),
      focus: v.optional(v.boolean(), false),
      env: v.record(text, text),
    }),
    result: shape<Launch>(),
  },
  /** Resolves when the launch has a revision after `after`, or is over. */
  'launch.wait': { params: v.object({ id: ref, after: v.optional(count, 0) }), result: shape<Launch>() },
  /** Gives it up and takes back what was made. */
  'launch.cancel': { params: v.object({ id: ref }), result: shape<Launch>() },
  'preset.list': {
    params: v.object({ project: text }),
    result: v.object({ presets: v.array(shape<PresetRow>()), problems: v.array(text) }),
  },
  /** Starts what of a workspace does not run, ends what runs of it, or lists all: lines for people. */
  'workspace.run': {
    params: v.object({
      what: v.picklist(['start', 'stop', 'list']),
      name: v.optional(text),
      project: text,
      env: v.record(text, text),
    }),
    result: v.object({ lines: v.array(text) }),
  },
  /** Saves the panes of the view used last, makes saved ones again in it, or lists or removes them: lines for people. */
  'layout.run': {
    params: v.object({
      what: v.picklist(['save', 'apply', 'list', 'remove']),
      name: v.optional(text),
      env: v.record(text, text),
    }),
    result: v.object({ lines: v.array(text) }),
  },
  /** What is known of a file of a project, by its real path and its text. */
  'trust.look': {
    params: v.object({ path: text, text: v.string() }),
    result: v.object({ hash: text, trusted: v.boolean(), changed: v.boolean() }),
  },
  /** The person allows exactly this text of it; no hash: nothing any more. Not for agents. */
  'trust.set': {
    params: v.object({ path: text, hash: v.optional(text) }),
    result: v.object({ changed: v.boolean() }),
  },
  /** The hash of the text that was allowed, of all files. */
  'trust.list': {
    params: v.object({}),
    result: v.object({ files: v.array(v.object({ path: text, hash: text })) }),
  },
  /** Adds a task, lists, moves or removes those that wait: lines for people. */
  'task.run': {
    params: v.object({
      what: v.picklist(['add', 'list', 'remove', 'move']),
      text: v.optional(text),
      id: v.optional(ref),
      to: v.optional(count),
      workspace: v.optional(text),
      agent: v.optional(ref),
      project: text,
    }),
    result: v.object({ lines: v.array(text) }),
  },
} satisfies Methods;

/** A preset, as it is listed. */
export interface PresetRow {
  readonly name: string;
  readonly desc?: string;
  /** The file that it is from, or `built in`. */
  readonly from: string;
  /** A project's that nobody has allowed as it is: false. */
  readonly trusted: boolean;
}
