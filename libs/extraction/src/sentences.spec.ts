import { runPipeline } from './pipeline.js';

const sentencesOf = (text: string): string[] => runPipeline({ text, published: '2025-01-01T00:00:00Z' }, 'sentences').sentences.map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  it.each([
    ['Rain fell. Roads closed.', ['Rain fell.', 'Roads closed.']],
    ['Mr. Osei left the U.S. The trip took Gen. Lund to Accra.', ['Mr. Osei left the U.S.', 'The trip took Gen. Lund to Accra.']],
    ['He met U.S. President Ford in Washington, D.C. on Oct. 3.', ['He met U.S. President Ford in Washington, D.C. on Oct. 3.']],
    ['"It is over." He left.', ['"It is over."', 'He left.']],
    ['"Why?" she asked. Nobody knew.', ['"Why?" she asked.', 'Nobody knew.']],
    ['They waited ... and left.', ['They waited ... and left.']],
    ['Acme Inc. shares rose. John F. Nkemelu sold.', ['Acme Inc. shares rose.', 'John F. Nkemelu sold.']],
    ['HEADLINE WITHOUT STOP\nThe story began.', ['HEADLINE WITHOUT STOP', 'The story began.']],
    ['Дождь шёл. Дороги закрыли.', ['Дождь шёл.', 'Дороги закрыли.']],
    ['', []],
    [' \n ', []],
  ])('%j', (text, expected) => {
    expect(sentencesOf(text)).toEqual(expected);
  });

  it('counts paragraphs by line breaks', () => {
    const doc = runPipeline({ text: '\n\nOne. Two.\n\nThree.\nFour.', published: '2025-01-01T00:00:00Z' }, 'sentences');
    expect(doc.sentences.map(({ paragraph }) => paragraph)).toEqual([0, 0, 1, 2]);
  });

  it('covers every token once, and tokens know their sentence', () => {
    const { tokens, sentences } = runPipeline({ text: 'One, two. Three!\nFour', published: '2025-01-01T00:00:00Z' }, 'sentences');
    expect(sentences.flatMap(({ first, last }, at) => tokens.slice(first, last).map((token) => [token.sentence, at]))).toEqual(tokens.map((token) => [token.sentence, token.sentence]));
  });
});
