import { itemAt, parseFixture, parseText } from './wire.suite.js';

describe('e-mail', () => {
  const result = parseFixture('encoded-words.email.txt');

  it('reads names, subject, time and text, whatever they are encoded in', () => {
    expect(result).toMatchObject({ format: 'email', rejects: [] });
    expect(itemAt(result)).toMatchObject({
      uri: 'mid:story-1@example.org', title: 'Hafen eröffnet – 300 Gäste', by: 'Ada Ågren', versionCreated: '2026-11-24T09:00:00.000Z', refersTo: [{ rel: 'inReplyTo', id: 'mid:story-0@example.org' }],
      text: 'Der Hafen ist eröffnet. Rund 300 Menschen kamen zur Eröffnung und blieben bis zum Abend.\nDas war alles.', attachments: [{ name: 'plan.pdf', contentType: 'application/pdf', bytes: 5 }],
    });
  });

  it('leaves the signature to editors and shows no addresses', () => {
    expect(itemAt(result).edNote).toContain('0003');
    expect(JSON.stringify({ ...itemAt(result), edNote: '' })).not.toMatch(/\+49|ada@example|0003/);
  });

  it('reads HTML when that is all there is, behind empty lines and an mbox line', () => {
    const text = '\r\n   \r\nFrom: Ada <ada@example.org>\nSubject: T\nDate: 24 Nov 2026 10:00 GMT\nContent-Type: text/html\n\n<p>One</p><p>Two</p>';
    expect(itemAt(parseText(text))).toMatchObject({ text: 'One\nTwo', flags: ['missing:message-id'] });
    expect(parseText(`From ada@example.org Tue Nov 24 10:00:00 2026\n${text.trim()}`).format).toBe('email');
  });

  it.each([
    ['no last boundary', 'multipart/mixed; boundary=x', '--x\n\nOne.\n--x\nContent-Type: text/plain\n\nTwo.', 'One.\nTwo.'],
    ['a boundary that never comes', 'multipart/mixed; boundary=x', 'Just words.', 'Just words.'],
    ['no boundary', 'multipart/mixed', 'Just words.', 'Just words.'],
    ['parts in parts without end', 'multipart/mixed; boundary=x', '--x\nContent-Type: multipart/mixed; boundary=x\n\n'.repeat(500), 'T'],
  ])('survives %s', (...[, type, body, expected]) => {
    expect(itemAt(parseText(`From: a@example.org\nSubject: T\nMessage-ID: <1@example.org>\nContent-Type: ${type}\n\n${body}`)).text).toBe(expected);
  });

  it('does not take prose with colons for mail', () => {
    expect(parseText('Subject: the harbour\nTo: whom it may concern\n\nIt opened.').format).toBe('plain-text');
  });
});
