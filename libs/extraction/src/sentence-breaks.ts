import { SHORTENED, STARTERS, TITLES } from './abbreviations.js';
import { isCloser, isUpperAt } from './characters.js';
import type { LooseToken } from './tokens.js';

const TERMINATOR = /^(?:[.!?。！？؟।]+|…|\.{2,})$/u;
const isTerminator = (token: LooseToken): boolean => token.kind === 'punctuation' && TERMINATOR.test(token.text);

const startsLower = (text: string, token: LooseToken): boolean => {
  const char = text[token.start] ?? '';
  return token.kind === 'word' && !isUpperAt(text, token.start) && char !== char.toUpperCase();
};

/** After a full stop anything but a lower-case word begins a sentence; "Who?" she asked. goes on. */
const opensSentence = (text: string, next: LooseToken): boolean => !startsLower(text, next) && next.text !== ',' && next.text !== ';';

const isTitle = (token: LooseToken): boolean => TITLES.has(token.lower.slice(0, -1));
const isInitial = (token: LooseToken): boolean => token.text.length === 2;

/** "Mr. X" never ends a sentence, "the U.S. The ..." does. */
const abbreviationEnds = (text: string, token: LooseToken, next: LooseToken): boolean => {
  if (isTitle(token) || !isUpperAt(text, next.start) || next.kind !== 'word') return false;
  if (isInitial(token)) return STARTERS.has(next.lower) && next.text.length > 2;
  return STARTERS.has(next.lower) && next.text !== next.text.toUpperCase() && !SHORTENED.has(next.lower);
};

const endsWithDot = (token: LooseToken): boolean => token.kind === 'word' && token.text.endsWith('.');

/** Quotes and brackets glued to a full stop still belong to its sentence: `war." He`. */
const pastClosers = (list: readonly LooseToken[], from: number): number => {
  let at = from;
  let end = list[from - 1]?.end;
  for (let next = list[at]; next !== undefined && next.start === end && isCloser(next.text.charCodeAt(0)) && next.kind !== 'word'; next = list[at]) {
    end = next.end;
    at += 1;
  }
  return at;
};

const breaksAfter = (text: string, list: readonly LooseToken[], at: number): number => {
  const token = list[at];
  if (token === undefined) return -1;
  const terminator = isTerminator(token);
  if (!terminator && !endsWithDot(token)) return -1;
  const nextAt = pastClosers(list, at + 1);
  const next = list[nextAt];
  if (next === undefined || next.start === list[nextAt - 1]?.end) return -1;
  return (terminator ? opensSentence(text, next) : abbreviationEnds(text, token, next)) ? nextAt : -1;
};

const newlineBetween = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === 10) return true;
  return false;
};

/** Numbers the sentences on the tokens. A line break always ends a sentence. */
export const numberSentences = (text: string, list: LooseToken[]): readonly LooseToken[] => {
  let sentence = 0;
  let breakAt = -1;
  for (let at = 0; at < list.length; at += 1) {
    const token = list[at] as LooseToken;
    const before = list[at - 1];
    if (before !== undefined && (at === breakAt || newlineBetween(text, before.end, token.start))) sentence += 1;
    token.sentence = sentence;
    const next = breaksAfter(text, list, at);
    if (next >= 0) breakAt = next;
  }
  return list;
};
