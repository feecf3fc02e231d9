import { setTimeout as delay } from 'node:timers/promises';
import type { IngestAnswer, Problem, SendToIngest } from './ingest-client.js';

export interface Patience {
  /** Tries of one request; Infinity for a watcher that has nothing else to do. */
  readonly tries: number;
  /** Tries while ingest has never answered: who mistypes an address wants to know at once. */
  readonly firstTries?: number;
  /** Ends the waiting, never a try. */
  readonly signal: AbortSignal;
  readonly onWait?: (problem: Problem, waitMs: number) => void;
  readonly firstPauseMs?: number;
}

const MAX_PAUSE_MS = 30_000;
const MAX_SAID_MS = 120_000;
/**
 * An ingest that died with a request in hand keeps its key busy for a minute. After this many tries the key is left out: what was taken
 * is told apart by its content all the same.
 */
const BUSY_TRIES = 4;

/** Tries again while the answer is `later`, as ingest asks or with doubling pauses; gives the last answer when patience ends. */
export function patiently(send: SendToIngest, { tries, firstTries = tries, signal, onWait, firstPauseMs = 1_000 }: Patience): SendToIngest {
  let reached = false;
  return async (request) => {
    let busy = 0;
    for (let attempt = 1, pauseMs = firstPauseMs; ; attempt++, pauseMs = Math.min(MAX_PAUSE_MS, pauseMs * 2)) {
      const answer = await send(busy < BUSY_TRIES ? request : { ...request, idempotencyKey: undefined });
      reached ||= answer.is !== 'later' || answer.problem.code !== 'unreachable';
      if (answer.is !== 'later' || signal.aborted || attempt >= (reached ? tries : firstTries)) return answer;
      if (answer.problem.code === 'idempotency-busy') busy++;
      const waitMs = waitFor(answer, pauseMs);
      onWait?.(answer.problem, waitMs);
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return answer;
    }
  };
}

const waitFor = ({ waitMs }: IngestAnswer & { is: 'later' }, pauseMs: number): number => (waitMs === undefined ? pauseMs : Math.min(MAX_SAID_MS, Math.max(100, waitMs)));
