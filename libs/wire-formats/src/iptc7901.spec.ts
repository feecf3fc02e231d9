import { itemAt, parseFixture, parseText } from './wire.suite.js';

const SOH = '\u0001';
const STX = '\u0002';
const ETX = '\u0003';
const message = (head: string, body: string, header = 'eca0107 3 i 88  dpa 0212'): string =>
  `${SOH}${header}\r\n\r\nNorland/\r\n${STX}${head} =\r\n\r\n${body}\r\n\r\n${ETX}241015 GMT Nov 26\r\n\u007f\u0004`;

describe('IPTC 7901', () => {
  const item = itemAt(parseFixture('dpa-refile-latin1.iptc7901.txt'));

  it('reads header, head lines and trailer', () => {
    expect(item).toMatchObject({
      uri: 'urn:wiredesk:iptc7901:dpa:eca:107:2026-11-24', version: '2026-11-24T10:15:00.000Z', versionCreated: '2026-11-24T10:15:00.000Z', pubStatus: 'usable', signal: 'refile',
      urgency: 3, urgencyFrom: { code: '3', rule: 'iptc7901:priority' }, title: 'Norland opens a third harbour after years of dispute', by: 'By Ada Writer, dpa',
      slugline: 'Norland/harbours/transport', language: 'en', dateline: { place: 'Markøby', source: 'dpa' },
      altIds: [{ role: 'serviceSequence', value: 'eca 0107 2026-11-24' }, { role: 'agencySequence', value: 'dpa 0212 2026-11-24' }],
    });
  });

  it('joins wrapped lines, keeps paragraphs and leaves the notebook to editors', () => {
    expect(item.text).toBe('Markøby (dpa) - The third harbour of Norland opened on Tuesday after a dispute that had gone on for eleven years, the ministry of transport said.\n'
      + '"We have waited for this day," said minister Per Ågren. About 300 people came to see the first ship.');
    expect(item.edNote).toContain('+49 30 0000 0001');
    expect(JSON.stringify({ ...item, edNote: '' })).not.toContain('+49');
  });

  it('reads Latin-1', () => {
    expect(parseFixture('dpa-refile-latin1.iptc7901.txt').charset).toEqual({ used: 'windows-1252', repaired: false });
  });

  it('gives the same story for the same number on the same day only', () => {
    const story = (header: string) => itemAt(parseText(message('Other words', 'Other text.', header))).storyId;
    expect(story('eca0107 3 i 12  dpa 0212')).toBe(item.storyId);
    expect(story('eca0108 3 i 12  dpa 0212')).not.toBe(item.storyId);
  });

  it('names the victim of a kill by the sequence numbers of its day', () => {
    expect(itemAt(parseFixture('dpa-kill-by-number.iptc7901.txt'))).toMatchObject({
      signal: 'kill', pubStatus: 'canceled', refersTo: [{ rel: 'sequenceNumber', id: 'dpa 0212 2026-11-24' }, { rel: 'sequenceNumber', id: 'eca 0107 2026-11-24' }],
    });
  });

  it('looks for a number above its own on the day before', () => {
    expect(itemAt(parseText(message('HOLD HOLD HOLD', 'Please hold dpa 9312.')))).toMatchObject({
      signal: 'hold', pubStatus: 'withheld', refersTo: [{ rel: 'sequenceNumber', id: 'dpa 9312 2026-11-23' }],
    });
  });

  it.each([
    ['1ST LEAD\r\nHarbour opens', 'update', 'Harbour opens'], ['CORRECTED\r\nHarbour opens', 'correction', 'Harbour opens'], ['REPEAT\r\nHarbour opens', 'repeat', 'Harbour opens'],
    ['(Eil \u0007\u0007\u0007)\r\nHafen offen', 'create', 'Hafen offen'], ['(Wiederholung)\r\nHafen offen', 'repeat', 'Hafen offen'], ['(Neu: zweiter Absatz)\r\nHafen offen', 'update', 'Hafen offen'],
    ['Hafen eröffnet, sagt der Sprecher\r\nvon Norland', 'create', 'Hafen eröffnet, sagt der Sprecher von Norland'], ['URGENT \u0007\u0007\u0007 Harbour opens', 'create', 'Harbour opens'],
    ['(Achtung) Bitte nicht verwenden\r\nHafen offen', 'kill', 'Hafen offen'], ['*** ELIMINAR - ELIMINAR ***\r\nATENCION REDACCIONES', 'kill', 'ATENCION REDACCIONES'],
    ['URGENT\r\nSTORY WITHDRAWN: Harbour opens', 'withdraw', 'STORY WITHDRAWN: Harbour opens'],
  ])('reads the act in %j', (head, signal, title) => {
    expect(itemAt(parseText(message(head, 'Markoby (dpa) - Text.')))).toMatchObject({ signal, title });
  });

  it('withholds for a Sperrfrist and guesses no end', () => {
    const held = itemAt(parseFixture('dpa-sperrfrist.iptc7901.txt', { receivedAt: '2026-12-08T13:00:00.000Z' }));
    expect(held).toMatchObject({ pubStatus: 'withheld', embargo: { rule: 'words:sperrfrist', asWritten: 'Bericht - Sperrfrist 09. Dezember 14.20 Uhr' }, versionCreated: '2026-12-08T11:00:00.000Z' });
    expect(held.embargoedUntil).toBeUndefined();
  });

  it('keeps the neighbours of a broken message', () => {
    const { items, rejects } = parseFixture('two-of-three.iptc7901.txt');
    expect(items.map(({ entry, item: { title } }) => [entry, title])).toEqual([[1, 'Calm sea'], [3, 'Ball is round']]);
    expect(rejects).toEqual([expect.objectContaining({ entry: 2, code: 'malformed', bytes: expect.any(Uint8Array) })]);
  });

  it('gives categories in both families of IPTC codes, with where they come from', () => {
    expect(itemAt(parseFixture('two-of-three.iptc7901.txt'), 2).subjects).toEqual(expect.arrayContaining([
      expect.objectContaining({ literal: 's', scheme: 'anpa' }), expect.objectContaining({ literal: '15000000', derivedFrom: 'anpa:s' }), expect.objectContaining({ literal: 'medtop:15000000', derivedFrom: 'anpa:s' }),
    ]));
  });

  it('reads a message whose control characters were lost', () => {
    const bare = new TextDecoder('latin1').decode(Uint8Array.from(Buffer.from(message('Harbour opens', 'Markoby (dpa) - Text.')))).replace(/\p{Cc}/gu, (control) => (control === '\n' ? control : ''));
    expect(parseText(bare)).toMatchObject({ format: 'iptc7901', items: [{ item: { title: 'Harbour opens', text: 'Markoby (dpa) - Text.', versionCreated: '2026-11-24T10:15:00.000Z' } }] });
  });

  it('takes the identifier and version of an agency that has them, and a dateline without a dash', () => {
    const read = (revision: string) => itemAt(parseText(`${SOH}abk014 4 pl 17 vvvvb KNA 261124-89-00065${revision}\nHafen/Norland\n${STX}Hafen offen=\nMarkøby (KNA) Der Hafen ist offen.\n${ETX}241105 NOV 26\n\u0004`));
    expect(read('#2')).toMatchObject({ uri: 'urn:wiredesk:iptc7901:kna:261124-89-00065', version: '2', signal: 'update', title: 'Hafen offen', versionCreated: '2026-11-24T10:05:00.000Z', dateline: { place: 'Markøby', source: 'KNA' }, text: 'Markøby (KNA) Der Hafen ist offen.' });
    expect(read('#1').storyId).toBe(read('#2').storyId);
    expect(read('').version).toBe('2026-11-24T10:05:00.000Z');
  });

  it('does not claim prose that ends a line in a slash', () => {
    expect(parseText('Harbour opens /\nMARKOBY - Text.').format).toBe('plain-text');
  });
});
