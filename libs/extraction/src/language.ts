import type { Component, Doc } from './doc.js';
import { LANGUAGE_WORDS } from './language-words.js';
import { factOf } from './lexemes.js';

const ENOUGH_WORDS = 120;
const NONE: readonly string[] = [];

const byWord = new Map<string, string[]>();
for (const [language, words] of Object.entries(LANGUAGE_WORDS)) {
  for (const word of new Set(words.split(' '))) byWord.set(word, [...(byWord.get(word) ?? []), language]);
}

const languagesOf = factOf(({ lower }) => byWord.get(lower) ?? NONE);

/** Scripts by their range of code units, and the letters that only one of their languages has: the first row whose letters occur wins, the last takes the rest. */
const SCRIPTS: readonly { readonly from: number; readonly to: number; readonly rows: readonly (readonly [string, RegExp])[] }[] = [
  { from: 0x400, to: 0x4ff, rows: [['kk', /[әғқңөұүһ]/i], ['uk', /[їєґ]/i], ['be', /ў/i], ['mk', /[ѓќѕ]/i], ['sr', /[љњћђџј]/i], ['ru', /[ыэё]/i], ['uk', /і/i], ['bg', /ъ/i], ['ru', /./]] },
  { from: 0x600, to: 0x6ff, rows: [['ur', /[ٹڈڑںے]/], ['ps', /[ټډړښځ]/], ['fa', /[پچژگ]/], ['ar', /./]] },
  { from: 0x3040, to: 0x30ff, rows: [['ja', /./]] },
  { from: 0xac00, to: 0xd7af, rows: [['ko', /./]] },
  { from: 0x4e00, to: 0x9fff, rows: [['zh', /./]] },
  { from: 0x370, to: 0x3ff, rows: [['el', /./]] },
  { from: 0x590, to: 0x5ff, rows: [['he', /./]] },
  { from: 0x900, to: 0x97f, rows: [['hi', /./]] },
  { from: 0x980, to: 0x9ff, rows: [['bn', /./]] },
  { from: 0xe00, to: 0xe7f, rows: [['th', /./]] },
  { from: 0x10a0, to: 0x10ff, rows: [['ka', /./]] },
  { from: 0x530, to: 0x58f, rows: [['hy', /./]] },
];

interface Guess {
  readonly detected: string;
  readonly confidence: number;
}

const countBetween = (text: string, from: number, to: number): number => {
  let found = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= from && unit <= to) found += 1;
  }
  return found;
};

const countLatin = (text: string): number => countBetween(text, 0x41, 0x5a) + countBetween(text, 0x61, 0x7a) + countBetween(text, 0xc0, 0x24f);

/** Japanese writes Han letters too, so kana decide before them: the order of the table. */
const byScript = (sample: string): Guess | undefined => {
  const latin = countLatin(sample);
  if (latin > sample.length / 2) return undefined;
  for (const { from, to, rows } of SCRIPTS) {
    const own = countBetween(sample, from, to);
    if (own === 0 || own < latin) continue;
    const language = rows.find(([, letters]) => letters.test(sample))?.[0] ?? '';
    return { detected: language, confidence: Math.round((100 * own) / (own + latin)) / 100 };
  }
  return undefined;
};

const votesOf = (doc: Doc): Map<string, number> => {
  const votes = new Map<string, number>();
  for (const { lexeme } of doc.tokens.slice(0, ENOUGH_WORDS)) {
    for (const one of languagesOf(lexeme)) votes.set(one, (votes.get(one) ?? 0) + 1);
  }
  return votes;
};

/** Most function words wins; confidence is the winner's lead over the second. */
const byWords = (doc: Doc): Guess | undefined => {
  const [first, second] = [...votesOf(doc)].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  if (first === undefined || first[1] < 2) return undefined;
  const lead = (first[1] - (second?.[1] ?? 0)) / first[1];
  return lead === 0 ? undefined : { detected: first[0], confidence: Math.round(50 + 50 * lead) / 100 };
};

const SAMPLE = 1_000;

/** The declared language beside the one that the text itself shows; a text that shows none (a table of scores) has none detected. */
export const language: Component = {
  id: 'language',
  requires: ['tokens'],
  assigns: ['language'],
  run: (doc) => ({
    language: {
      ...(doc.input.language === undefined ? {} : { declared: doc.input.language }),
      ...(byScript(doc.text.slice(0, SAMPLE)) ?? byWords(doc) ?? {}),
    },
  }),
};
