// The parts of WebAssembly that we use, with types: those of Node leave it out, those of browsers bring the rest
// of a browser along. https://webassembly.github.io/spec/js-api/

export interface WasmGlobal {
  value: number;
}

export type WasmExports = Readonly<Record<string, unknown>>;

interface Instance {
  readonly exports: WasmExports;
}

interface Api {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => Instance;
  instantiate(bytes: Uint8Array, imports?: object): Promise<{ readonly instance: Instance }>;
}

export const webAssembly = (globalThis as unknown as { readonly WebAssembly: Api }).WebAssembly;
