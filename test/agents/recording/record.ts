// Plays an agent's scenes and saves their screens. Runs in the sandbox: see run.mjs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claude } from './scenes/claude.ts';
import { codex } from './scenes/codex.ts';
import { gemini } from './scenes/gemini.ts';
import { opencode } from './scenes/opencode.ts';
import { type Agent, installed, Stage } from './stage.ts';

const agents: Readonly<Record<string, Agent>> = { claude, codex, gemini, opencode };

/** Plays the scenes asked for; returns how many failed. */
export async function record(options: {
  readonly agent: string;
  readonly scenes: readonly string[];
  readonly folder: string;
  readonly show: boolean;
  readonly log: string | null;
}): Promise<number> {
  const agent = agents[options.agent];
  if (!agent) throw new Error(`there is no agent ${options.agent}: ${Object.keys(agents).join(', ')}`);
  const wanted = options.scenes.length > 0 ? options.scenes : Object.keys(agent.scenes);
  const unknown = wanted.filter((name) => !(name in agent.scenes));
  if (unknown.length > 0)
    throw new Error(`there is no scene ${unknown.join(', ')}: ${Object.keys(agent.scenes).join(', ')}`);
  const about = JSON.parse(readFileSync(join(installed(agent.name, agent.package), 'package.json'), 'utf8'));
  let failed = 0;
  for (const name of wanted) {
    console.log(`${agent.name} ${name}`);
    const stage = await Stage.open(agent, { ...options, version: (about as { version: string }).version });
    try {
      await agent.scenes[name]!(stage);
    } catch (error) {
      failed++;
      console.log(`    FAILED: ${error instanceof Error ? error.stack : error}`);
    }
    await stage.close();
  }
  return failed;
}
