import type { Pool } from 'pg';
import { every, type Logger, type Metrics } from '@wiredesk/runtime';
import { readOutboxBounds, readOutboxPage, type StreamFilter, type TellableEvent } from './outbox-page.js';
import { createSubscriber, gapFrame, type GapReason, type Subscriber, type Wire } from './subscriber.js';

export interface StreamHubOptions {
  readonly pool: Pool;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly pollMs?: number;
  readonly heartbeatMs?: number;
  readonly maxReaders?: number;
}

export interface StreamHub {
  readonly isFull: () => boolean;
  /** Tells a reader everything behind `after`, or from now on, until one of the two closes. */
  readonly serve: (wire: Wire, filter: StreamFilter, after: number | undefined) => { close: () => void; done: Promise<void> };
  readonly stop: () => Promise<void>;
}

export const STREAM_HUB = Symbol('StreamHub');
const PAGE = 50;
const LIVE_PAGE = 500;
const RETRY_MS = 1_000;

interface Reader extends StreamFilter {
  readonly subscriber: Subscriber;
  readonly wire: Wire;
}

interface Hub extends StreamHubOptions {
  readonly readers: Set<Reader>;
  readonly wires: Set<Wire>;
  readonly tellGap: (reason: GapReason) => void;
  readonly countReaders: () => void;
  /** The last event that was handed out. */
  position: number;
}

/** One reader of the outbox for all streams. It reads only while somebody listens. */
export function createStreamHub(options: StreamHubOptions): StreamHub {
  const { logger, metrics, pollMs = 200, heartbeatMs = 15_000, maxReaders = 500 } = options;
  const gauge = metrics.gauge('wiredesk_stream_readers', 'Readers of the event stream');
  const gaps = metrics.counter('wiredesk_stream_gaps_total', 'Gaps that readers of the event stream were told of', ['reason']);
  const readers = new Set<Reader>();
  const hub: Hub = { ...options, readers, wires: new Set(), position: 0, tellGap: (reason) => { gaps.inc({ reason }); }, countReaders: () => { gauge.set(readers.size); } };
  const poll = every(pollMs, () => handOut(hub), (error) => { logger.warn({ err: error }, 'the outbox could not be read; streams stand still'); });
  // An id alone moves the reader's Last-Event-ID past what its filter spared it.
  const heartbeat = setInterval(() => { for (const { wire, subscriber } of readers) wire.write(`:heartbeat\nid: ${subscriber.seen()}\n\n`); }, heartbeatMs);
  return {
    isFull: () => hub.wires.size >= maxReaders,
    serve: (wire, filter, asked) => {
      hub.wires.add(wire);
      let closed = false;
      let close = (): void => undefined;
      const onOpen = (subscriber: Subscriber): void => {
        close = subscriber.close;
        if (closed) close();
      };
      const done = serve(hub, { wire, ...filter }, { asked, onOpen })
        .catch((error: unknown) => { logger.warn({ err: error }, 'a stream broke off'); })
        .finally(() => { hub.wires.delete(wire); wire.close(); });
      return { close: () => { closed = true; close(); }, done };
    },
    stop: async () => {
      clearInterval(heartbeat);
      for (const { subscriber } of readers) subscriber.close();
      for (const wire of hub.wires) wire.close();
      await poll.stop();
    },
  };
}

/** Hands what is new in the outbox to all readers. */
async function handOut(hub: Hub): Promise<void> {
  for (let more = true; more && hub.readers.size > 0;) {
    const audience = new Set(hub.readers);
    const events = await readOutboxPage(hub.pool, { after: hub.position, limit: LIVE_PAGE, judged: [...audience].flatMap(({ judged }) => judged), filtered: [...audience].some(({ isOpen }) => !isOpen) });
    hub.position = Math.max(hub.position, events.at(-1)?.sequence ?? 0);
    for (const event of events) for (const { subscriber } of audience) subscriber.push(event);
    // Who came while the page was read was not asked about: it takes these events from the outbox.
    if (events.length > 0) for (const reader of hub.readers) if (!audience.has(reader)) reader.subscriber.passedOver();
    more = events.length === LIVE_PAGE;
  }
}

async function serve(hub: Hub, { wire, ...filter }: StreamFilter & { wire: Wire }, { asked, onOpen }: { asked: number | undefined; onOpen: (subscriber: Subscriber) => void }): Promise<void> {
  const { last, after, gap } = await startOf(hub.pool, asked);
  if (gap !== undefined) hub.tellGap(gap.reason);
  wire.write(`retry: 1000\nid: ${after}\nevent: open\ndata: ${JSON.stringify({ position: after })}\n\n${gap === undefined ? '' : gapFrame(gap)}`);
  // While nobody listens nothing is read, so the first reader says where reading begins.
  if (hub.readers.size === 0) hub.position = last;
  const readPage = (from: number): Promise<readonly TellableEvent[]> => catchUpPage(hub, { wire, filter, from });
  const subscriber = createSubscriber({ wire, filter, after, pageSize: PAGE, readPage, position: () => hub.position, onGap: hub.tellGap });
  const reader: Reader = { subscriber, wire, ...filter };
  hub.readers.add(reader);
  hub.countReaders();
  onOpen(subscriber);
  try {
    await subscriber.run();
  } finally {
    hub.readers.delete(reader);
    hub.countReaders();
  }
}

/** A database that is away for a while is waited for, as long as the reader does. */
async function catchUpPage({ pool, logger, wires }: Hub, { wire, filter: { judged, isOpen }, from }: { wire: Wire; filter: StreamFilter; from: number }): Promise<readonly TellableEvent[]> {
  for (;;) {
    try {
      return await readOutboxPage(pool, { after: from, limit: PAGE, judged, filtered: !isOpen });
    } catch (error) {
      if (!wires.has(wire) || wire.isGone()) return [];
      logger.warn({ err: error }, 'a page of the outbox could not be read; it is tried again');
      await new Promise((resolve) => { setTimeout(resolve, RETRY_MS); });
    }
  }
}

interface Start {
  readonly last: number;
  readonly after: number;
  readonly gap?: { readonly from: number; readonly to: number; readonly reason: GapReason };
}

/** Where a reader begins: where it stopped, or now; with what lies between and is not to be had any more. */
async function startOf(pool: Pool, asked: number | undefined): Promise<Start> {
  const { first, last } = await readOutboxBounds(pool);
  if (asked === undefined) return { last, after: last };
  if (asked > last) return { last, after: last, gap: { from: 1, to: last, reason: 'unknown-position' } };
  if (first !== undefined && asked < first - 1) return { last, after: first - 1, gap: { from: asked + 1, to: first - 1, reason: 'retention' } };
  return { last, after: asked };
}
