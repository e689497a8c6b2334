// The environment of a session: that of whoever asked for it, and how to reach us from within.
import type { Hub } from './hub.ts';

/** `given`, with the variables by which a program in the session finds this hub and says who it is. */
export function sessionEnvironment(
  hub: Hub,
  id: string,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    ...given,
    BOTSTER_HOME: hub.home,
    BOTSTER_AGENT_ID: id,
    BOTSTER_SOCKET: hub.paths.sessionSocket(id),
  };
}

/** This process's own environment. */
export function processEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
