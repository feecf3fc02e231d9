import { anpa, bodyOf, dpa, g2, newsMl1, ninjs, nitf } from './wire-messages.suite.js';

/** One delivery: a message and the feed that it comes by. */
export interface Sent {
  readonly wire: string;
  readonly feed?: string;
  /** Minutes after noon at which it is received. */
  readonly receivedAt?: number;
}

/** `ends`: status and shown text, by uri; a text is told by a word that only it has. `secret`: words of texts that are not public in the end. */
export interface WireScenario {
  readonly name: string;
  readonly sent: readonly Sent[];
  readonly ends: Readonly<Record<string, string>>;
  readonly parked?: readonly string[];
  readonly secret?: readonly string[];
}

const PLACE = 'Norland opened its third harbour at Markoby on Monday';
/** A text of some figures and names; `word` is found in no other text. */
const text = (word: string, ships = 12): string => `${PLACE}, with ${ships} ships and 300 soldiers at the quay, the ${word} said.`;
const of = (...wires: string[]): Sent[] => wires.map((wire) => ({ wire }));

const GUID = 'urn:wire:harbour';
const canceled = '<pubStatus qcode="stat:canceled"/>';
const first = g2({ guid: GUID, at: '08:00', text: text('alder') });
const numbered = (service: string, number: number, word: string, at = '0800') => dpa({ service, number, head: `Norland opens harbour, says ${word}`, text: `Markoby (dpa) - ${text(word)}`, at });
const message = (act: string, words: string, number = 300, at = '0900') => dpa({ number, head: `${act} ${act} ${act}`, text: words, at });
const NOTE = 'urn:wiredesk:iptc7901:dpa:eca:300:2026-03-02';
const ALDER = 'urn:wiredesk:iptc7901:dpa:eca:101:2026-03-02';
const BIRCH = 'urn:wiredesk:iptc7901:dpa:bdt:202:2026-03-02';
const alder = numbered('eca0101', 101, 'alder');
/** The same agency number under another service. */
const birch = numbered('bdt0202', 101, 'birch', '0805');
const embargoed = (word: string, version: number, fields: Partial<Parameters<typeof nitf>[0]> = {}) => nitf({
  id: 'pa-1', version, at: `0${7 + version}:00`, text: text(word), status: 'management-status="embargoed"', docdata: '<date.release norm="20260302T180000+0000"/>', ...fields,
});
const SLUG = 'urn:wiredesk:anpa1312:norland-harbour:2026-03-02';
const lead = anpa({ number: 1001, headline: 'Norland opens harbor', text: `MARKOBY, Norland (AP) _ ${text('alder')}`, at: '0800' });
const add = (number: number, nth: string, word: string, at: string) => anpa({ number, stage: `${nth} Add`, notes: 'MARKOBY: alder said.', text: `The ${word} of the port added that 40 cranes are idle.`, at });
const writethru = anpa({ number: 1005, stage: '1st Ld-Writethru', headline: 'Norland opens harbor, minister resigns', text: `MARKOBY, Norland (AP) _ ${text('cedar', 14)}`, at: '0845' });
const AFP = 'urn:newsml:afp.example:20260302T080000Z:TX-1';
const reuters = (name: string, headline: string, word: string, at: string) => g2({ guid: `tag:reuters.com,2026:newsml_${name}`, at, headline, slugline: 'NORLAND-HARBOUR/', text: text(word) });
const REUTERS = 'tag:reuters.com,2026:newsml_';
const part = (id: string, slugline: string, word: string, at: string) => newsMl1({ id, at, slugline, text: text(word) });
const PART = 'urn:newsml:afp.example:20260302T080000Z:';

const LONG = (word: string): string => [
  'Dockers in the Polish port of Gdansk walked out on Monday, leaving 40 ships at anchor off the coast.', `The union Solidarna Fala said that 1,900 workers had joined the strike over ${word} pay.`,
  'Harbour master Marek Zielonka told reporters that grain carriers from Denmark, Sweden and Latvia were among the vessels that wait.',
  'Talks with the operator Baltic Quay Services are to resume in Warsaw on Wednesday, a ministry official said.',
].join(' ');
const copied = (guid: string, at: string, feed: string, fields: Partial<Parameters<typeof g2>[0]> = {}): Sent => ({ wire: g2({ guid, at, text: LONG('night'), ...fields }), feed });

export const WIRE_SCENARIOS: readonly WireScenario[] = [
  { name: 'update (NewsML-G2)', sent: of(first, g2({ guid: GUID, version: 2, at: '08:30', text: text('birch') })), ends: { [GUID]: 'usable birch' } },
  { name: 'correction (NITF)', sent: of(nitf({ id: 'pa-1', at: '08:00', text: text('alder') }), nitf({ id: 'pa-1', version: 2, at: '08:30', text: text('birch', 21), docdata: '<ed-msg msg-type="Correction"/>' })), ends: { 'pa-1': 'usable birch' } },
  { name: 'refile (Reuters)', sent: of(reuters('L1', 'Harbour opens', 'alder', '08:00'), g2({ guid: `${REUTERS}L1`, version: 2, at: '08:20', headline: 'REFILE-Harbour opens', slugline: 'NORLAND-HARBOUR/', text: text('birch') })), ends: { [`${REUTERS}L1`]: 'usable birch' } },
  { name: 'withdrawal (Reuters)', sent: of(reuters('L1', 'Harbour opens', 'alder', '08:00'), g2({ guid: `${REUTERS}L1`, version: 2, at: '08:20', headline: 'STORY WITHDRAWN-Harbour opens', text: 'The story is withdrawn.' })), ends: { [`${REUTERS}L1`]: 'killed' }, secret: ['alder'] },
  { name: 'kill by id (NewsML-G2 canceled)', sent: of(first, g2({ guid: GUID, version: 2, at: '08:30', meta: canceled })), ends: { [GUID]: 'killed' }, secret: ['alder'] },
  { name: 'kill by id of another document (NITF)', sent: of(nitf({ id: 'pa-1', at: '08:00', text: text('alder') }), nitf({ id: 'pa-9', at: '08:30', text: 'The harbour story is killed.', status: 'management-status="canceled" management-doc-idref="pa-1" management-idref-status="canceled"' })), ends: { 'pa-1': 'killed', 'pa-9': 'killed' }, secret: ['alder'] },
  { name: 'kill before the story', sent: of(g2({ guid: GUID, version: 7, at: '08:30', meta: canceled }), g2({ guid: GUID, version: 5, at: '08:00', text: text('alder') })), ends: { [GUID]: 'killed' }, secret: ['alder'] },
  { name: 'a new text after the kill', sent: of(first, g2({ guid: GUID, version: 2, at: '08:30', meta: canceled }), g2({ guid: GUID, version: 3, at: '08:50', text: text('birch') })), ends: { [GUID]: 'usable birch' }, secret: ['alder'] },
  { name: 'kill by sequence number: none (IPTC 7901)', sent: of(alder, message('KILL', 'Please kill dpa 0099.')), ends: { [ALDER]: 'usable alder', [NOTE]: 'killed' }, parked: ['kill dpa 0099 2026-03-02'] },
  { name: 'kill by sequence number: one (IPTC 7901)', sent: of(alder, numbered('bdt0202', 202, 'birch'), message('KILL', 'Please kill dpa 0101. The ministry has withdrawn its statement.')), ends: { [ALDER]: 'killed', [BIRCH]: 'usable birch' }, secret: ['alder'] },
  { name: 'kill by sequence number: two (IPTC 7901)', sent: of(alder, birch, message('KILL', 'Please kill dpa 0101.')), ends: { [ALDER]: 'withheld', [BIRCH]: 'withheld' }, parked: ['kill dpa 0101 2026-03-02'], secret: ['alder', 'birch'] },
  {
    name: 'kill by sequence number: two, and a person decides', secret: ['alder'], parked: ['kill dpa 0101 2026-03-02'],
    sent: of(alder, birch, message('KILL', 'Please kill dpa 0101.'),
      g2({ guid: 'urn:desk:kill-1', at: '09:30', headline: 'This one was meant', meta: `<link rel="kills" residref="${ALDER}"/>` }),
      g2({ guid: 'urn:desk:release-1', at: '09:31', headline: 'The other was not meant', meta: `<link rel="releases" residref="${BIRCH}"/>` })),
    ends: { [ALDER]: 'killed', [BIRCH]: 'usable birch' },
  },
  { name: 'kill by sequence number: given again the next day', sent: of(alder, message('KILL', 'Please kill dpa 0101.'), dpa({ service: 'eca0101', number: 101, head: 'Norland opens harbour again', text: `Markoby (dpa) - ${text('cedar')}`, at: '0800', day: '01' })), ends: { [ALDER]: 'killed', 'urn:wiredesk:iptc7901:dpa:eca:101:2026-03-01': 'usable cedar' }, secret: ['alder'] },
  { name: 'kill by the number of a slug (ANPA)', sent: of(lead, anpa({ number: 1009, stage: 'KILL', headline: 'BULLETIN KILL', notes: 'Eds: Editors: Kill the story slugged Norland-Harbour, W1001. A kill is mandatory.', text: 'The Associated Press', at: '0930' })), ends: { [SLUG]: 'killed' }, secret: ['alder'] },
  { name: 'hold by sequence number (IPTC 7901)', sent: of(alder, message('HOLD', 'Please hold dpa 0101 until further notice.')), ends: { [ALDER]: 'withheld', [NOTE]: 'withheld' }, secret: ['alder'] },
  { name: 'hold and release (NewsML-G2 signals)', sent: of(first, g2({ guid: GUID, version: 2, at: '08:30', meta: '<pubStatus qcode="stat:withheld"/><signal qcode="sig:hold"/>' }), g2({ guid: GUID, version: 3, at: '09:00', text: text('birch'), meta: '<signal qcode="sig:release"/>' })), ends: { [GUID]: 'usable birch' } },
  { name: 'hold (NewsML-G2)', sent: of(first, g2({ guid: GUID, version: 2, at: '08:30', meta: '<pubStatus qcode="stat:withheld"/>', text: text('birch') })), ends: { [GUID]: 'withheld' }, secret: ['alder', 'birch'] },
  { name: 'embargo: empty (NewsML-G2)', sent: of(g2({ guid: GUID, at: '08:00', text: text('alder'), meta: '<embargoed/><pubStatus qcode="stat:usable"/>' })), ends: { [GUID]: 'withheld' }, secret: ['alder'] },
  { name: 'embargo: unreadable (ninjs)', sent: of(ninjs(GUID, '1', { versionCreated: '2026-03-02T08:00:00Z', embargoedUntil: 'Next Monday', ...bodyOf(text('alder')) })), ends: { [GUID]: 'withheld' }, secret: ['alder'] },
  { name: 'embargo: date only (ninjs)', sent: of(ninjs(GUID, '1', { versionCreated: '2026-03-02T08:00:00Z', embargoedUntil: '2026-03-01', ...bodyOf(text('alder')) })), ends: { [GUID]: 'withheld' }, secret: ['alder'] },
  { name: 'embargo: note only (ANPA)', sent: of(anpa({ number: 1001, headline: 'Norland opens harbor', notes: 'For release Sunday, March 8, and thereafter', text: `MARKOBY, Norland (AP) _ ${text('alder')}`, at: '0800' })), ends: { [SLUG]: 'withheld' }, secret: ['alder'] },
  { name: 'embargo: to come (NITF)', sent: of(embargoed('alder', 1)), ends: { 'pa-1': 'withheld' }, secret: ['alder'] },
  { name: 'embargo: passed (NITF)', sent: of(embargoed('alder', 1, { docdata: '<date.release norm="20260302T100000+0000"/>' })), ends: { 'pa-1': 'usable alder' } },
  { name: 'embargo: passed, by a status that was to change (NewsML 1)', sent: of(newsMl1({ id: 'TX-1', at: '08:00', text: text('alder'), management: '<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20260302T100000Z</DateAndTime></StatusWillChange>' })), ends: { [AFP]: 'usable alder' } },
  { name: 'correction of an embargoed item, silent (NITF)', sent: of(embargoed('alder', 1), embargoed('birch', 2, { status: '', docdata: '<ed-msg msg-type="Correction"/>' })), ends: { 'pa-1': 'withheld' }, secret: ['alder', 'birch'] },
  { name: 'correction of an empty embargo, silent (NewsML-G2)', sent: of(g2({ guid: GUID, at: '08:00', text: text('alder'), meta: '<embargoed/>' }), g2({ guid: GUID, version: 2, at: '08:30', text: text('birch'), meta: '<signal qcode="sig:correction"/>' })), ends: { [GUID]: 'withheld' }, secret: ['alder', 'birch'] },
  { name: 'kill of an embargoed item', sent: of(embargoed('alder', 1), embargoed('birch', 2, { status: 'management-status="canceled"', docdata: '' })), ends: { 'pa-1': 'killed' }, secret: ['alder', 'birch'] },
  { name: 'takes of one slug (ANPA adds)', sent: of(lead, add(1002, '1st', 'birch', '0815'), add(1003, '2nd', 'cedar', '0830')), ends: { [SLUG]: 'usable alder birch cedar' } },
  { name: 'a take that is missing (ANPA adds)', sent: of(lead, add(1003, '2nd', 'cedar', '0830')), ends: { [SLUG]: 'usable alder [take 2 is missing] cedar' } },
  { name: 'takes that are items of their own (slug =2)', sent: of(part('TX-1', 'NORLAND-HARBOUR', 'alder', '08:00'), part('TX-2', 'NORLAND-HARBOUR =2', 'birch', '08:05'), part('TX-4', 'NORLAND-HARBOUR =4', 'cedar', '08:15')), ends: { [`${PART}TX-1`]: 'usable alder continued by 2 - 4', [`${PART}TX-2`]: 'usable birch' } },
  { name: 'AP writethru replaces the story and its adds', sent: of(lead, add(1002, '1st', 'birch', '0815'), writethru), ends: { [SLUG]: 'usable cedar' } },
  {
    name: 'UPDATE n replaces n-1, never the first (Reuters)',
    sent: of(reuters('L1', 'Harbour opens', 'alder', '08:00'), reuters('L2', 'UPDATE 1-Harbour opens', 'birch', '08:20'), reuters('L3', 'UPDATE 2-Harbour opens', 'cedar', '08:40')),
    ends: { [`${REUTERS}L1`]: 'usable alder', [`${REUTERS}L2`]: 'usable birch replaced', [`${REUTERS}L3`]: 'usable cedar' },
  },
  {
    name: 'AFP urn revisions, in two formats',
    sent: of(newsMl1({ id: 'TX-1', at: '08:00', text: text('alder') }), newsMl1({ id: 'TX-1', revision: 2, at: '08:20', text: text('birch') }),
      ninjs(`${AFP}:3`, '3', { versionCreated: '2026-03-02T08:40:00Z', ...bodyOf(text('cedar')) })),
    ends: { [AFP]: 'usable cedar' },
  },
  { name: 'redelivery ten times', sent: Array.from({ length: 10 }, (_, n) => ({ wire: first, receivedAt: n })), ends: { [GUID]: 'usable alder' } },
  { name: 'redelivery of a kill by number that has no time, and its victim', sent: [{ wire: alder }, ...[3, 1, 2].map((receivedAt) => ({ wire: g2({ guid: 'urn:desk:kill-2', meta: `${canceled}<link rel="sequenceNumber" residref="dpa 0101 2026-03-02"/>` }), receivedAt }))], ends: { [ALDER]: 'killed' }, secret: ['alder'] },
  { name: 'equal version with other content', sent: of(g2({ guid: GUID, version: 2, at: '08:00', text: text('alder') }), g2({ guid: GUID, version: 2, at: '08:00', text: text('alder', 13) })), ends: { [GUID]: 'usable alder' } },
  { name: 'equal version, one of them canceled', sent: of(g2({ guid: GUID, version: 2, at: '08:00', text: text('alder') }), g2({ guid: GUID, version: 2, at: '08:00', meta: canceled })), ends: { [GUID]: 'killed' }, secret: ['alder'] },
  { name: 'expiry (NITF)', sent: of(nitf({ id: 'pa-1', at: '08:00', text: text('alder'), docdata: '<date.expire norm="20260302T110000+0000"/>' })), ends: { 'pa-1': 'expired' }, secret: ['alder'] },
  { name: 'a copy in another feed', sent: [copied('urn:wire:one', '08:00', 'one'), copied('urn:wire:two', '08:30', 'two')], ends: { 'urn:wire:one': 'usable night', 'urn:wire:two': 'usable night copy of urn:wire:one' } },
  { name: 'copies in three feeds', sent: [copied('urn:wire:one', '08:00', 'one'), copied('urn:wire:two', '08:30', 'two'), copied('urn:wire:three', '08:20', 'three')], ends: { 'urn:wire:one': 'usable night', 'urn:wire:two': 'usable night copy of urn:wire:one urn:wire:three', 'urn:wire:three': 'usable night copy of urn:wire:one' } },
  { name: 'a copy of a text that is killed', sent: [copied('urn:wire:one', '08:00', 'one'), copied('urn:wire:two', '08:30', 'two'), { wire: g2({ guid: 'urn:wire:one', version: 2, at: '09:00', meta: canceled }), feed: 'one' }], ends: { 'urn:wire:one': 'killed', 'urn:wire:two': 'usable night copy of urn:wire:one (killed)' } },
  { name: 'a copy of a text that was killed and came again', sent: [copied('urn:wire:one', '08:00', 'one'), copied('urn:wire:two', '08:30', 'two'), { wire: g2({ guid: 'urn:wire:one', version: 2, at: '09:00', meta: canceled }), feed: 'one' }, copied('urn:wire:one', '09:30', 'one', { version: 3 })], ends: { 'urn:wire:one': 'usable night', 'urn:wire:two': 'usable night copy of urn:wire:one' } },
  { name: 'a copy of an embargoed text', sent: [copied('urn:wire:one', '08:00', 'one', { meta: '<embargoed/>' }), copied('urn:wire:two', '08:30', 'two')], ends: { 'urn:wire:one': 'withheld', 'urn:wire:two': 'usable night copy of urn:wire:one' } },
  { name: 'a copy of a first version that was rewritten', sent: [copied('urn:wire:one', '08:00', 'one'), copied('urn:wire:one', '08:10', 'one', { version: 2, text: text('alder') }), copied('urn:wire:two', '08:30', 'two')], ends: { 'urn:wire:one': 'usable alder', 'urn:wire:two': 'usable night copy of urn:wire:one' } },
  { name: 'an earlier version that makes the copy the original', sent: [copied('urn:wire:one', '08:20', 'one', { version: 2 }), copied('urn:wire:two', '08:10', 'two'), copied('urn:wire:one', '08:00', 'one', { text: text('alder') })], ends: { 'urn:wire:one': 'usable night', 'urn:wire:two': 'usable night copy of urn:wire:one' } },
];
