import { contentHashOf, wireItemSchema } from '@wiredesk/contracts';
import { parseText } from './wire.suite.js';

const STORY = 'Harbour reopens after storm\n\nMARLOW, Nov 25 (Test Wire) - The harbour reopened on Wednesday.';

const itemOfText = (text: string, over = {}) => {
  const item = parseText(text, over).items[0]?.item;
  if (item === undefined) throw new Error('no item');
  return item;
};

describe('plain text', () => {
  it('keeps the whole text with LF line breaks and takes its first line as headline', () => {
    const item = itemOfText(`${STORY.replaceAll('\n', '\r\n')}  \r\n\r\n`);
    expect(item.text).toBe(STORY);
    expect(item.title).toBe('Harbour reopens after storm');
    expect(wireItemSchema.safeParse(item).success).toBe(true);
  });

  it('leaves composed and decomposed letters as they were sent', () => {
    expect(itemOfText('Cafe\u0301 opens').text).toBe('Cafe\u0301 opens');
  });

  it('names the story by feed and words when no uri is given, and by the uri when one is', () => {
    const story = itemOfText(STORY).storyId;
    expect(itemOfText(`${STORY}\n`).storyId).toBe(story);
    expect(itemOfText(`${STORY} Again.`).storyId).not.toBe(story);
    expect(itemOfText(STORY, { feed: 'other' }).storyId).not.toBe(story);
    const named = itemOfText(STORY, { given: { uri: 'urn:test:1' } });
    expect(itemOfText('Quite another text', { given: { uri: 'urn:test:1' } }).storyId).toBe(named.storyId);
    expect(named.uri).toBe('urn:test:1');
  });

  it.each([
    ['nothing given', {}, '1', '2026-11-25T12:00:00.000Z', 'receipt'],
    ['a time', { versionCreated: '2026-11-24T10:00:00+02:00' }, '2026-11-24T08:00:00.000Z', '2026-11-24T08:00:00.000Z', 'publisher'],
    ['a number', { version: '3' }, '3', '2026-11-25T12:00:00.000Z', 'receipt'],
    ['both', { version: '3', versionCreated: '2026-11-24T10:00:00Z' }, '3', '2026-11-24T10:00:00.000Z', 'publisher'],
  ])('orders by what is given: %s', (...[, given, version, versionCreated, versionCreatedFrom]) => {
    expect(itemOfText(STORY, { given })).toMatchObject({ version, versionCreated, versionCreatedFrom });
  });

  it('rejects a given time that cannot be read', () => {
    const { items, rejects } = parseText(STORY, { given: { versionCreated: 'next Monday' } });
    expect(items).toEqual([]);
    expect(rejects).toEqual([expect.objectContaining({ entry: 1, code: 'invalid-item', pointer: '/versionCreated', hint: expect.any(String) })]);
  });

  it.each(['', ' ', '\r\n\t \n', '\uFEFF\n'])('rejects a text with nothing in it: %j', (text) => {
    expect(parseText(text)).toMatchObject({ items: [], rejects: [{ code: 'empty-body' }] });
  });

  it('gives the same content on another day, whatever the dateline says', () => {
    for (const day of ['Nov 24', 'Monday']) {
      const text = `Harbour reopens\n\nMARLOW, ${day} (Test Wire) - The harbour reopened.`;
      const [first, later] = ['2026-11-25T12:00:00.000Z', '2026-12-09T12:00:00.000Z'].map((receivedAt) => itemOfText(text, { receivedAt }));
      expect(first?.dateline).toMatchObject({ place: 'MARLOW', source: 'Test Wire' });
      expect(contentHashOf({ ...later })).toBe(contentHashOf({ ...first }));
    }
    expect(itemOfText('MARLOW, Monday (Test Wire) - Text.', { given: { versionCreated: '2026-11-25T10:00:00Z' } }).dateline).toMatchObject({ date: '2026-11-23' });
  });

  it.each([
    ['KILL KILL KILL\nPlease kill urn:newsml:example.com:20261124:mill-1.', 'kill', 'canceled'], ['HOLD HOLD HOLD\nPlease hold urn:newsml:example.com:20261124:mill-1 until further notice.', 'hold', 'withheld'],
  ])('reads an act in words and whom it names: %j', (text, signal, pubStatus) => {
    expect(itemOfText(text)).toMatchObject({ signal, pubStatus, refersTo: [{ rel: 'idref', id: 'urn:newsml:example.com:20261124:mill-1' }] });
  });

  it('cuts a long first line at 160 characters for the headline only', () => {
    const line = 'word '.repeat(100).trim();
    const item = itemOfText(line);
    expect(item.title).toHaveLength(160);
    expect(item.text).toBe(line);
  });
});
