import { every, type Logger, type Metrics } from '@wiredesk/runtime';
import type { Pool } from 'pg';
import { readSources } from './sources.js';

const PAUSE_MS = 60_000;

interface SourcesMetrics {
  readonly pool: Pool;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Keeps the gauges of source silence; a feed that is forgotten leaves them. */
export function startSourcesMetrics({ pool, metrics, logger }: SourcesMetrics): { stop: () => Promise<void> } {
  const silent = metrics.gauge('wiredesk_source_silent', 'One while a feed is silent against its own rhythm', ['feed']);
  const lastSeen = metrics.gauge('wiredesk_source_last_seen_seconds', 'Seconds since the last new item of a feed', ['feed']);
  return every(PAUSE_MS, async () => {
    const now = new Date();
    const sources = await readSources(pool, now);
    silent.reset();
    lastSeen.reset();
    for (const source of sources) {
      silent.set({ feed: source.feed }, source.silent ? 1 : 0);
      if (source.lastItemAt !== undefined) lastSeen.set({ feed: source.feed }, (now.getTime() - Date.parse(source.lastItemAt)) / 1000);
    }
  }, (error) => { logger.warn({ err: error }, 'the silence of the sources is not known'); });
}
