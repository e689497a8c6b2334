// Every session's own socket: whoever connects through it is that session.

export interface SessionSockets {
  open(id: string): void;
  close(id: string): void;
  closeAll(): void;
}

/** `listen` starts listening for a session and returns the function that ends it. */
export function createSessionSockets(listen: (id: string) => () => void): SessionSockets {
  const open = new Map<string, () => void>();
  const close = (id: string): void => {
    open.get(id)?.();
    open.delete(id);
  };
  return {
    open(id) {
      if (!open.has(id)) open.set(id, listen(id));
    },
    close,
    closeAll() {
      for (const id of [...open.keys()]) close(id);
    },
  };
}
