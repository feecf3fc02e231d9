import { headerText, type Decoded, type RecordHeaders } from '@wiredesk/contracts';
import { createBatchRunner, type LogRecord, type OutgoingRecord, type Publisher } from '@wiredesk/eventlog';
import type { RunBatch } from './replay-items.js';

/** A record that could not be taken in, as the header of a dead letter would tell of it. */
export interface Letter {
  /** `topic/partition/offset`. */
  readonly coordinates: string;
  readonly stage: string;
  readonly code: string;
  readonly message: string;
  readonly headers: RecordHeaders;
}

export interface SetAside {
  readonly letters: ReadonlyMap<string, Letter>;
  /** Tombstones and the like: there is nothing to do about them. */
  readonly dropped: () => number;
  /** The runner of every consumer, with one thing else: what it sets aside is gathered here, because it stays on the raw topic. */
  readonly runnerFor: (stage: string) => (heartbeat?: () => Promise<void>) => RunBatch;
}

const CHUNK = 100;
const NOTHING: Decoded<unknown> = { ok: false, code: 'bug', message: 'no value was given' };

/** Gathers what a rebuild cannot take in. */
export function createSetAside(): SetAside {
  const letters = new Map<string, Letter>();
  let dropped = 0;
  const publisher: Publisher = {
    publish: (records) => { for (const letter of records.map(letterOf)) letters.set(letter.coordinates, letter); return Promise.resolve(); },
    problem: () => undefined,
    close: () => Promise.resolve(),
  };
  const runnerFor = (stage: string) => (heartbeat: () => Promise<void> = () => Promise.resolve()): RunBatch => async ({ records, decoded, handler }) => {
    const valueOf = new Map<LogRecord, Decoded<unknown>>(records.map((record, n) => [record, decoded[n] ?? NOTHING]));
    let failure: { error: unknown } | undefined;
    const runner = createBatchRunner({
      stage, publisher, unknownTries: 1, maxRecords: stage === 'enrichment' ? CHUNK : Infinity,
      decode: (record) => valueOf.get(record) ?? NOTHING,
      observer: {
        processed: () => undefined, deadLettered: () => undefined, paused: ({ error }) => { failure = { error }; },
        dropped: (_topic, _reason, count) => { dropped += count; },
      },
    });
    await runner.run(records, handler as never, { mayContinue: () => true, resolve: () => undefined, heartbeat, pause: () => () => undefined });
    runner.stop();
    if (failure !== undefined) throw failure.error;
  };
  return { letters, dropped: () => dropped, runnerFor };
}

function letterOf({ headers }: OutgoingRecord): Letter {
  const header = (name: string): string => headerText(headers, name) ?? '';
  return {
    coordinates: `${header('dlq.topic')}/${header('dlq.partition')}/${header('dlq.offset')}`, stage: header('dlq.stage'), code: header('dlq.code'),
    message: header('dlq.message').split('\n')[0] ?? '', headers,
  };
}
