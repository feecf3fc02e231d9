import { isGone } from '../story-events.js';
import type { StreamFilter, TellableEvent } from './outbox-page.js';

/** The connection of one reader. */
export interface Wire {
  /** False when the reader has not taken what was written before. */
  readonly write: (chunk: string) => boolean;
  /** Resolves when the reader has taken it; false when it took too long or is gone. */
  readonly drained: () => Promise<boolean>;
  readonly close: () => void;
  readonly isGone: () => boolean;
}

export interface SubscriberOptions {
  readonly wire: Wire;
  readonly filter: StreamFilter;
  /** The reader has everything up to here. */
  readonly after: number;
  /** Events behind a position, in order; fewer than `pageSize` when there are no more. */
  readonly readPage: (after: number) => Promise<readonly TellableEvent[]>;
  readonly pageSize: number;
  /** The last event that the shared reader has handed out. */
  readonly position: () => number;
  /** Events that may wait for a slow reader. */
  readonly maxQueue?: number;
  /** What was read longer ago, in milliseconds, is read again: a kill may have come. */
  readonly staleMs?: number;
  readonly now?: () => number;
  readonly onGap?: (reason: GapReason) => void;
}

export type GapReason = 'slow' | 'retention' | 'unknown-position';

export interface Subscriber {
  /** From the shared reader, in order. */
  readonly push: (event: TellableEvent) => void;
  /** Events were handed out that this reader's filter was not asked about: it takes them from the outbox. */
  readonly passedOver: () => void;
  /** The reader has or was spared everything up to here. */
  readonly seen: () => number;
  readonly close: () => void;
  /** Tells the reader everything until one of the two closes. */
  readonly run: () => Promise<void>;
}

/** `slow` and `retention` name numbers; after `slow` they follow, after `retention` the reader must ask by REST. */
export const gapFrame = (gap: { from: number; to: number; reason: GapReason }): string => `event: gap\ndata: ${JSON.stringify(gap)}\n\n`;

interface State extends SubscriberOptions {
  queue: TellableEvent[];
  /** Delivered or spared. */
  sent: number;
  /** Seen in the hands of the shared reader. */
  offered: number;
  live: boolean;
  /** Fell behind too far. */
  gap: boolean;
  closed: boolean;
  wake: () => void;
}

const MAX_QUEUE = 256;
const STALE_MS = 1_000;

/**
 * Leads one reader through the outbox: page by page until it has caught up, then live from a bounded queue. When the queue overflows the
 * reader is told of the gap and catches up from the outbox again, so that nothing is lost and nothing piles up.
 */
export function createSubscriber(options: SubscriberOptions): Subscriber {
  const state: State = { ...options, queue: [], sent: options.after, offered: options.after, live: false, gap: false, closed: false, wake: () => undefined };
  return {
    push: (event) => { push(state, event); },
    passedOver: () => { if (state.live) leaveLive(state); },
    seen: () => (state.queue.length === 0 && state.live ? Math.max(state.sent, state.offered) : state.sent),
    close: () => { close(state); },
    run: () => run(state),
  };
}

async function run(state: State): Promise<void> {
  while (!state.closed) {
    await catchUp(state);
    await follow(state);
    if (state.closed || !state.gap) continue;
    state.onGap?.('slow');
    state.wire.write(gapFrame({ from: state.sent + 1, to: state.position(), reason: 'slow' }));
    state.gap = false;
  }
}

async function deliver(state: State, event: TellableEvent): Promise<void> {
  const { filter, wire } = state;
  const told = filter.tells(event);
  if (told !== undefined && !wire.write(told === 'left' ? event.leftFrame() : event.frame()) && !(await wire.drained())) close(state);
  if (!state.closed) state.sent = Math.max(state.sent, event.sequence);
}

async function catchUp(state: State): Promise<void> {
  const { now = Date.now, staleMs = STALE_MS } = state;
  while (!state.closed) {
    const target = state.position();
    const page = await state.readPage(state.sent);
    const readAt = now();
    for (const [n, event] of page.entries()) {
      if (state.closed || (n > 0 && now() - readAt > staleMs)) break;
      await deliver(state, event);
    }
    const last = page.at(-1);
    if (page.length >= state.pageSize || (last !== undefined && last.sequence > state.sent)) continue;
    state.sent = Math.max(state.sent, target);
    if (state.position() <= state.sent) break;
  }
  state.offered = state.sent;
  state.live = true;
}

async function follow(state: State): Promise<void> {
  while (!state.closed && state.live) {
    const event = state.queue.shift();
    if (event !== undefined) await deliver(state, event);
    else {
      state.sent = Math.max(state.sent, state.offered);
      await new Promise<void>((resolve) => { state.wake = resolve; });
    }
  }
}

function push(state: State, event: TellableEvent): void {
  if (state.closed || !state.live || event.sequence <= state.offered) return;
  state.offered = event.sequence;
  // What waits was read before the text went; that it had gone before, too, is told.
  if (isGone(event.event.type)) state.queue = state.queue.filter(({ event: { storyId, type } }) => storyId !== event.event.storyId || isGone(type));
  if (state.filter.tells(event) !== undefined) state.queue.push(event);
  if (state.queue.length > (state.maxQueue ?? MAX_QUEUE)) {
    state.gap = true;
    leaveLive(state);
  }
  state.wake();
}

function leaveLive(state: State): void {
  state.live = false;
  state.queue = [];
  state.wake();
}

function close(state: State): void {
  if (state.closed) return;
  state.closed = true;
  state.queue = [];
  state.wake();
  state.wire.close();
}
