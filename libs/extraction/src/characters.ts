/** What a UTF-16 code unit is to the scanner. */
export const SPACE = 0;
export const LETTER = 1;
export const DIGIT = 2;
export const PUNCTUATION = 3;
export const SYMBOL = 4;

/** By code unit; what it is is worked out when it is first seen, for to do so for all 65,536 takes longer than all else of the scanner's start. */
const UNSEEN = 0xff;
const classes = new Uint8Array(0x10000).fill(UNSEEN);

// Marks count as letters: a decomposed accent must not cut a name. So do surrogates, so that a pair is never split.
const PATTERNS: readonly (readonly [RegExp, number])[] = [[/\p{Nd}/u, DIGIT], [/[\p{L}\p{M}]/u, LETTER], [/\p{P}/u, PUNCTUATION], [/[\s\p{Cc}\p{Zs}\u200b\ufeff]/u, SPACE]];

const learnClass = (unit: number): number => {
  const char = String.fromCharCode(unit);
  const found = PATTERNS.find(([pattern]) => pattern.test(char))?.[1] ?? SYMBOL;
  classes[unit] = found;
  return found;
};

export const classAt = (text: string, at: number): number => {
  if (at >= text.length) return SPACE;
  if (at < 0) return SYMBOL;
  const unit = text.charCodeAt(at);
  const known = classes[unit] as number;
  return known === UNSEEN ? learnClass(unit) : known;
};

export const isUpperAt = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  if (unit < 128) return unit >= 65 && unit <= 90;
  const char = text[at];
  return char !== undefined && char !== char.toLowerCase();
};

export const isApostrophe = (unit: number): boolean => unit === 0x27 || unit === 0x2019 || unit === 0x2bc;
export const isQuote = (unit: number): boolean => unit === 0x22 || unit === 0x27 || (unit >= 0x2018 && unit <= 0x201f) || unit === 0xab || unit === 0xbb;
export const isCloser = (unit: number): boolean => isQuote(unit) || unit === 0x29 || unit === 0x5d || unit === 0x7d;
export const isOpener = (unit: number): boolean => isQuote(unit) || unit === 0x28 || unit === 0x5b || unit === 0x7b;

const MARKS = /\p{M}/gu;
const QUOTES = /[‘`]/g;

const isAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
};

/** A word as lists and the tagger compare it: lower case, plain apostrophes, no accents. For matching only. */
export const foldWord = (lower: string): string => (isAscii(lower) ? lower : lower.normalize('NFD').replace(MARKS, '').replace(QUOTES, "'"));
