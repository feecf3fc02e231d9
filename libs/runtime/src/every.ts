/** Runs `work` again and again with a pause between; never twice at once. What it throws goes to `onError` and the next round comes. */
export function every(pauseMs: number, work: () => Promise<void>, onError: (error: unknown) => void): { stop: () => Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const round = (): void => {
    running = work().catch(onError).then(() => { if (!stopped) timer = setTimeout(round, pauseMs); });
  };
  round();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
