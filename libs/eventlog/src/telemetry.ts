import type { Logger, Metrics } from '@wiredesk/runtime';
import type { RunnerObserver } from './batch-runner.js';
import { coordinatesOf } from './dead-letter.js';

/** What a consumer tells: one log line and one metric per kind of event; INFO never scales with traffic. */
export function createRunnerObserver({ logger, metrics }: { logger: Logger; metrics: Metrics }): RunnerObserver {
  const consumed = metrics.counter('wiredesk_records_consumed_total', 'Records processed', ['topic']);
  const seconds = metrics.histogram('wiredesk_batch_seconds', 'Time to process one chunk of a batch', { labels: ['topic'] });
  const dropped = metrics.counter('wiredesk_records_dropped_total', 'Records dropped on purpose', ['topic', 'reason']);
  const letters = metrics.counter('wiredesk_dead_letters_total', 'Records set aside', ['topic', 'code']);
  const pauses = metrics.counter('wiredesk_partition_pauses_total', 'Pauses of a partition after a failure that may pass', ['topic']);
  return {
    processed: (topic, records, took) => {
      consumed.inc({ topic }, records);
      seconds.observe({ topic }, took);
      logger.debug({ topic, records, seconds: took }, 'batch processed');
    },
    dropped: (topic, reason, records) => { dropped.inc({ topic, reason }, records); },
    deadLettered: (record, { code, message }) => {
      letters.inc({ topic: record.topic, code });
      const line = { at: coordinatesOf(record), code, reason: message.slice(0, 500) };
      if (code === 'bug') logger.error(line, 'dead letter: an error that no one foresaw');
      else logger.warn(line, 'dead letter');
    },
    paused: ({ topic, partition, delayMs, error }) => {
      pauses.inc({ topic });
      logger.warn({ topic, partition, delayMs: Math.round(delayMs), err: error }, 'partition paused, the same records will be tried again');
    },
  };
}
