export interface Output {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
}

export interface Progress {
  /** `share` of the whole from 0 to 1, where it is known. */
  update(now: { items: number; rejected: number; share?: number | undefined }): void;
  /** Takes the live line away, so that other output has the line to itself. */
  clear(): void;
  close(): void;
}

const LIVE_MS = 200;
const LINE_MS = 10_000;

/** On a terminal one live line; elsewhere a line every ten seconds, so that a log tells that work goes on. */
export function createProgress(output: Output, now: () => number = () => performance.now()): Progress {
  const live = output.isTTY === true;
  const started = now();
  let state: { items: number; rejected: number; share?: number | undefined } = { items: 0, rejected: 0 };
  let shown = false;
  const clear = (): void => {
    if (shown) output.write('\r\u001b[K');
    shown = false;
  };
  const show = (): void => {
    clear();
    output.write(`${progressLine({ ...state, ms: now() - started })}${live ? '' : '\n'}`);
    shown = live;
  };
  const timer = setInterval(show, live ? LIVE_MS : LINE_MS);
  timer.unref();
  return { update: (next) => { state = next; }, clear, close: () => { clearInterval(timer); clear(); } };
}

/** `1,200 items  300/s  2 rejected  ETA 12 s` */
export function progressLine({ items, rejected, share, ms }: { items: number; rejected: number; share?: number | undefined; ms: number }): string {
  const rate = ms > 0 ? Math.round(items / (ms / 1000)) : 0;
  const left = share === undefined || share <= 0 || share >= 1 ? '' : `  ETA ${timeOf((ms / share) * (1 - share))}`;
  return `${items.toLocaleString('en')} items  ${rate.toLocaleString('en')}/s  ${rejected.toLocaleString('en')} rejected${left}`;
}

function timeOf(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
