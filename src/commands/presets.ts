// presets: what `new --preset` and the form of a new agent can start.
import { resolve } from 'node:path';
import { withHub } from './hub-link.ts';
import { columns, json } from './text.ts';
import type { Verb } from './verb.ts';

export const verb: Verb = {
  usage: 'presets [--cwd D] [--json]',
  summary: 'Lists the presets that can be started in a directory, and where each comes from.',
  examples: ['botster-tui presets', "botster-tui presets --cwd ~/src/app --json | jq -r '.presets[].name'"],
  flags: { cwd: { type: 'string', value: 'D', help: 'the project (default: this directory)' } },
  async run(args, context) {
    const project = resolve(context.cwd, args.text('cwd') ?? '');
    const listed = await withHub(context, (hub) => hub.call('preset.list', { project }));
    for (const problem of listed.problems) context.note(problem);
    const rows = listed.presets.map(({ name, desc = '', from, trusted }) => [
      name,
      desc,
      trusted ? from : `${from} (not allowed yet)`,
    ]);
    context.print(context.json ? json(listed) : columns([['NAME', 'WHAT', 'FROM'], ...rows]));
    return undefined;
  },
};
