import type { EnrichedItem } from '@wiredesk/contracts';
import { anItem, EMPTY, minute } from './an-item.suite.js';

/** What is expected of a story once all items are in: `status version`, and the version whose text is shown. */
export interface Scenario {
  readonly name: string;
  readonly items: readonly EnrichedItem[];
  readonly ends: Readonly<Record<string, string>>;
  readonly parked?: readonly string[];
}

const UNTIL = minute(90);
const embargo = (until?: string, asWritten = until ?? '') => ({ asWritten, rule: 'test', ...(until !== undefined && { until }) });
const kill = (version: string, fields: Partial<EnrichedItem> = {}) => anItem({ version, signal: 'kill', pubStatus: 'canceled', ...EMPTY, ...fields });
const message = (signal: EnrichedItem['signal'], [rel, id]: readonly [string, string], at = 20): EnrichedItem => anItem({
  uri: `urn:example:${signal}-note`, versionCreated: minute(at), signal, refersTo: [{ rel, id }], text: `${signal.toUpperCase()} ${id}`,
  pubStatus: signal === 'kill' ? 'canceled' : signal === 'hold' ? 'withheld' : 'usable',
});
const numbered = (uri: string, number: string, at = 5) => anItem({ uri, versionCreated: minute(at), altIds: [{ role: 'sequence', value: number }] });
const decision = (signal: 'kill' | 'release', uri: string): EnrichedItem => anItem({ ...message(signal, ['refersTo', uri], 40), contentHash: '', uri: `urn:example:${signal}-decided` });
const part = (number: number, at: number, fields: Partial<EnrichedItem> = {}) => anItem({
  uri: `urn:example:part-${number}`, versionCreated: minute(at), slugline: `BRIDGE =${number}`, take: { key: 'BRIDGE', number }, refersTo: [{ rel: 'takeOf', id: 'BRIDGE' }], text: `Part ${number}.`, ...fields,
});
const take = (number: number, version: string, fields: Partial<EnrichedItem> = {}) =>
  anItem({ version, take: { key: 'bridge', number, of: 3 }, text: `Take ${number}.`, ...fields });

const BRIDGE = 'urn:example:bridge';

export const SCENARIOS: readonly Scenario[] = [
  { name: 'update', items: [anItem(), anItem({ version: '2', signal: 'update' })], ends: { [BRIDGE]: 'usable 2 shows 2' } },
  { name: 'correction', items: [anItem(), anItem({ version: '2', signal: 'correction' })], ends: { [BRIDGE]: 'usable 2 shows 2' } },
  { name: 'refile', items: [anItem(), anItem({ version: '2', signal: 'refile' })], ends: { [BRIDGE]: 'usable 2 shows 2' } },
  { name: 'kill by id', items: [anItem(), kill('2')], ends: { [BRIDGE]: 'killed 2' } },
  { name: 'kill with an equal version', items: [anItem({ version: '2' }), kill('2')], ends: { [BRIDGE]: 'killed 2' } },
  { name: 'withdrawal', items: [anItem(), anItem({ version: '2', signal: 'withdraw', ...EMPTY })], ends: { [BRIDGE]: 'killed 2' } },
  { name: 'canceled without a signal', items: [anItem(), anItem({ version: '2', signal: 'update', pubStatus: 'canceled' })], ends: { [BRIDGE]: 'killed 2' } },
  { name: 'kill before the story', items: [kill('7'), anItem({ version: '5' })], ends: { [BRIDGE]: 'killed 7' } },
  { name: 'a new text above the kill', items: [anItem(), kill('2'), anItem({ version: '3' })], ends: { [BRIDGE]: 'usable 3 shows 3' } },
  { name: 'advisory above the kill', items: [anItem(), kill('2'), anItem({ version: '3', signal: 'advisory' })], ends: { [BRIDGE]: 'killed 2' } },
  { name: 'kill by uri', items: [anItem(), message('kill', ['refersTo', BRIDGE])], ends: { [BRIDGE]: 'killed 1', 'urn:example:kill-note': 'killed 1' } },
  { name: 'kill by uri, a new text written later', items: [anItem(), message('kill', ['refersTo', BRIDGE]), anItem({ version: '2', versionCreated: minute(30) })], ends: { [BRIDGE]: 'usable 2 shows 2' } },
  { name: 'kill by slug', items: [anItem({ slugline: 'BRIDGE-Varna' }), message('kill', ['slug', 'Bridge-VARNA'])], ends: { [BRIDGE]: 'killed 1' } },
  { name: 'kill by sequence number: none', items: [numbered(BRIDGE, '0123'), message('kill', ['sequence', '0999'])], ends: { [BRIDGE]: 'usable 1 shows 1' }, parked: ['kill 0999'] },
  { name: 'kill by sequence number: one', items: [numbered(BRIDGE, '0123'), numbered('urn:example:other', '0124'), message('kill', ['sequence', '0123'])], ends: { [BRIDGE]: 'killed 1', 'urn:example:other': 'usable 1 shows 1' } },
  { name: 'kill by sequence number: two', items: [numbered(BRIDGE, '0123'), numbered('urn:example:other', '0123'), message('kill', ['sequence', '0123'])], ends: { [BRIDGE]: 'withheld 1', 'urn:example:other': 'withheld 1' }, parked: ['kill 0123'] },
  { name: 'kill by sequence number: two, and a person decides', items: [numbered(BRIDGE, '0123'), numbered('urn:example:other', '0123'), message('kill', ['sequence', '0123']), decision('kill', BRIDGE), decision('release', 'urn:example:other')], ends: { [BRIDGE]: 'killed 1', 'urn:example:other': 'usable 1 shows 1' }, parked: ['kill 0123'] },
  { name: 'kill by sequence number: two, and a text written later', items: [numbered(BRIDGE, '0123'), numbered('urn:example:other', '0123'), message('kill', ['sequence', '0123']), anItem({ version: '2', versionCreated: minute(30) })], ends: { [BRIDGE]: 'usable 2 shows 2', 'urn:example:other': 'withheld 1' }, parked: ['kill 0123'] },
  { name: 'hold by sequence number: two', items: [numbered(BRIDGE, '0123'), numbered('urn:example:other', '0123'), message('hold', ['sequence', '0123'])], ends: { [BRIDGE]: 'withheld 1', 'urn:example:other': 'withheld 1' }, parked: ['hold 0123'] },
  { name: 'release by sequence number: two', items: [numbered(BRIDGE, '0123'), numbered('urn:example:other', '0123'), anItem({ version: '2', signal: 'hold', ...EMPTY }), message('release', ['sequence', '0123'], 25)], ends: { [BRIDGE]: 'withheld 2', 'urn:example:other': 'usable 1 shows 1' }, parked: ['release 0123'] },
  { name: 'kill by sequence number: given again after the kill', items: [numbered(BRIDGE, '0123'), message('kill', ['sequence', '0123']), numbered('urn:example:other', '0123', 40)], ends: { [BRIDGE]: 'killed 1', 'urn:example:other': 'usable 1 shows 1' } },
  { name: 'kill by sequence number: the number of an older day', items: [numbered('urn:example:old', '0123', -3000), numbered(BRIDGE, '0123'), message('kill', ['sequence', '0123'])], ends: { [BRIDGE]: 'killed 1', 'urn:example:old': 'usable 1 shows 1' } },
  { name: 'kill by uri above a kill of its own', items: [anItem(), kill('2'), anItem({ version: '3', versionCreated: minute(15) }), message('kill', ['refersTo', BRIDGE])], ends: { [BRIDGE]: 'killed 3' } },
  { name: 'kill of its own above a kill by uri', items: [anItem(), message('kill', ['refersTo', BRIDGE]), anItem({ version: '3', versionCreated: minute(30) }), kill('4')], ends: { [BRIDGE]: 'killed 4' } },
  { name: 'kill by uri of the only text, whose clock runs ahead', items: [anItem({ versionCreated: minute(30) }), message('kill', ['refersTo', BRIDGE])], ends: { [BRIDGE]: 'killed 1' } },
  { name: 'kill by sequence number of a version whose clock runs ahead', items: [numbered(BRIDGE, '0123'), anItem({ version: '2', versionCreated: minute(30), altIds: [{ role: 'sequence', value: '0150' }] }), message('kill', ['sequence', '0150'])], ends: { [BRIDGE]: 'killed 2' } },
  { name: 'hold', items: [anItem(), anItem({ version: '2', signal: 'hold', pubStatus: 'withheld', ...EMPTY })], ends: { [BRIDGE]: 'withheld 2' } },
  { name: 'hold and release without a text', items: [anItem(), anItem({ version: '2', signal: 'hold', ...EMPTY }), anItem({ version: '3', signal: 'release', ...EMPTY })], ends: { [BRIDGE]: 'usable 3 shows 1' } },
  { name: 'hold and a corrected text', items: [anItem(), anItem({ version: '2', signal: 'hold', ...EMPTY }), anItem({ version: '3', signal: 'correction' })], ends: { [BRIDGE]: 'usable 3 shows 3' } },
  { name: 'hold by sequence number', items: [numbered(BRIDGE, '0123'), message('hold', ['sequence', '0123'])], ends: { [BRIDGE]: 'withheld 1', 'urn:example:hold-note': 'withheld 1' } },
  { name: 'hold and release by sequence number', items: [numbered(BRIDGE, '0123'), message('hold', ['sequence', '0123']), message('release', ['sequence', '0123'], 25)], ends: { [BRIDGE]: 'usable 1 shows 1' } },
  { name: 'hold and release by reference at the same instant', items: [anItem(), message('hold', ['refersTo', BRIDGE]), message('release', ['refersTo', BRIDGE])], ends: { [BRIDGE]: 'withheld 1' } },
  { name: 'release by reference before an embargoed version', items: [anItem(), message('release', ['refersTo', BRIDGE]), anItem({ version: '2', versionCreated: minute(30), embargo: embargo() })], ends: { [BRIDGE]: 'withheld 2' } },
  { name: 'a take after a hold', items: [take(1, '1'), anItem({ version: '2', signal: 'hold', ...EMPTY }), take(2, '3')], ends: { [BRIDGE]: 'withheld 3 takes 1 3 -' } },
  { name: 'embargo: without an end beside an instant that passed', items: [anItem({ embargo: embargo(), embargoedUntil: minute(30) })], ends: { [BRIDGE]: 'withheld 1' } },
  { name: 'embargo: two ends, the later is to come', items: [anItem({ embargo: embargo(minute(30)), embargoedUntil: UNTIL })], ends: { [BRIDGE]: 'withheld 1' } },
  { name: 'embargo: one end passed, one unreadable', items: [anItem({ embargo: embargo(minute(30)), embargoedUntil: 'Monday' })], ends: { [BRIDGE]: 'withheld 1' } },
  { name: 'embargo: empty', items: [anItem({ embargo: embargo() })], ends: { [BRIDGE]: 'withheld 1' } },
  { name: 'embargo: unreadable', items: [anItem({ embargo: embargo(undefined, 'Next Monday') })], ends: { [BRIDGE]: 'withheld 1' } },
  { name: 'embargo: date only', items: [anItem({ embargo: embargo(undefined, '2026-03-02') })], ends: { [BRIDGE]: 'withheld 1' } },
  { name: 'embargo: date only in the field for instants', items: [anItem({ embargoedUntil: '2026-03-01' })], ends: { [BRIDGE]: 'withheld 1' } },
  { name: 'embargo: note only', items: [anItem({ embargo: { asWritten: 'HOLD FOR RELEASE', rule: 'note' }, edNote: 'HOLD FOR RELEASE' })], ends: { [BRIDGE]: 'withheld 1' } },
  { name: 'embargo: to come', items: [anItem({ embargo: embargo(UNTIL) })], ends: { [BRIDGE]: 'withheld 1' } },
  { name: 'embargo: passed', items: [anItem({ embargo: embargo(minute(30)) })], ends: { [BRIDGE]: 'usable 1 shows 1' } },
  { name: 'embargo: passed, status still withheld', items: [anItem({ embargo: embargo(minute(30)), pubStatus: 'withheld' })], ends: { [BRIDGE]: 'usable 1 shows 1' } },
  { name: 'correction of an embargoed item, silent', items: [anItem({ embargo: embargo(UNTIL) }), anItem({ version: '2', signal: 'correction' })], ends: { [BRIDGE]: 'withheld 2' } },
  { name: 'update of an embargoed item, silent', items: [anItem({ embargo: embargo(UNTIL) }), anItem({ version: '2', signal: 'update' })], ends: { [BRIDGE]: 'withheld 2' } },
  { name: 'correction of an embargo without end, silent', items: [anItem({ embargo: embargo() }), anItem({ version: '2', signal: 'correction' })], ends: { [BRIDGE]: 'withheld 2' } },
  { name: 'update of an embargo without end', items: [anItem({ embargo: embargo(), pubStatus: 'withheld' }), anItem({ version: '2', signal: 'update' })], ends: { [BRIDGE]: 'usable 2 shows 2' } },
  { name: 'correction that brings an earlier end', items: [anItem({ embargo: embargo(UNTIL) }), anItem({ version: '2', signal: 'correction', embargo: embargo(minute(30)) })], ends: { [BRIDGE]: 'usable 2 shows 2' } },
  { name: 'release of an embargoed item', items: [anItem({ embargo: embargo(UNTIL) }), anItem({ version: '2', signal: 'release', ...EMPTY })], ends: { [BRIDGE]: 'usable 2 shows 1' } },
  { name: 'embargoed and free at an equal version', items: [anItem({ embargo: embargo(UNTIL) }), anItem({ signal: 'update' })], ends: { [BRIDGE]: 'withheld 1' } },
  { name: 'expired', items: [anItem({ expires: minute(40) })], ends: { [BRIDGE]: 'expired 1' } },
  { name: 'takes out of order', items: [take(1, '1'), take(2, '2'), take(3, '3')], ends: { [BRIDGE]: 'usable 3 shows 1 takes 1 2 3' } },
  { name: 'a take that is missing', items: [take(1, '1'), take(3, '3')], ends: { [BRIDGE]: 'usable 3 shows 1 takes 1 - 3' } },
  { name: 'an embargoed first take', items: [take(1, '1', { embargo: embargo() }), take(2, '2')], ends: { [BRIDGE]: 'withheld 2 takes 1 2 -' } },
  { name: 'a corrected take', items: [take(1, '1'), take(2, '2'), take(1, '4', { signal: 'correction' })], ends: { [BRIDGE]: 'usable 4 shows 4 takes 4 2 -' } },
  { name: 'an add to a story without take numbers', items: [anItem(), take(2, '2')], ends: { [BRIDGE]: 'usable 2 shows 1 takes 1 2 -' } },
  { name: 'AP writethru replaces the story and its adds', items: [anItem(), take(2, '2'), anItem({ version: '3', signal: 'update' })], ends: { [BRIDGE]: 'usable 3 shows 3' } },
  { name: 'AP add after a writethru', items: [anItem(), take(2, '2'), anItem({ version: '3', signal: 'update' }), take(3, '4')], ends: { [BRIDGE]: 'usable 4 shows 3 takes 3 - 4' } },
  { name: 'takes under names of their own', items: [anItem({ slugline: 'BRIDGE' }), part(2, 6), part(3, 7), part(5, 9)], ends: { [BRIDGE]: 'usable 1 shows 1 continued by 2 3 - 5', 'urn:example:part-3': 'usable 1 shows 1 takes 1' } },
  { name: 'takes under names of their own, the first one killed', items: [anItem({ slugline: 'BRIDGE' }), kill('2'), part(2, 6)], ends: { [BRIDGE]: 'killed 2 continued by 2', 'urn:example:part-2': 'usable 1 shows 1 takes 1' } },
  { name: 'a take that fits two stories', items: [anItem({ slugline: 'BRIDGE' }), anItem({ uri: 'urn:example:other', slugline: 'BRIDGE' }), part(2, 6)], ends: { [BRIDGE]: 'usable 1 shows 1', 'urn:example:other': 'usable 1 shows 1' }, parked: ['continue BRIDGE'] },
  { name: 'a first take that says so', items: [part(1, 5, { take: { key: 'BRIDGE', number: 1 }, refersTo: [] }), part(2, 6)], ends: { 'urn:example:part-1': 'usable 1 shows 1 takes 1 continued by 2' } },
  { name: 'takes of two keys', items: [take(1, '1', { take: { key: 'old', number: 1 } }), take(2, '2', { take: { key: 'old', number: 2 } }), take(1, '3'), take(2, '4')], ends: { [BRIDGE]: 'usable 4 shows 3 takes 3 4 -' } },
  {
    name: 'UPDATE n replaces n-1 and not the first',
    items: [anItem(), anItem({ uri: 'urn:example:bridge-update', version: '1', refersTo: [{ rel: 'evolvedFrom', id: BRIDGE }], signal: 'update' }), anItem({ uri: 'urn:example:bridge-update', version: '2', refersTo: [{ rel: 'evolvedFrom', id: BRIDGE }], signal: 'update' })],
    ends: { [BRIDGE]: 'usable 1 shows 1', 'urn:example:bridge-update': `usable 2 shows 2 from ${BRIDGE}` },
  },
  {
    name: 'UPDATE 2 under a name of its own',
    items: [anItem({ uri: 'urn:example:u1', refersTo: [{ rel: 'evolvedFrom', id: BRIDGE }] }), anItem({ uri: 'urn:example:u2', versionCreated: minute(9), refersTo: [{ rel: 'replaces', id: 'urn:example:u1' }] })],
    ends: { 'urn:example:u1': `usable 1 shows 1 replaced from ${BRIDGE}`, 'urn:example:u2': 'usable 1 shows 1' },
  },
  { name: 'correction by reference', items: [anItem(), message('correction', ['refersTo', BRIDGE])], ends: { [BRIDGE]: 'usable 1 shows 1 corrected', 'urn:example:correction-note': 'usable 1 shows 1' } },
  { name: 'AFP urn revisions: instants as versions', items: [anItem({ version: minute(3) }), anItem({ version: minute(12), signal: 'update' }), anItem({ version: minute(7), signal: 'correction' })], ends: { [BRIDGE]: `usable ${minute(12)} shows ${minute(12)}` } },
  { name: 'redelivery ten times', items: Array.from({ length: 10 }, (_, i) => anItem({}, { id: `r${i}`, receivedAt: minute(i) })), ends: { [BRIDGE]: 'usable 1 shows 1' } },
  { name: 'equal version with other content', items: [anItem({ text: 'One.' }), anItem({ text: 'Two.' }), anItem({ text: 'Three.' })], ends: { [BRIDGE]: 'usable 1 shows 1' } },
];
