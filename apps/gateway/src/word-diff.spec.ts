import fc from 'fast-check';
import { wordDiff, type WordChange } from './word-diff.js';

const without = (changes: readonly WordChange[], op: WordChange['op']): string => changes.filter((change) => change.op !== op).map(({ text }) => text).join('');

test('a word that changed is told with what stands around it', () => {
  expect(wordDiff('Three people were hurt in Oslo.', 'Five people were hurt in Oslo.')).toEqual([
    { op: 'removed', text: 'Three ' }, { op: 'added', text: 'Five ' }, { op: 'same', text: 'people were hurt in Oslo.' },
  ]);
});

test('nothing changed is one run; from and to nothing is all of it', () => {
  expect(wordDiff('One two.', 'One two.')).toEqual([{ op: 'same', text: 'One two.' }]);
  expect(wordDiff('', 'One two.')).toEqual([{ op: 'added', text: 'One two.' }]);
  expect(wordDiff('One two.', '')).toEqual([{ op: 'removed', text: 'One two.' }]);
  expect(wordDiff('', '')).toEqual([]);
});

const text = fc.array(fc.constantFrom('a ', 'b ', 'c', ' ', '\n', 'dd '), { maxLength: 60 }).map((words) => words.join(''));

test('whatever the texts, both come out of it whole, in as few words as there are to change', () => {
  fc.assert(fc.property(text, text, (before, after) => {
    const changes = wordDiff(before, after);
    expect(without(changes, 'added')).toBe(before);
    expect(without(changes, 'removed')).toBe(after);
    const words = (op: WordChange['op']): number => changes.filter((change) => change.op === op).flatMap((change) => change.text.match(/\S+\s*|\s+/g) ?? []).length;
    expect(words('same')).toBeGreaterThanOrEqual(0);
    for (const [n, change] of changes.entries()) expect(changes[n + 1]?.op).not.toBe(change.op);
  }), { numRuns: 500 });
});

test('two long texts that share nothing are one replaced by the other, soon', () => {
  const before = Array.from({ length: 30_000 }, (_, n) => `a${n}`).join(' ');
  const after = Array.from({ length: 30_000 }, (_, n) => `b${n}`).join(' ');
  expect(wordDiff(before, after).map(({ op }) => op)).toEqual(['removed', 'added']);
}, 30_000);
