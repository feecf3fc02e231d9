import type { WireItem } from '@wiredesk/contracts';
import type { Embargo } from '../item-draft.js';
import { readStamp, readZoned } from '../instants.js';
import { wordsOf } from '../json-source.js';

/** A value and what had to be said about it. */
export interface Flagged<T> {
  readonly value?: T;
  readonly flags: readonly string[];
}

const STATUSES: Readonly<Record<string, WireItem['pubStatus']>> = { usable: 'usable', withheld: 'withheld', embargoed: 'withheld', canceled: 'canceled', cancelled: 'canceled', killed: 'canceled' };

/** The publisher's status; one that nobody knows withholds. */
export function pubStatusOf(written: unknown): Flagged<WireItem['pubStatus']> {
  const word = wordsOf(written)?.toLowerCase().replace(/^stat:/, '');
  if (word === undefined) return { flags: [] };
  const value = STATUSES[word];
  return value === undefined ? { value: 'withheld', flags: ['unknown:pubStatus'] } : { value, flags: [] };
}

/**
 * An embargo from a field of its own. Null and absent say nothing; present and empty, a bare date, a time without a zone or words
 * say that there is one without a known end.
 */
export function embargoOf(written: unknown, rule: string): Embargo | undefined {
  if (written === undefined || written === null || written === false) return undefined;
  const asWritten = typeof written === 'string' ? written : JSON.stringify(written);
  return { until: readZoned(asWritten), asWritten: asWritten.slice(0, 500), rule };
}

/** 1 most to 9 least, as ninjs and NewsML-G2 have it. */
export function urgencyOf(written: unknown): Flagged<number> {
  const word = wordsOf(written);
  if (word === undefined) return { flags: [] };
  const value = Number(word);
  return Number.isInteger(value) && value >= 1 && value <= 9 ? { value, flags: [] } : { flags: ['unknown:urgency'] };
}

/** An instant of a field that only informs; a zone that is missing is assumed and said. */
export function instantOf(written: unknown, field: string): Flagged<string> {
  const word = wordsOf(written);
  if (word === undefined) return { flags: [] };
  const stamp = readStamp(word);
  if (stamp === undefined) return { flags: [`unreadable:${field}`] };
  return { value: stamp.instant, flags: stamp.zoneAssumed ? [`zone-assumed:${field}`] : [] };
}
