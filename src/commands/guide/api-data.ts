// The Lua API as the manifest declares it, read from the file that is made of it: `lua/types/api.json`.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface ApiParam {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
}

export interface ApiFunction {
  readonly name: string;
  readonly params: readonly ApiParam[];
  readonly returns: string;
  readonly doc: string;
  readonly capability?: string;
}

export interface ApiField {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly doc: string;
}

export interface ApiModule {
  readonly name: string;
  readonly doc: string;
  readonly functions: readonly ApiFunction[];
  readonly fields: readonly ApiField[];
  readonly call?: ApiFunction;
}

export interface ApiClass {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly ApiField[];
  readonly methods: readonly ApiFunction[];
}

export interface ApiWidget {
  readonly name: string;
  readonly doc: string;
  readonly params: readonly ApiParam[];
  readonly props: readonly ApiField[];
  readonly events: readonly string[];
}

export interface ApiEvent {
  readonly name: string;
  readonly doc: string;
  /** Who tells of it: the program, or plugins and what agents report. */
  readonly by: 'program' | 'others';
  /** Handlers may cancel it or change its payload. */
  readonly before: boolean;
  /** Fields that the `on_*` spelling is called with; absent: the event itself. */
  readonly positional?: readonly string[];
  readonly fields: readonly ApiField[];
}

export interface Api {
  readonly modules: readonly ApiModule[];
  readonly classes: readonly ApiClass[];
  readonly aliases: readonly { readonly name: string; readonly type: string; readonly doc: string }[];
  readonly widgets: readonly ApiWidget[];
  readonly commonProps: readonly ApiField[];
  readonly commonEvents: readonly string[];
  readonly events: readonly ApiEvent[];
  /** What only tests see. */
  readonly testing: { readonly modules: readonly ApiModule[]; readonly classes: readonly ApiClass[] };
}

/** The package's own folder, given that of the built entry files. */
export function packageRoot(entries: string): string {
  return dirname(entries);
}

/** The API of the package in `root`. Throws Error where its file is missing. */
export function loadApi(root: string): Api {
  return JSON.parse(readFileSync(join(root, 'lua/types/api.json'), 'utf8')) as Api;
}
