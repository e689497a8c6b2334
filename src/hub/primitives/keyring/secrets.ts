// What every place that keeps secrets can do: the system's keyring, or a file.

/** A place for secrets, each named by what it is for and whose it is. All reject with PrimitiveError. */
export interface Secrets {
  /** Rejects with `no_service` where there is no such place on this system. */
  check(signal: AbortSignal): Promise<void>;
  get(service: string, name: string, signal: AbortSignal): Promise<Buffer | null>;
  set(service: string, name: string, value: Buffer, signal: AbortSignal): Promise<void>;
  /** False where there was none. */
  delete(service: string, name: string, signal: AbortSignal): Promise<boolean>;
}

/** The files of the home that hold secrets, encrypted, and their key. No Lua reads or changes them itself. */
export const keyFiles = ['keyring.enc', 'keyring.key'] as const;
