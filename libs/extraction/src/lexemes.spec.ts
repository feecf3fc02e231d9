import { factOf, lexemeOf } from './lexemes.js';

describe('lexemes', () => {
  it('shares a spelling that it knows, and works a fact out once', () => {
    const read = jest.fn(({ text }: { readonly text: string }) => text.length);
    const lengthOf = factOf(read);
    expect(lexemeOf('harbour', 'word')).toBe(lexemeOf('harbour', 'word'));
    expect([lengthOf(lexemeOf('harbour', 'word')), lengthOf(lexemeOf('harbour', 'word'))]).toEqual([7, 7]);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('forgets all spellings when there are too many, so that a long run is bounded', () => {
    const before = lexemeOf('lighthouse', 'word');
    for (let at = 0; at < 20_000; at += 1) lexemeOf(`q${at.toString(36)}`, 'word');
    const after = lexemeOf('lighthouse', 'word');
    expect(after).not.toBe(before);
    expect({ ...after, facts: [] }).toEqual({ ...before, facts: [] });
  });

  it('does not remember spellings longer than words are', () => {
    const long = 'a'.repeat(41);
    expect(lexemeOf(long, 'word')).not.toBe(lexemeOf(long, 'word'));
  });
});
