import { Failure, failureCodeOf, failureRuleOf, TOPICS, type Decoded } from '@wiredesk/contracts';
import { toDeadLetter } from './dead-letter.js';
import type { Publisher } from './publisher.js';
import type { Batch, BatchHandler, DecodedRecord, LogRecord, RecordFailure } from './record.js';

/** What the runner needs of a client, for one batch of one partition. */
export interface BatchControl {
  /** False when the partition is no longer ours: stop at once, effects so far will be repeated elsewhere. */
  readonly mayContinue: () => boolean;
  /** Everything up to this record is done. */
  readonly resolve: (record: LogRecord) => void;
  /** Keeps the membership alive; throws only when the group is rebalancing. */
  readonly heartbeat: () => Promise<void>;
  /** Stops fetching this partition; what it returns starts it again at the first unresolved record. */
  readonly pause: () => () => void;
}

/** What happened, for logs and metrics. */
export interface RunnerObserver {
  processed(topic: string, records: number, seconds: number): void;
  dropped(topic: string, reason: string, records: number): void;
  deadLettered(record: LogRecord, failure: RecordFailure): void;
  paused(at: { topic: string; partition: number; delayMs: number; error: unknown }): void;
}

export interface BatchRunnerOptions {
  readonly stage: string;
  readonly publisher: Publisher;
  readonly observer: RunnerObserver;
  readonly decode: (record: LogRecord) => Decoded<unknown>;
  readonly maxRecords?: number;
  readonly maxBytes?: number;
  readonly heartbeatMs?: number;
  /** Tries of a batch that fails with an error no one foresaw, before it is halved and the culprit set aside. */
  readonly unknownTries?: number;
  readonly backoff?: (attempt: number) => number;
}

/** Half a second, doubled up to 30 s, with up to a quarter more so that replicas do not return in step. */
const DEFAULT_BACKOFF = (attempt: number): number => Math.min(30_000, 500 * 2 ** Math.min(attempt - 1, 6)) * (1 + Math.random() / 4);

/**
 * Runs batches through a handler and never throws but for a rebalance: each record ends as done, dropped or dead letter, or its
 * partition is paused and the same records come again. Knows no client; `BatchControl` is all it sees of one.
 */
export function createBatchRunner(options: BatchRunnerOptions) {
  const { observer, maxRecords = 500, maxBytes = 2 * 1024 * 1024, unknownTries = 3, backoff = DEFAULT_BACKOFF } = options;
  const attempts = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();

  const later = (chunk: readonly LogRecord[], control: BatchControl, error: unknown): void => {
    const [first] = chunk;
    if (first === undefined) return;
    const at = `${first.topic}/${first.partition}`;
    const attempt = (attempts.get(at) ?? 0) + 1;
    attempts.set(at, attempt);
    const delayMs = backoff(attempt);
    observer.paused({ topic: first.topic, partition: first.partition, delayMs, error });
    const resume = control.pause();
    const timer = setTimeout(() => { timers.delete(timer); resume(); }, delayMs);
    timers.add(timer);
  };
  const settle = async (chunk: readonly LogRecord[], handler: BatchHandler<unknown>): Promise<void> => {
    const { decoded, failures } = decodeAll(chunk, options);
    const [first] = chunk;
    const tried = first === undefined ? 0 : (attempts.get(`${first.topic}/${first.partition}`) ?? 0);
    const refused = await handle({ decoded, handler, mayIsolate: tried + 1 >= unknownTries });
    await setAside([...failures, ...refused], options, tried + 1);
  };
  return {
    /** Processes one fetched batch, in chunks. */
    run: async (records: readonly LogRecord[], handler: BatchHandler<unknown>, control: BatchControl): Promise<void> => {
      for (const chunk of chunksOf(records, { maxRecords, maxBytes })) {
        if (!control.mayContinue()) return;
        const started = performance.now();
        const beat = keepAlive(control, options.heartbeatMs ?? 3_000);
        try {
          await settle(chunk, handler);
        } catch (error) {
          beat.stop();
          later(chunk, control, error);
          return;
        }
        await beat.settle();
        const last = chunk.at(-1);
        if (last !== undefined) {
          control.resolve(last);
          attempts.delete(`${last.topic}/${last.partition}`);
          observer.processed(last.topic, chunk.length, (performance.now() - started) / 1000);
        }
        await control.heartbeat();
      }
    },
    /** Forgets pending resumptions: the client is going away. */
    stop: (): void => { timers.forEach(clearTimeout); timers.clear(); },
  };
}

export type BatchRunner = ReturnType<typeof createBatchRunner>;

function decodeAll(chunk: readonly LogRecord[], { decode, observer }: BatchRunnerOptions): { decoded: DecodedRecord<unknown>[]; failures: RecordFailure[] } {
  const decoded: DecodedRecord<unknown>[] = [];
  const failures: RecordFailure[] = [];
  for (const record of chunk) {
    const result = decode(record);
    if (result.ok) decoded.push({ record, value: result.value });
    else if (failureRuleOf(result.code).action === 'drop') observer.dropped(record.topic, result.code, 1);
    else failures.push({ record, code: result.code, message: result.message });
  }
  return { decoded, failures };
}

interface Attempt {
  readonly decoded: readonly DecodedRecord<unknown>[];
  readonly handler: BatchHandler<unknown>;
  /** An unknown error has come back often enough: find its record. */
  readonly mayIsolate: boolean;
}

/** Calls the handler; halves a batch that cannot succeed until the culprit stands alone. Throws what should be tried again. */
async function handle({ decoded, handler, mayIsolate }: Attempt): Promise<readonly RecordFailure[]> {
  const [first] = decoded;
  if (first === undefined) return [];
  const batch: Batch<unknown> = { topic: first.record.topic, partition: first.record.partition, records: decoded };
  try {
    return (await handler(batch)) ?? [];
  } catch (error) {
    const code = failureCodeOf(error);
    if (failureRuleOf(code).action === 'retry' || (code === 'bug' && !mayIsolate)) throw error;
    if (decoded.length === 1) return [{ record: first.record, code, message: error instanceof Error ? error.message : String(error) }];
    const middle = decoded.length >> 1;
    const left = await handle({ decoded: decoded.slice(0, middle), handler, mayIsolate });
    return [...left, ...(await handle({ decoded: decoded.slice(middle), handler, mayIsolate }))];
  }
}

/**
 * Dead letters are acknowledged before the offset may move; when they cannot be written nothing moves. A dead letter that cannot be
 * handled stays where it is: setting it aside again would never end.
 */
async function setAside(failures: readonly RecordFailure[], { stage, publisher, observer }: BatchRunnerOptions, attempts: number): Promise<void> {
  const fresh = failures.filter(({ record }) => record.topic !== TOPICS.deadLetter.name);
  try {
    await publisher.publish(fresh.map(({ record, code, message }) => toDeadLetter(record, { stage, code, message, attempts })));
  } catch (error) {
    throw new Failure('log-unavailable', 'dead letters could not be written', { cause: error });
  }
  failures.forEach((failure) => { observer.deadLettered(failure.record, failure); });
}

function* chunksOf(records: readonly LogRecord[], limits: { maxRecords: number; maxBytes: number }): Generator<readonly LogRecord[]> {
  let chunk: LogRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = record.value?.length ?? 0;
    if (chunk.length > 0 && (chunk.length >= limits.maxRecords || bytes + size > limits.maxBytes)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(record);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

/** Heartbeats while a handler works; a rebalance seen meanwhile is thrown once the effect is settled. */
function keepAlive(control: BatchControl, everyMs: number): { stop: () => void; settle: () => Promise<void> } {
  let failure: { error: unknown } | undefined;
  let beating = Promise.resolve();
  const timer = setInterval(() => {
    beating = control.heartbeat().catch((error: unknown) => { failure ??= { error }; });
  }, everyMs);
  return {
    stop: () => { clearInterval(timer); },
    settle: async () => {
      clearInterval(timer);
      await beating;
      if (failure !== undefined) throw failure.error;
    },
  };
}
