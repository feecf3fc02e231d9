import { itemAt, parseText } from '../wire.suite.js';
import { advisoryActsOf, advisoryLinesIn } from './advisory-lines.js';

describe('lines for editors at the head of a text', () => {
  it.each([
    ['(Adds comment from the mill, background)\nOSLO, Feb 3 (Reuters) - Ferries stopped.', ['(Adds comment from the mill, background)'], ['update']],
    ['(Corrects spelling of name (not Smyth) in paragraph 3)\nText.', ['(Corrects spelling of name (not Smyth) in paragraph 3)'], ['correction']],
    ['Headline\nBy Eva Penn\n(Refiles to fix typo)\nText.', ['(Refiles to fix typo)'], ['refile']],
    ['(Repeats story from Sunday; no change to text)\nText.', ['(Repeats story from Sunday; no change to text)'], ['repeat']],
    ['(Reuters) - Text.', [], []],
    ['(Addison) is a town.', [], []],
    ['Text.\n(The mill adds value.)', [], []],
    ['', [], []],
  ])('%j', (text, lines, signals) => {
    const found = advisoryLinesIn(text);
    expect(found.map((line) => line.text)).toEqual(lines);
    for (const { start, end, text: words } of found) expect(text.slice(start, end)).toBe(words);
    expect(advisoryActsOf(found).map(({ signal }) => signal)).toEqual(signals);
  });

  it('makes a correction of an item whose headline says nothing of it, and leaves the text as it is', () => {
    const found = itemAt(parseText('<nitf><head><docdata><doc-id id-string="a"/></docdata></head><body><body.content><p>(Corrects day to Monday)</p><p>Text.</p></body.content></body></nitf>'));
    expect(found).toMatchObject({ signal: 'correction', text: '(Corrects day to Monday)\nText.', advisories: [{ start: 0, end: 24 }] });
  });

  it('is quick on brackets without end', () => {
    expect(advisoryLinesIn(`(Adds ${'('.repeat(900)}`)).toEqual([]);
    expect(advisoryLinesIn(`(Adds ${'()'.repeat(450)}`)).toEqual([]);
  });
});
