import { fixture, itemAt, parseFixture, parseText } from './wire.suite.js';

describe('ANPA 1312', () => {
  const leads = parseFixture('ap-lead-and-writethru.anpa1312.txt');
  const notes = parseFixture('ap-kill-and-advance.anpa1312.txt');

  it('reads header, caret lines and trailer', () => {
    expect(leads).toMatchObject({ format: 'anpa1312', rejects: [] });
    expect(itemAt(leads)).toMatchObject({
      version: '2026-11-24T10:10:00.000Z', versionCreated: '2026-11-24T10:10:00.000Z', signal: 'create', urgency: 4, urgencyFrom: { code: 'r', rule: 'anpa1312:priority' },
      title: 'Norland opens third harbor', by: 'ADA WRITER', byTitle: 'Associated Press', slugline: 'BC-Norland-Harbour', dateline: { place: 'MARKOBY, Norland', source: 'AP' },
    });
    expect(itemAt(leads).edNote).toBe('Eds: With AP Photos.\nAP Photo XYZ101');
  });

  it('sets quotation marks and dashes, one line a paragraph', () => {
    expect(itemAt(leads).text).toBe('MARKOBY, Norland (AP) — Norland opened a third harbor on Tuesday, ending a dispute of 11 years.\n“We have waited for this day,” said Per Agren, the minister. About 300 people came.');
  });

  it('keeps one story over lead, writethru and add, in order', () => {
    const [first, second, third] = [itemAt(leads, 1), itemAt(leads, 2), itemAt(leads, 3)];
    expect([second.storyId, third.storyId]).toEqual([first.storyId, first.storyId]);
    expect(first.version < second.version && second.version < third.version).toBe(true);
    expect(second).toMatchObject({ signal: 'update', stage: '1st Ld-Writethru', urgency: 3 });
    expect(third.take).toEqual({ key: 'norland-harbour', number: 2 });
  });

  it('reads a kill and whom it names', () => {
    expect(itemAt(notes, 1)).toMatchObject({ signal: 'kill', pubStatus: 'canceled', urgency: 2, refersTo: [{ rel: 'sequenceNumber', id: 'w 1240 2026-11-24' }] });
    expect(itemAt(notes, 1).storyId).toBe(itemAt(leads, 1).storyId);
    expect(itemAt(leads, 2).altIds).toContainEqual({ role: 'serviceSequence', value: 'w 1240 2026-11-24' });
  });

  it('reads a message whose control characters were lost', () => {
    const first = new TextDecoder().decode(fixture('ap-lead-and-writethru.anpa1312.txt')).split('\u0004', 1)[0] ?? '';
    const bare = parseText(first.replace(/[^\P{Cc}\t\n]/gu, ''));
    expect(bare).toMatchObject({ format: 'anpa1312', rejects: [] });
    const { storyId, version, title, text } = itemAt(leads);
    expect(itemAt(bare)).toMatchObject({ storyId, version, title, text });
  });

  it('withholds an advance', () => {
    expect(itemAt(notes, 2)).toMatchObject({ pubStatus: 'withheld', embargo: { rule: 'words:advance' }, title: 'Gardens that take their time' });
    expect(itemAt(notes, 2).embargoedUntil).toBeUndefined();
  });
});
