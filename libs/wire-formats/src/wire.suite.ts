import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WireItem } from '@wiredesk/contracts';
import { parseWire, type ParsedWire } from './parse-wire.js';
import type { WireContext } from './wire-format.js';

/** The context of a test: a feed that gives nothing, received at a fixed time. */
export const aContext = (over: Partial<WireContext> = {}): WireContext => ({ feed: 'test-feed', receivedAt: '2026-11-25T12:00:00.000Z', ...over });

export const bytesOfText = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads text as if it had come in over a wire. */
export const parseText = (text: string, over: Partial<WireContext> = {}): ParsedWire => parseWire(bytesOfText(text), aContext(over));

export const fixture = (name: string): Uint8Array => Uint8Array.from(readFileSync(join(__dirname, 'fixtures', name)));

export const parseFixture = (name: string, over: Partial<WireContext> = {}): ParsedWire => parseWire(fixture(name), aContext(over));

/** The n-th item of a result, counted from 1; fails the test when it is not there. */
export function itemAt(result: ParsedWire, n = 1): WireItem {
  const item = result.items[n - 1]?.item;
  if (item === undefined) throw new Error(`no item ${n}: ${JSON.stringify(result.rejects)}`);
  return item;
}
