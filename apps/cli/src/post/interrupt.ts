/** The first signal lets what is in hand finish; the second ends the process as it would without us. */
export function onInterrupt(message: string): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      if (!stop.signal.aborted) process.stderr.write(`${message}; once more ends at once\n`);
      stop.abort();
    });
  }
  return stop.signal;
}
