// The environment of a session: that of whoever asked for it, and how to reach us from within.
import type { RuntimePaths } from '../protocol/runtime-paths.ts';

export interface Environments {
  /** `given`, with the variables by which a program in the session finds this hub and says who it is. */
  session(id: string, given: Readonly<Record<string, string>>): Record<string, string>;
  /** What a person's terminal had when it last started a program; this process's own before that. */
  latest(): Record<string, string>;
  remember(env: Readonly<Record<string, string>>): void;
}

export function createEnvironments(home: string, paths: RuntimePaths): Environments {
  let latest = processEnvironment(process.env);
  return {
    session: (id, given) => ({
      ...given,
      BOTSTER_HOME: home,
      BOTSTER_AGENT_ID: id,
      BOTSTER_SOCKET: paths.sessionSocket(id),
    }),
    latest: () => latest,
    remember(env) {
      latest = { ...env };
    },
  };
}

/** This process's own environment, without what was set for it alone. */
export function processEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'NODE_ENV',
    ),
  );
}
