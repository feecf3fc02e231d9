import { storyIdOf, wireItemSchema } from '@wiredesk/contracts';
import { parseText } from './wire.suite.js';

const BASE = { uri: 'urn:test:story-1', type: 'text', versioncreated: '2026-11-24T10:00:00+0200', headline: 'Mill closes', body_text: 'The mill closed.\nNobody was hurt.' };
const read = (object: unknown, over = {}) => parseText(JSON.stringify(object), over);
const item = (over: object) => {
  const found = read({ ...BASE, ...over }).items[0]?.item;
  if (found === undefined) throw new Error('no item');
  return found;
};

describe('ninjs', () => {
  it('reads version 1 spelling into version 3 fields', () => {
    const found = item({
      pubstatus: 'usable', urgency: 3, ednote: 'check names', byline: 'Ada Writer', altids: { wire: '77' },
      person: [{ name: 'Ada Example', rel: 'about', scheme: 'http://example.org/p/', code: '12' }], place: [{ code: 'NSW', name: 'NSW' }],
    });
    expect(found).toMatchObject({
      uri: BASE.uri, storyId: storyIdOf(BASE.uri), versionCreated: '2026-11-24T08:00:00.000Z', version: '2026-11-24T08:00:00.000Z', pubStatus: 'usable', urgency: 3,
      edNote: 'check names', by: 'Ada Writer', title: 'Mill closes', headlines: [{ role: 'main', value: 'Mill closes' }], text: BASE.body_text,
      altIds: [{ role: 'wire', value: '77' }], people: [{ name: 'Ada Example', literal: '12', uri: 'http://example.org/p/12' }], places: [{ literal: 'NSW' }],
    });
    expect(wireItemSchema.safeParse(found).success).toBe(true);
  });

  it.each([
    ['2.x', { versioncreated: '2026-11-24T08:00:00Z', bodies: [{ role: 'html', contenttype: 'text/html', value: '<p>One.</p><p>Two &amp; a half.</p>' }], headlines: [{ value: 'H' }], altids: [{ role: 'r', value: 'v' }] }],
    ['3.x', { versionCreated: '2026-11-24T08:00:00Z', bodies: [{ role: 'html', contentType: 'text/html', value: '<p>One.</p><p>Two &amp; a half.</p>' }], headlines: [{ value: 'H' }], altIds: [{ role: 'r', value: 'v' }] }],
  ])('reads the arrays of %s', (_version, fields) => {
    const found = read({ uri: 'urn:test:2', version: '4', ...fields }).items[0]?.item;
    expect(found).toMatchObject({ version: '4', signal: 'update', text: 'One.\nTwo & a half.', title: 'H', altIds: [{ role: 'r', value: 'v' }], versionCreated: '2026-11-24T08:00:00.000Z' });
  });

  it('takes the markup when the plain text has lost its paragraphs', () => {
    expect(item({ body_text: 'One. Two.', body_xhtml: '<p>One.</p><p>Two.</p>' }).text).toBe('One.\nTwo.');
    expect(item({ body_text: 'One.\nTwo.', body_xhtml: '<p>One.</p><p>Two.</p><p>Three</p>' }).text).toBe('One.\nTwo.');
  });

  it('uses the description when there is no body, and says so', () => {
    expect(item({ body_text: undefined, description_text: 'In short.' })).toMatchObject({ text: 'In short.', flags: ['text-from:descriptions'] });
  });

  it.each([
    ['with a zone', '2026-12-01T00:00:00+01:00', '2026-11-30T23:00:00.000Z'],
    ['present and empty', '', undefined],
    ['a bare date', '2026-12-01', undefined],
    ['without a zone', '2026-12-01T00:00:00', undefined],
    ['words', 'Next Monday', undefined],
    ['not even a string', { at: 'noon' }, undefined],
  ])('reads an embargo %s', (_name, embargoed, until) => {
    for (const name of ['embargoed', 'embargoedUntil', 'embargoeduntil']) {
      const found = item({ pubstatus: 'usable', [name]: embargoed });
      expect(found.embargo).toMatchObject({ rule: 'ninjs:embargoedUntil' });
      expect(found.embargoedUntil).toBe(until);
      expect(found.pubStatus).toBe(until === undefined ? 'withheld' : 'usable');
    }
  });

  it('sees no embargo in null', () => {
    expect(item({ embargoed: null })).toMatchObject({ pubStatus: 'usable' });
    expect(item({ embargoed: null })).not.toHaveProperty('embargo');
  });

  it.each([['canceled', 'canceled', 'kill'], ['withheld', 'withheld', 'create'], ['Usable', 'usable', 'create'], ['stat:cancelled', 'canceled', 'kill'], ['maybe', 'withheld', 'create']])(
    'reads the status %s', (pubstatus, status, signal) => {
      expect(item({ pubstatus })).toMatchObject({ pubStatus: status, signal });
    });

  it.each([[1, 1], ['5', 5], [0, undefined], [2.5, undefined], ['high', undefined]])('reads the urgency %p', (written, urgency) => {
    expect(item({ urgency: written }).urgency).toBe(urgency);
  });

  it('adds the top level of a code in the other family, with where it comes from', () => {
    expect(item({ subject: [{ code: '15054000', name: 'Football' }] }).subjects).toEqual([{ name: 'Football', literal: '15054000' }, expect.objectContaining({ literal: 'medtop:15000000', derivedFrom: '15054000' })]);
  });

  it('reads what Superdesk adds', () => {
    const found = item({ service: [{ name: 'Sport', code: 's' }], authors: [{ name: 'Ada Writer', role: 'writer' }], source: 'Test Wire', evolvedfrom: 'urn:test:story-0', keywords: ['mill'] });
    expect(found).toMatchObject({ by: 'Ada Writer', infoSources: [{ name: 'Test Wire', role: 'source' }], refersTo: [{ rel: 'evolvedFrom', id: 'urn:test:story-0' }] });
    expect(found.subjects).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'mill', rel: 'keyword' }), expect.objectContaining({ literal: 's', scheme: 'anpa' }), expect.objectContaining({ literal: 'medtop:15000000' })]));
  });

  it('fails closed when the end of use cannot be read', () => {
    expect(item({ expires: 'soon' })).toMatchObject({ pubStatus: 'withheld', flags: ['unreadable:expires'] });
    expect(item({ expires: '2027-01-01T00:00:00+02:00' })).toMatchObject({ pubStatus: 'usable', expires: '2026-12-31T22:00:00.000Z' });
  });

  it('keeps the story id over versions and feeds', () => {
    const first = item({ version: '1' });
    const second = read({ ...BASE, version: '2', headline: 'Mill reopens' }, { feed: 'another' }).items[0]?.item;
    expect(second?.storyId).toBe(first.storyId);
    expect([first.version, second?.version]).toEqual(['1', '2']);
  });

  it('clamps a time in the future and says so', () => {
    expect(item({ versioncreated: '2031-01-01T00:00:00Z' })).toMatchObject({ versionCreated: '2026-11-25T12:00:00.000Z', versionCreatedFrom: 'receipt', flags: ['future:versionCreated'] });
  });

  it('reads many items and loses none for a bad neighbour', () => {
    const many = Array.from({ length: 50 }, (_, i) => ({ ...BASE, uri: i === 20 ? undefined : `urn:test:many-${i}` }));
    const { items, rejects } = read({ total: 50, item: many });
    expect(items).toHaveLength(49);
    expect(rejects).toEqual([expect.objectContaining({ entry: 21, code: 'invalid-item', pointer: '/item/20/uri' })]);
    expect(JSON.parse(new TextDecoder().decode(items[3]?.bytes))).toEqual(many[3]);
  });

  it.each([[{ _items: [BASE] }], [{ took: 3, hits: [BASE] }], [{ data: BASE }], [[BASE]]])('finds the item in %j', (wrapped) => {
    expect(read(wrapped)).toMatchObject({ items: [{ item: { uri: BASE.uri } }], rejects: [] });
  });

  it('reads one object a line, and loses none for a broken one', () => {
    const text = [JSON.stringify({ ...BASE, uri: 'urn:test:1' }), '{"uri": "urn:test:2",}', JSON.stringify({ ...BASE, uri: 'urn:test:3' })].join('\r\n');
    const { items, rejects } = parseText(text, { contentType: 'application/x-ndjson' });
    expect(items.map(({ entry, item: { uri } }) => [entry, uri])).toEqual([[1, 'urn:test:1'], [3, 'urn:test:3']]);
    expect(rejects).toEqual([expect.objectContaining({ entry: 2, code: 'malformed', rule: 'ndjson' })]);
  });

  it('names the field when the uri is missing', () => {
    expect(read({ ...BASE, uri: undefined })).toMatchObject({ format: 'ninjs', items: [], rejects: [{ code: 'invalid-item', pointer: '/uri', hint: expect.any(String) }] });
  });
});

describe('JSON that is none', () => {
  it.each([
    ['cut off', '{"uri": "urn:test:1", "body_text": "half a st', 'malformed', 45],
    ['a comma too many', '{"uri": "ü",}', 'malformed', 13],
  ])('%s: is rejected with the byte where it breaks, never read as text', (...[, text, code, offset]) => {
    expect(parseText(text)).toMatchObject({ format: 'ninjs', items: [], rejects: [{ code, offset }] });
  });

  it('is rejected when the content type says JSON', () => {
    expect(parseText('just words', { contentType: 'application/json; charset=utf-8' }).rejects[0]?.code).toBe('malformed');
  });

  it('refuses depth and prototype keys', () => {
    expect(parseText(`{"a":${'['.repeat(200000)}`).rejects[0]).toMatchObject({ code: 'too-deep' });
    expect(parseText('{"uri":"urn:test:1","__proto__":{"polluted":true}}').rejects[0]).toMatchObject({ code: 'unsafe-content', pointer: '/__proto__' });
  });

  it('leaves prose in brackets to plain text', () => {
    expect(parseText('[Corrected] The mill closed.').format).toBe('plain-text');
    expect(parseText('{sic} The mill closed.').format).toBe('plain-text');
  });
});
