import type { ParsedWire, WireEntry } from '@wiredesk/wire-formats';
import type { Problem } from '../post/ingest-client.js';
import { problemText } from '../post/problem-text.js';

/** What an item would be. Times are UTC instants, `textLength` counts UTF-16 units. */
export interface ItemSummary {
  readonly entry: number;
  readonly id: string;
  readonly storyId: string;
  readonly version: string;
  readonly status: string;
  readonly signal: string;
  readonly versionCreated: string;
  readonly headline?: string;
  readonly textLength: number;
  readonly warnings: readonly string[];
}

export interface RejectSummary extends Problem {
  readonly entry: number;
}

/** What would become of some bytes. `line` where they were a line of several. */
export interface WireSummary {
  readonly file: string;
  readonly line?: number;
  readonly format: string;
  readonly rule: string;
  readonly charset?: string;
  readonly warnings: readonly string[];
  readonly items: readonly ItemSummary[];
  readonly rejects: readonly RejectSummary[];
}

export function describeWire(parsed: ParsedWire, at: { file: string; line?: number }): WireSummary {
  const { format, rule, charset, items, rejects } = parsed;
  return {
    ...at, format, rule, ...(charset === undefined ? {} : { charset: charset.used }), warnings: charsetWarnings(parsed),
    items: items.map(itemSummary), rejects: rejects.map(({ bytes: _bytes, ...reject }) => reject as RejectSummary),
  };
}

function itemSummary({ entry, item }: WireEntry): ItemSummary {
  const { uri, storyId, version, pubStatus, signal, versionCreated, headlines, text } = item;
  const headline = headlines[0]?.value;
  return {
    entry, id: uri, storyId, version, status: pubStatus, signal, versionCreated, ...(headline === undefined ? {} : { headline }), textLength: text.length, warnings: itemWarnings(item),
  };
}

/** What a feeder may not have meant, or should know; nothing of it is a reject. */
function itemWarnings(item: WireEntry['item']): string[] {
  const { pubStatus, versionCreatedFrom, text, expires, take } = item;
  const flags = Array.isArray(item['flags']) ? item['flags'] : [];
  const warnings: readonly (readonly [boolean, string])[] = [
    [item.embargo === undefined && pubStatus === 'withheld', 'withheld by the publisher'],
    [pubStatus === 'canceled', 'canceled: this kills the story'],
    [versionCreatedFrom === 'receipt', 'no time of its own: the time of receipt stands in'],
    [text.trim() === '' && pubStatus !== 'canceled', 'no text'],
    [expires !== undefined, `expires ${expires ?? ''}`],
    [take !== undefined, `take ${take?.number ?? ''} of ${take?.of ?? 'an unknown number'}`],
  ];
  return [...embargoWarnings(item), ...warnings.filter(([holds]) => holds).map(([, warning]) => warning), ...flags.map((flag) => `flag ${String(flag)}`)];
}

function embargoWarnings({ embargo, embargoedUntil }: WireEntry['item']): string[] {
  if (embargo === undefined) return [];
  if (embargoedUntil !== undefined) return [`embargo until ${embargoedUntil}`];
  return [`embargo without an end that can be read ("${embargo.asWritten.slice(0, 60)}"): withheld until a later version or a person releases it`];
}

function charsetWarnings({ charset }: ParsedWire): string[] {
  if (charset === undefined) return [];
  const { declared, used, repaired, mojibake } = charset;
  return [
    ...(repaired ? [`charset repaired: declared ${declared ?? 'nothing'}, read as ${used}`] : []),
    ...(mojibake === undefined ? [] : [`text was decoded wrongly before it reached us: ${mojibake === 'repaired' ? 'put right' : 'suspected, left as it is'}`]),
  ];
}

/** For people: a line for the file, one for each item and reject, and what to look at below them. */
export function summaryLines({ file, line, format, rule, charset, warnings, items, rejects }: WireSummary): string[] {
  const name = line === undefined ? file : `${file}:${line}`;
  return [
    `${rejects.length > 0 ? 'rejected' : 'ok'.padEnd(8)}  ${name}  ${format} (${rule})${charset === undefined ? '' : `  ${charset}`}  ${items.length} items${rejects.length === 0 ? '' : `, ${rejects.length} rejected`}`,
    ...warnings.map((warning) => `    ! ${warning}`),
    ...items.flatMap(itemLines),
    ...rejects.map((reject) => `  ${reject.entry}. ${problemText(reject)}`),
  ];
}

const itemLines = ({ entry, id, version, status, signal, headline, textLength, warnings }: ItemSummary): string[] => [
  `  ${entry}. ${id}  version ${version}  ${status}  ${signal}  ${textLength} characters${headline === undefined ? '' : `  "${headline.replace(/\s+/g, ' ').slice(0, 80)}"`}`,
  ...warnings.map((warning) => `    ! ${warning}`),
];
