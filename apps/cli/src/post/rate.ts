import { setTimeout as delay } from 'node:timers/promises';

/** Waits until so many items may go; `perSecond` undefined: never waits. A burst is never more than one call's items. */
export function createRate(perSecond: number | undefined, signal: AbortSignal): (items: number) => Promise<void> {
  let free = 0;
  return async (items) => {
    if (perSecond === undefined) return;
    const now = performance.now();
    const at = Math.max(now, free);
    free = at + (items / perSecond) * 1000;
    if (at > now) await delay(at - now, undefined, { signal }).catch(() => undefined);
  };
}
