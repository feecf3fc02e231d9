import { datelineInText, datelineOf, readDateline } from './dateline.js';

describe('datelines', () => {
  it.each([
    ['STOCKHOLM, Aug 29, 2014 (AFP) -', { place: 'STOCKHOLM', date: '2014-08-29', source: 'AFP' }],
    ['MOSCOW, Monday (Reuters)', { place: 'MOSCOW', date: '2026-03-02', source: 'Reuters' }],
    ['Berlin (dpa) - ', { place: 'Berlin', source: 'dpa' }],
    ['BETHESDA, Md.', { place: 'BETHESDA, Md.' }],
    ['KNOXVILLE, Tenn. (AP) _', { place: 'KNOXVILLE, Tenn.', source: 'AP' }],
    ['(ANSA) - Rome, October 11 -', { place: 'Rome', date: '2025-10-11', source: 'ANSA' }],
    ['(ANSA) - ROMA, 11 OTT -', { place: 'ROMA', date: '2025-10-11', source: 'ANSA' }],
    ['LONDON March 3 (Reuters) - ', { place: 'LONDON', date: '2026-03-03', source: 'Reuters' }],
    ['WASHINGTON/NEW YORK, Jan. 3 (Reuters) -', { place: 'WASHINGTON/NEW YORK', date: '2026-01-03', source: 'Reuters' }],
    ['PARIS, 17 nov 2015 (AFP) -', { place: 'PARIS', date: '2015-11-17', source: 'AFP' }],
    ['Paris, 1er février 2026 (AFP)', { place: 'Paris', date: '2026-02-01', source: 'AFP' }],
    ['Madrid, 12 de marzo de 2026 (EFE).-', { place: 'Madrid', date: '2026-03-12', source: 'EFE' }],
    ['Wien, 3. März (APA)', { place: 'Wien', date: '2026-03-03', source: 'APA' }],
    ['OSLO, Wednesday, March 4 (Wire)', { place: 'OSLO', date: '2026-03-04', source: 'Wire' }],
    ['2014-07-17 00:24:11 GMT+00:00', { date: '2014-07-17' }],
    ['Helsinki', { place: 'Helsinki' }],
    ['MARSEILLE, Dec 31', { place: 'MARSEILLE', date: '2025-12-31' }],
    ['BERN, Feb 30 (Wire)', { place: 'BERN', source: 'Wire' }],
    ['SUN CITY, South Africa (AP)', { place: 'SUN CITY, South Africa', source: 'AP' }],
  ])('%s', (text, expected) => {
    expect(readDateline(text, '2026-03-04')).toEqual({ text: text.replace(/\s+/g, ' ').trim(), ...expected });
  });

  it('has no day for a weekday or a day without a year when the day of the item is unknown', () => {
    expect(readDateline('ROME, Monday (Wire)')).toEqual({ text: 'ROME, Monday (Wire)', place: 'ROME', source: 'Wire' });
    expect(readDateline('ROME, March 3 (Wire)')?.date).toBeUndefined();
  });

  it.each([
    ['NEW YORK (AP) \u2014 Gas prices rose.', { text: 'NEW YORK (AP) \u2014', place: 'NEW YORK', source: 'AP' }],
    ['Headline\nOSLO, March 3 (Wire) - Ferries stopped.', { text: 'OSLO, March 3 (Wire) -', place: 'OSLO', date: '2026-03-03', source: 'Wire' }],
    ['Oslo (NTB): Det regnet.', { text: 'Oslo (NTB):', place: 'Oslo', source: 'NTB' }],
    ['Madrid, 12 mar (EFE).- El puerto.', { text: 'Madrid, 12 mar (EFE).-', place: 'Madrid', date: '2026-03-12', source: 'EFE' }],
    ['The minister (a Liberal) - who had said no - resigned.', undefined],
    ['He came. Then she (Ann) - left.', undefined],
    ['A story without any.', undefined],
    ['', undefined],
  ])('finds the one at the head of %j', (text, expected) => {
    expect(datelineInText(text, '2026-03-04')).toEqual(expected);
  });

  it('completes the dateline of an item from its text only where both name one place', () => {
    expect(datelineOf('BETHESDA, Md.', 'BETHESDA, Md. (AP) _ A firm said.', '2026-03-04T10:00:00Z')).toEqual({ text: 'BETHESDA, Md.', place: 'BETHESDA, Md.', source: 'AP' });
    expect(datelineOf('Geneva', 'BERN (Wire) - A firm said.', '2026-03-04T10:00:00Z')).toEqual({ text: 'Geneva', place: 'Geneva' });
    expect(datelineOf(undefined, 'BERN, Mar 3 (Wire) - A firm said.', '20260304T100000+0100')).toMatchObject({ place: 'BERN', date: '2026-03-03' });
  });

  it('is quick on text that was made to be slow', () => {
    for (const text of ['Jan 1, '.repeat(50_000), `${'A'.repeat(70)}${' ('.repeat(50_000)}`, '(((('.repeat(50_000), 'a '.repeat(100_000)]) {
      expect(datelineOf(text, text, undefined)?.date).toBeUndefined();
    }
  });
});
