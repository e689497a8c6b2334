// Where the Lua world keeps its plain data: in the hub's store.
import type { SourceFile, WorldStore } from '../lua/types.ts';
import { readValue, type Store } from './store.ts';

/** Lua's state by `unit\0name`, and the files of the last good world. */
export function worldStore(store: Store): WorldStore {
  return {
    loadState: () => Object.fromEntries(store.all('lua')),
    saveState: (key, json) => store.set('lua', key, json),
    loadManifest: () => readValue<readonly SourceFile[] | null>(store, 'manifest', null),
    saveManifest: (files) => store.set('value', 'manifest', JSON.stringify(files)),
  };
}
