import { runPipeline } from './pipeline.js';

const docOf = (text: string) => runPipeline({ text, published: '2025-01-01T00:00:00Z' }, 'sentences');
const wordsOf = (text: string): string => docOf(text).tokens.map((token) => token.text).join(' ');

describe('tokens', () => {
  it.each([
    ['the U.S. envoy', 'the U.S. envoy'],
    ['Mr. Osei met Dr. Lund.', 'Mr. Osei met Dr. Lund .'],
    ['John F. Nkemelu', 'John F. Nkemelu'],
    ['on ‘Страна.ua’ today', 'on ‘ Страна.ua ’ today'],
    ['cost 1,200.5 euros at 17:30', 'cost 1,200.5 euros at 17:30'],
    ['raised $3.5m or 4%', 'raised $ 3.5m or 4 %'],
    ['a 25-year-old in a 27-member bloc', 'a 25-year-old in a 27-member bloc'],
    ['won 5-4 on 2010-08-15', 'won 5 - 4 on 2010 - 08 - 15'],
    ['Ukraine’s and Mali\'s', 'Ukraine ’s and Mali \'s'],
    ["the dogs' bowls don’t", "the dogs ' bowls don’t"],
    ["O'Hara of Côte d'Ivoire", "O'Hara of Côte d'Ivoire"],
    ['the U.S.-led, pro-Syrian al-Qaida', 'the U.S. - led , pro - Syrian al-Qaida'],
    ['anti-U.S. and pro-U.N. talk', 'anti - U.S. and pro - U.N. talk'],
    ['Israeli-Palestinian and post-Soviet', 'Israeli - Palestinian and post-Soviet'],
    ['avec l’Ukraine et l\'OTAN', 'avec l’ Ukraine et l\' OTAN'],
    ['wait... no -- stop!!', 'wait ... no -- stop !!'],
    ['see https://a.example/x?b=1. Write to desk@wire.example', 'see https://a.example/x?b=1 . Write to desk@wire.example'],
    ['in 2003,5 men', 'in 2003 , 5 men'],
    ['the war.The end', 'the war . The end'],
  ])('%s', (text, expected) => {
    expect(wordsOf(text)).toBe(expected);
  });

  it('slice back to the text, in order, whatever the text holds', () => {
    const text = 'A\u0301ngel 😀 said: «Привет» — 日本語 «حسنا» 5½ \ud800 x\u00a0y\u200b z';
    const { tokens } = docOf(text);
    expect(tokens.length).toBeGreaterThan(10);
    for (const [at, token] of tokens.entries()) {
      expect(text.slice(token.start, token.end)).toBe(token.text);
      expect(token.start).toBeGreaterThanOrEqual(tokens[at - 1]?.end ?? 0);
    }
  });

  it('tells words, numbers, punctuation and symbols apart', () => {
    expect(docOf("Ann's 5th $9.").tokens.map((token) => token.kind)).toEqual(['word', 'word', 'number', 'symbol', 'number', 'punctuation']);
  });

  it('folds case and apostrophes for matching only', () => {
    expect(docOf('Don’t').tokens[0]).toMatchObject({ text: 'Don’t', lower: "don't" });
  });

  it('scans a long run of marks in one pass', () => {
    expect(docOf('-'.repeat(200_000)).tokens).toHaveLength(1);
  });
});
