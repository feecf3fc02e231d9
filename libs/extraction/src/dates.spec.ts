import { dates } from './dates.js';
import type { Doc, ExtractionInput } from './doc.js';
import { sentences } from './sentences.js';
import { tokens } from './tokens.js';

const PUBLISHED = '2024-05-15T09:00:00Z'; // a Wednesday

function datesIn(input: Partial<ExtractionInput> & { readonly text: string }) {
  const empty = { input: { published: PUBLISHED, ...input }, text: input.text, tokens: [], sentences: [] } as unknown as Doc;
  const tokenised = { ...empty, ...tokens.run(empty) };
  return dates.run({ ...tokenised, ...sentences.run(tokenised) }).dates ?? [];
}

const found = (text: string, more: Partial<ExtractionInput> = {}): string[] => datesIn({ text, ...more }).map(({ text: span, value }) => `${span} = ${value}`);

describe('dates', () => {
  test.each([
    ['The bridge fell on August 14, 2019.', ['August 14, 2019 = 2019-08-14']],
    ['The treaty was signed on 12 August 1998 in Oslo.', ['12 August 1998 = 1998-08-12']],
    ['The ferry left on the 3rd of June 2021.', ['3rd of June 2021 = 2021-06-03']],
    ['Floods hit the delta in March, 2020.', ['March, 2020 = 2020-03']],
    ['The plant opened in December 2011.', ['December 2011 = 2011-12']],
    ['The report is dated 2023-11-05.', ['2023-11-05 = 2023-11-05']],
    ['The form was stamped 25/12/2022.', ['25/12/2022 = 2022-12-25']],
    ['The form was stamped 03.04.2022.', ['03.04.2022 = 2022-04-03']],
    ['The cease-fire of Friday, Nov. 3, 2023 held.', ['Friday, Nov. 3, 2023 = 2023-11-03']],
  ])('reads full dates: %s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    ['Troops entered the town Monday.', 'Monday = 2024-05-13'],
    ['Troops will enter the town Monday.', 'Monday = 2024-05-20'],
    ['The minister visited the port on Wednesday.', 'Wednesday = 2024-05-15'],
    ['Officials said the vote would be held on Friday.', 'Friday = 2024-05-17'],
    ['Results are announced on Saturday.', 'Saturday = 2024-05-18'],
    ["Rescuers found two survivors of Thursday's landslide.", 'Thursday = 2024-05-09'],
    ["Voters are preparing for Sunday's election.", 'Sunday = 2024-05-19'],
    ['The envoy arrived last Tuesday.', 'last Tuesday = 2024-05-14'],
    ['The envoy leaves next Tuesday.', 'next Tuesday = 2024-05-21'],
    ['Shelling resumed late Tuesday night.', 'late Tuesday night = 2024-05-14'],
  ])('a weekday takes its side from the verb: %s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  test.each([
    ['The factory burned down on April 2.', 'April 2 = 2024-04-02'],
    ['The factory burned down on October 2.', 'October 2 = 2023-10-02'],
    ['A summit is scheduled for October 2.', 'October 2 = 2024-10-02'],
    ['The ship must leave the harbour by June 1.', 'June 1 = 2024-06-01'],
    ['Strikes have spread since February.', 'February = 2024-02'],
    ['The army took the airfield in November.', 'in November = 2023-11'],
    ['Elections will be held in November.', 'in November = 2024-11'],
    ['The mine closed last July.', 'last July = 2023-07'],
    ['The dam failed in June of this year.', 'June of this year = 2024-06'],
  ])('a month-day without a year takes its side from the verb: %s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  test.each([
    ['Clashes began yesterday.', 'yesterday = 2024-05-14'],
    ['The court rules tomorrow.', 'tomorrow = 2024-05-16'],
    ['Prices rose last week.', 'last week = 2024-W19'],
    ['The talks opened earlier this week.', 'earlier this week = 2024-W20'],
    ['Exports fell last month.', 'last month = 2024-04'],
    ['The company will list its shares next year.', 'next year = 2025'],
    ['The pilot was freed three days ago.', 'three days ago = 2024-05-12'],
    ['The pilot was captured two weeks ago.', 'two weeks ago = 2024-W18'],
    ['The pilot was born 30 years ago.', '30 years ago = 1994'],
    ['Earlier in the week, nurses walked out.', 'Earlier in the week = 2024-W20'],
    ['Output shrank in the first quarter of 2023.', 'first quarter of 2023 = 2023-Q1'],
    ['Output grew in the second half of 2022.', 'second half of 2022 = 2022'],
    ['The budget for fiscal year 2019 was cut.', 'fiscal year 2019 = 2019'],
    ['The novel is set in the 1920s.', '1920s = 192'],
    ['Rents have climbed since the mid-1990s.', 'mid-1990s = 199'],
  ])('relative expressions and periods: %s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  test.each([
    ['The war ran from 1914 to 1918.', ['1914 = 1914', '1918 = 1918']],
    ['The council met on 12-14 August 2010.', ['12 = 2010-08-12', '14 August 2010 = 2010-08-14']],
    ['The summit was held on April 24 and 25.', ['April 24 = 2024-04-24', '25 = 2024-04-25']],
    ["The storms of the 1960's and 2010's flood were worse.", ["1960's = 196", '2010 = 2010']],
    ['Growth slowed in 2009 - 10.', ['2009 = 2009', '10 = 2010']],
    ['The king was crowned in 1905. Five years later he fled.', ['1905 = 1905', 'Five years later = 1910']],
    ['The council met on March 3, 2010. It voted the following day.', ['March 3, 2010 = 2010-03-03', 'the following day = 2010-03-04']],
    ['The rebels signed in June 2008. They disarmed in August.', ['June 2008 = 2008-06', 'in August = 2008-08']],
    ['He was jailed on July 4, 2001. On July 4 his brother fled too.', ['July 4, 2001 = 2001-07-04', 'July 4 = 2001-07-04']],
    ['A guard survived the September 11 attacks.', ['September 11 = 2001-09-11']],
  ])('later expressions lean on earlier ones: %s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    ['More than 2000 people fled.'], ['The hall seats 1,500.'], ['He may march to the capital.'], ['The march of the miners ended.'], ['April Jones won the race.'],
    ['The Sunday Times reported a plot.'], ['They talked for two weeks.'], ['Shops close every Friday.'], ['Unrest has grown in recent months.'], ['He worked there over the past year.'], ['Flight 2010 was late.'],
  ])('quantities, names, durations and repetitions are no dates: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('the date of a dateline is what the story counts from', () => {
    const text = 'NAIROBI, May 3 (Agency) -- The bus fell into the river yesterday.';
    expect(found(text, { published: '2024-05-05T01:00:00Z' })).toEqual(['May 3 = 2024-05-03', 'yesterday = 2024-05-02']);
    expect(found('The bus fell into the river yesterday.', { published: '2024-05-05T01:00:00Z', dateline: { date: '2024-05-03' } })).toEqual(['yesterday = 2024-05-02']);
  });

  test('an unreadable version time gives no dates', () => {
    expect(found('Clashes began yesterday.', { published: 'soon' })).toEqual([]);
  });

  test('every annotation slices back and says its rule', () => {
    const text = 'On Monday, 3 May 2010 and in early June 2012 the wells ran dry; by mid-July last year none was left.';
    const all = datesIn({ text });
    expect(all.length).toBeGreaterThan(2);
    for (const { start, end, text: span, rule } of all) {
      expect(text.slice(start, end)).toBe(span);
      expect(rule).toMatch(/^date\//);
    }
  });
});
