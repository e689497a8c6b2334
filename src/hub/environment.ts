// The environment of a session: that of whoever asked for it, and how to reach us from within.
import { delimiter, dirname, resolve } from 'node:path';
import { type RuntimePaths, runtimeRoot } from '../protocol/runtime-paths.ts';

export interface Environments {
  /** `given`, with the variables by which a program in the session finds this hub and says who it is. */
  session(id: string, given: Readonly<Record<string, string>>): Record<string, string>;
  /** What a person's terminal had when it last started a program; this process's own before that. */
  latest(): Record<string, string>;
  remember(env: Readonly<Record<string, string>>): void;
}

/** `commands` is the folder that holds our own command; null where there is none. */
export function createEnvironments(
  home: string,
  paths: RuntimePaths,
  commands: string | null = null,
): Environments {
  let latest = processEnvironment(process.env);
  return {
    session: (id, given) => ({
      ...given,
      ...findable(given, paths),
      ...(commands && given['PATH'] ? { PATH: withFolder(given['PATH'], commands) } : {}),
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

/** What leads a program with that environment to this hub, where it would look for it elsewhere. */
function findable(given: Readonly<Record<string, string>>, paths: RuntimePaths): Record<string, string> {
  const root = dirname(paths.directory);
  return resolve(runtimeRoot(given)) === root ? {} : { BOTSTER_RUNTIME_DIR: root };
}

/** First, and once. */
function withFolder(path: string, folder: string): string {
  return [folder, ...path.split(delimiter).filter((other) => other !== folder)].join(delimiter);
}

/** This process's own environment, without what was set for it alone. */
export function processEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'NODE_ENV',
    ),
  );
}
