export interface Progress {
  /** Further records or items are done. */
  readonly add: (count: number) => void;
  readonly end: () => void;
}

interface ProgressOptions {
  readonly what: string;
  readonly total: number;
  readonly tell: (line: string) => void;
  readonly now?: () => number;
  readonly everyMs?: number;
}

const EVERY_MS = 5_000;

/** Tells how far a step has got, at most every few seconds and once at its end. */
export function createProgress({ what, total, tell, now = Date.now, everyMs = EVERY_MS }: ProgressOptions): Progress {
  const started = now();
  let done = 0;
  let toldAt = started;
  const line = (): string => progressLine({ what, done, total, seconds: (now() - started) / 1000 });
  return {
    add: (count) => {
      done += count;
      if (now() - toldAt < everyMs) return;
      toldAt = now();
      tell(line());
    },
    end: () => { tell(line()); },
  };
}

/** `records read: 1,200 of 10,000 (12 %), 340 a second, 26 s left` */
export function progressLine({ what, done, total, seconds }: { what: string; done: number; total: number; seconds: number }): string {
  const rate = seconds > 0 ? done / seconds : 0;
  const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
  const left = done >= total || rate === 0 ? '' : `, ${duration((total - done) / rate)} left`;
  return `${what}: ${count(done)} of ${count(total)} (${percent} %)${rate === 0 ? '' : `, ${count(Math.round(rate))} a second`}${left}`;
}

export const count = (n: number): string => n.toLocaleString('en-GB');

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}

/** `12.3 MB` */
export function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
