// What answers one request of Lua.
import type { Params } from '../params.ts';
import type { Asker } from './places.ts';

export type Doer = (params: Params, asker: Asker, signal: AbortSignal) => Promise<unknown>;

/** What does it in a module that is loaded late; who asks matters to few. */
export type LateDoer = (params: Params, signal: AbortSignal, asker: Asker) => unknown;

/** The doers `MODULE.NAME` of a module that few files use: `load` is called once, with the first request. */
export function onFirstCall<Name extends string>(
  module: string,
  names: readonly Name[],
  load: () => Promise<Readonly<Record<Name, LateDoer>>>,
): Readonly<Record<string, Doer>> {
  let made: ReturnType<typeof load> | undefined;
  const doer =
    (name: Name): Doer =>
    async (params, asker, signal) => {
      made ??= load();
      return (await made)[name](params, signal, asker);
    };
  return Object.fromEntries(names.map((name) => [`${module}.${name}`, doer(name)]));
}
