import { connect } from 'node:net';
import type { Logger, Metrics } from '@wiredesk/runtime';

export interface ConsumerWatch {
  joined(): void;
  alive(): void;
  crashed(crash: { error: Error; restart: boolean }): void;
  ready(): string | undefined;
  live(): Promise<string | undefined>;
}

interface WatchOptions {
  readonly brokers: readonly string[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly fatal: (reason: string, error?: unknown) => void;
}

/** Three session timeouts without a fetch or a heartbeat. */
const STALLED_MS = 90_000;
const CRASH_WINDOW_MS = 10 * 60_000;
/** Restarts within the window before a fresh process is the better try; an outage of an hour stays below it. */
const MAX_CRASHES = 40;

/** Watches a kafkajs consumer, which can stop for good while its process looks healthy. */
export function createConsumerWatch({ brokers, logger, metrics, fatal }: WatchOptions): ConsumerWatch {
  const crashes = metrics.counter('wiredesk_consumer_crashes_total', 'Crashes of the consumer; it restarts by itself', ['restart']);
  let joinedOnce = false;
  let down: string | undefined = 'has not joined its group yet';
  let lastSign = Date.now();
  let recent: number[] = [];
  return {
    joined: () => { joinedOnce = true; down = undefined; lastSign = Date.now(); },
    alive: () => { lastSign = Date.now(); },
    crashed: ({ error, restart }) => {
      crashes.inc({ restart: String(restart) });
      down = 'is restarting after a crash';
      recent = [...recent.filter((at) => at > Date.now() - CRASH_WINDOW_MS), Date.now()];
      const reason = `${error.name}: ${error.message}`.slice(0, 500);
      if (!restart) fatal('the consumer has stopped for good', new Error(reason));
      else if (recent.length > MAX_CRASHES) fatal('the consumer crashes again and again', new Error(reason));
      else logger.warn({ reason }, 'the consumer crashed and restarts');
    },
    ready: () => (down === undefined ? undefined : `the consumer ${down}`),
    live: async () => {
      const silentMs = Date.now() - lastSign;
      if (!joinedOnce || silentMs < STALLED_MS || !(await anyReachable(brokers))) return undefined;
      return `the consumer has given no sign for ${Math.round(silentMs / 1000)} s although a broker answers`;
    },
  };
}

async function anyReachable(brokers: readonly string[]): Promise<boolean> {
  const answers = await Promise.all(brokers.map(reachable));
  return answers.includes(true);
}

function reachable(broker: string): Promise<boolean> {
  const at = broker.lastIndexOf(':');
  return new Promise((resolve) => {
    const socket = connect({ host: broker.slice(0, at), port: Number(broker.slice(at + 1)), timeout: 1_000 });
    const answer = (is: boolean) => (): void => { socket.destroy(); resolve(is); };
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false));
  });
}
