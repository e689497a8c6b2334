// Something that happens again and again, for whoever listens.

export interface Signal {
  /** Returns the function that ends the listening. */
  listen(listener: () => void): () => void;
  tell(): void;
}

export function createSignal(): Signal {
  const listeners = new Set<() => void>();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell() {
      for (const listener of listeners) listener();
    },
  };
}
