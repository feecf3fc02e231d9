import { itemAt, parseFixture, parseText } from './wire.suite.js';

const URN = 'urn:newsml:dpa.com:20090101:261123-930-100200';
const ENTRY = {
  format: 'digitalwires@0.9.1', urn: URN, version: 2, version_created: '2026-11-24T11:05:31+01:00', pubstatus: 'usable', signal: 'sig:correction', embargoed: null, language: 'de', urgency: 3,
  headline: 'Dritter Hafen von Norland geöffnet', teaser: null, byline: 'Von Ada Schreiber, dpa', dateline: 'Markøby (dpa) - ', creditline: 'dpa',
  article_html: '<section class="main"><p>Der dritte Hafen von Norland ist seit Dienstag offen. Das teilte das Ministerium mit. Rund 300 Menschen kamen zur Eröffnung.</p></section>',
  notepad: { public_html: '<p>Hinweis</p>', nonpublic_html: '<p>Redaktion: +49 30 0000 0002</p>' }, ednotes: [{ role: 'contacts', ednote: 'Ada Schreiber, +49 30 0000 0004', is_publishable: false }],
  categories: [
    { type: 'dnltype:desk', name: 'wi', qcode: 'dpacat:wi' }, { type: 'dnltype:dpasubject', name: 'Häfen', qcode: 'medtop:04000000', rank: 1 }, { type: 'dnltype:geosubject', name: 'Norland', qcode: 'dpacountry:99', rank: 1 },
    { type: 'dnltype:keyword', name: 'Verkehr', qcode: null }, { type: 'dnltype:genre', name: 'KORR-Meldung', qcode: 'dpatextgenre:1' }, { type: 'dnltype:wire', name: 'bdt', qcode: 'dpasrv:bdt' },
  ],
};
const read = (over: object = {}) => itemAt(parseText(JSON.stringify({ ...ENTRY, ...over })));

describe('dpa digitalwires', () => {
  it('reads what dpa says of a story', () => {
    expect(parseText(JSON.stringify(ENTRY))).toMatchObject({ format: 'dpa-digitalwires', rejects: [] });
    expect(read()).toMatchObject({
      uri: URN, version: '2', signal: 'correction', pubStatus: 'usable', versionCreated: '2026-11-24T10:05:31.000Z', urgency: 3, language: 'de', by: 'Von Ada Schreiber, dpa', slugline: 'Häfen/Norland/Verkehr',
      dateline: { place: 'Markøby', source: 'dpa' }, genres: [{ name: 'KORR-Meldung' }], places: [{ name: 'Norland' }], services: ['bdt'],
      text: 'Markøby (dpa) - Der dritte Hafen von Norland ist seit Dienstag offen. Das teilte das Ministerium mit. Rund 300 Menschen kamen zur Eröffnung.',
    });
    expect(read().subjects).toEqual(expect.arrayContaining([expect.objectContaining({ literal: '04000000', derivedFrom: 'medtop:04000000' })]));
  });

  it('keeps telephone numbers away from readers', () => {
    expect(read().edNote).toContain('0004');
    expect(JSON.stringify({ ...read(), edNote: '' })).not.toContain('+49');
  });

  it('names one story the same in JSON and in IPTC 7901, with the same text', () => {
    const converted = itemAt(parseFixture('dpa-converted-correction.iptc7901.txt'));
    expect(converted).toMatchObject({ storyId: read().storyId, uri: URN, text: read().text, signal: 'correction', versionCreated: '2026-11-24T10:05:00.000Z', language: 'de' });
  });

  it('keeps the story over versions and tells other stories apart', () => {
    expect(read({ version: 3, article_html: '<p>Neu.</p>' }).storyId).toBe(read().storyId);
    expect(read({ urn: 'urn:newsml:dpa.com:20090101:261123-930-100201', headline: 'Anderes' }).storyId).not.toBe(read().storyId);
  });

  it.each([['2026-12-01T06:00:00+01:00', '2026-12-01T05:00:00.000Z', 'usable'], ['', undefined, 'withheld'], ['bald', undefined, 'withheld']])('reads the embargo %j', (embargoed, until, pubStatus) => {
    expect(read({ embargoed })).toMatchObject({ pubStatus, embargo: { asWritten: embargoed } });
    expect(read({ embargoed }).embargoedUntil).toBe(until);
  });

  it('rejects an entry without urn beside good ones', () => {
    const { items, rejects } = parseText(JSON.stringify({ entries: [ENTRY, { ...ENTRY, urn: null }] }));
    expect(items).toHaveLength(1);
    expect(rejects).toEqual([expect.objectContaining({ entry: 2, code: 'invalid-item', pointer: '/entries/1/urn' })]);
  });
});
