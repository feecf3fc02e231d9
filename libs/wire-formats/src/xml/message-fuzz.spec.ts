import { itemAt, parseText } from '../wire.suite.js';

/** A small seeded generator: a failure can be run again from its number. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

const g2 = (n: number, dirt: string): string =>
  `<newsItem guid="urn:x:${n}" version="1"><itemMeta><versionCreated>2026-01-02T10:00:00Z</versionCreated></itemMeta><contentMeta><headline>Title ${n}</headline></contentMeta>`
  + `<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Text ${n} ${dirt} end.</p></body></html></inlineXML></contentSet></newsItem>`;
const newsml = (n: number, dirt: string): string =>
  `<NewsItem><Identification><NewsIdentifier><ProviderId>a.example</ProviderId><DateId>20260102</DateId><NewsItemId>N${n}</NewsItemId></NewsIdentifier></Identification>`
  + `<NewsComponent><NewsLines><HeadLine>Title ${n}</HeadLine></NewsLines><ContentItem><DataContent><p>Text ${n} ${dirt} end.</p></DataContent></ContentItem></NewsComponent></NewsItem>`;

const FORMATS: readonly (readonly [string, (n: number, dirt: string) => string, (inner: string) => string])[] = [
  ['newsml-g2', g2, (inner) => `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>${inner}</itemSet></newsMessage>`],
  ['newsml-1', newsml, (inner) => `<NewsML>${inner}</NewsML>`],
];

/** Nothing in it opens or closes an item, a comment or a section: those can hide what follows, from any reader. */
const DIRT = ['<', '>', '</p>', '<b>', '</contentMeta>', '&', '&#0;', '&bogus;', '"', '<p a=1>', ']]>', '\u0001', '</', '<1>', '<b c="', '\u00e9', '</html></body>'];

describe('dirt in one item of a message', () => {
  it.each(FORMATS)('%s: never costs its neighbours', (_format, item, message) => {
    const pick = random(4711);
    const [first, third] = [1, 3].map((n) => itemAt(parseText(message([item(1, ''), item(2, ''), item(3, '')].join(''))), n));
    for (let round = 0; round < 400; round += 1) {
      const dirt = Array.from({ length: 1 + pick(4) }, () => DIRT[pick(DIRT.length)] ?? '').join('x');
      const result = parseText(message([item(1, ''), item(2, dirt), item(3, '')].join('\n')));
      const found = new Map(result.items.map(({ item: { storyId, text } }) => [storyId, text]));
      expect({ dirt, first: found.get(first?.storyId ?? ''), third: found.get(third?.storyId ?? '') }).toEqual({ dirt, first: first?.text, third: third?.text });
      expect({ dirt, answers: result.items.length + result.rejects.length }).toEqual({ dirt, answers: 3 });
    }
  });
});
