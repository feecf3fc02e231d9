import { setTimeout as delay } from 'node:timers/promises';
import { CommandError, EXIT } from '../exit-codes.js';
import type { Attempt } from './attempt.js';
import { cursorOf } from './cursor.js';
import { createHostGate } from './host-gate.js';
import type { Polled } from './poll-source.js';
import type { Cursor, PollState } from './poll-state.js';
import type { Source } from './sources-file.js';

export interface RunPoll {
  readonly sources: readonly Source[];
  readonly state: PollState;
  readonly poll: (source: Source, cursor: Cursor | undefined) => Promise<Polled>;
  readonly report: (attempt: Attempt) => void;
  /** Each source once if it is due, instead of for ever. */
  readonly once: boolean;
  /** With `once`: also what is not due. */
  readonly force?: boolean;
  /** Ends the waiting; attempts in hand are finished. */
  readonly signal: AbortSignal;
  readonly now: () => number;
}

/** Attempts at a time. A body whose delivery must wait holds its place, so nothing is fetched that could not be handed on. */
const AT_A_TIME = 8;
/** Answers that mean the one who asks, not what was asked for. */
const AWAY = new Set([429, 503]);
const LONGEST_SLEEP_MS = 3_600_000;

/** Polls every source in its own rhythm; one attempt per host at a time. Rejects with a CommandError when ingest refuses the key. */
export async function runPoll(run: RunPoll): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([run.signal, stop.signal]);
  const lanes = createHostGate();
  const places = createPlaces(AT_A_TIME);
  // A host that sends one feed away sends this poller away: its other feeds wait as well.
  const away = new Map<string, number>();
  const hostOf = (source: Source): string => new URL(cursorOf(source, run.state.get(source.name)).movedTo ?? source.url).host;
  const due = (source: Source): number => Math.max(Date.parse(cursorOf(source, run.state.get(source.name)).nextAt), away.get(hostOf(source)) ?? 0);
  const attempt = async (source: Source): Promise<void> => {
    const host = hostOf(source);
    await lanes.within(host, () => places(async () => {
      if (signal.aborted) return;
      const until = away.get(host) ?? 0;
      if (until > run.now()) return leftAlone(source, until, run);
      const { outcome, status = 0, nextAt } = await attemptAt(source, run);
      if (outcome === 'failed' && AWAY.has(status) && nextAt !== undefined) away.set(host, Date.parse(nextAt));
    }));
  };
  const work = run.sources.map((source) => (run.once ? onceAt(source, run, attempt) : forEver(source, { ...run, signal, due }, attempt)));
  try {
    await Promise.all(work);
  } finally {
    stop.abort();
    await Promise.allSettled(work);
  }
}

type AttemptAt = (source: Source) => Promise<void>;

/** Only a person who waits for the end of `--once` must hear of it; for ever means later. */
function leftAlone(source: Source, until: number, { once, state, report, now }: RunPoll): void {
  if (once) report({ at: new Date(now()).toISOString(), source: source.name, url: state.get(source.name)?.movedTo ?? source.url, ms: 0, outcome: 'not-due', why: 'its host has sent this poller away', nextAt: new Date(until).toISOString() });
}

async function attemptAt(source: Source, { state, poll, report }: RunPoll): Promise<Attempt> {
  const { attempt, cursor, keyRefused } = await poll(source, state.get(source.name));
  state.set(source.name, cursor);
  report(attempt);
  if (keyRefused !== undefined) throw new CommandError(EXIT.auth, `ingest refuses the key for the feed of ${source.name} (${keyRefused}). The key must belong to the feed that the sources file names in "feed".`);
  return attempt;
}

async function onceAt(source: Source, { state, report, force = false, now }: RunPoll, attempt: AttemptAt): Promise<void> {
  const cursor = cursorOf(source, state.get(source.name));
  const at = new Date(now()).toISOString();
  const left = { at, source: source.name, url: cursor.movedTo ?? source.url, ms: 0 };
  if (cursor.stoppedAt !== undefined) report({ ...left, outcome: 'stopped', why: `gone for good since ${cursor.stoppedAt}; change its url in the sources file` });
  else if (!force && Date.parse(cursor.nextAt) > now()) report({ ...left, outcome: 'not-due', nextAt: cursor.nextAt });
  else await attempt(source);
}

async function forEver(source: Source, { state, signal, report, now, due }: RunPoll & { due: (source: Source) => number }, attempt: AttemptAt): Promise<void> {
  while (!signal.aborted) {
    const cursor = cursorOf(source, state.get(source.name));
    if (cursor.stoppedAt !== undefined) {
      report({ at: new Date(now()).toISOString(), source: source.name, url: source.url, ms: 0, outcome: 'stopped', why: `gone for good since ${cursor.stoppedAt}; change its url in the sources file` });
      return;
    }
    const waitMs = due(source) - now();
    if (waitMs > 0) await delay(Math.min(waitMs, LONGEST_SLEEP_MS), undefined, { signal }).catch(() => undefined);
    else await attempt(source);
  }
}

/** So many pieces of work at a time; the others wait in order. */
function createPlaces(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free === 0) await new Promise<void>((turn) => { waiting.push(turn); });
    else free--;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}
