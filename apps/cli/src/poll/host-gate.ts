/** One request in flight per host: whoever comes later waits for its turn, in order. */
export interface HostGate {
  readonly within: <T>(host: string, work: () => Promise<T>) => Promise<T>;
}

export function createHostGate(): HostGate {
  const last = new Map<string, Promise<unknown>>();
  return {
    within: async (host, work) => {
      const before = last.get(host) ?? Promise.resolve();
      const own = before.then(work);
      // The chain goes on whatever becomes of this one.
      const settled = own.catch(() => undefined);
      last.set(host, settled);
      try {
        return await own;
      } finally {
        if (last.get(host) === settled) last.delete(host);
      }
    },
  };
}
