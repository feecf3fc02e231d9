import { lexemeOf } from '../lexemes.js';
import { earlierDay, modifiedMonth, month, monthDay } from './months.js';
import { numericDay, year } from './numeric.js';
import { fiscalYear, half, quarter } from './quarters.js';
import type { Found, Reader, Rule } from './reader.js';
import { word } from './reader.js';
import { amount, definite, edgeOfPeriod, lastNight, namedDay, sidePeriod, thatPeriod } from './relative.js';
import { modifiedWeekday, weekday } from './weekdays.js';
import { EDGES, MONTHS, ORDINALS, SMALL_NUMBERS, WEEKDAYS } from './words.js';

const NUMBER_RULES: readonly Rule[] = [numericDay, monthDay, earlierDay, amount, year, quarter];

const entries = (words: Iterable<string>, rules: readonly Rule[]): [string, readonly Rule[]][] => [...words].map((each) => [each, rules]);

/** Which rules a word can begin. The first that reads something wins. */
const WORD_RULES: ReadonlyMap<string, readonly Rule[]> = new Map([
  ...entries(MONTHS.keys(), [monthDay, month]),
  ...entries(WEEKDAYS.keys(), [weekday]),
  ...entries(ORDINALS.keys(), [quarter, half]),
  ...entries(SMALL_NUMBERS.keys(), [amount]),
  ...entries(['last', 'next', 'past', 'coming'], [modifiedWeekday, modifiedMonth, sidePeriod, lastNight]),
  ...entries(['this'], [modifiedWeekday, modifiedMonth, sidePeriod]),
  ...entries(EDGES, [edgeOfPeriod]),
  ...entries(['the'], [definite]),
  ...entries(['that'], [thatPeriod]),
  ...entries(['fiscal'], [fiscalYear]),
  ...entries(['today', 'tonight', 'yesterday', 'tomorrow'], [namedDay]),
]);

/** What begins at token `i`, if anything does. */
export function readAt(reader: Reader, i: number): Found | undefined {
  const rules = reader.tokens[i]?.kind === 'number' ? NUMBER_RULES : WORD_RULES.get(word(reader, i));
  if (!rules) return hyphened(reader, i);
  for (const rule of rules) {
    const found = rule(reader, i);
    if (found) return found;
  }
  return undefined;
}

/** No rule reads farther ahead. */
const AHEAD = 12;

/** "mid-1990s" and "late-November" as one token: read what stands after the hyphen. */
function hyphened(reader: Reader, i: number): Found | undefined {
  const token = reader.tokens[i];
  const cut = token ? token.lower.indexOf('-') : -1;
  if (!token || cut < 1 || !EDGES.has(token.lower.slice(0, cut))) return undefined;
  const kind = token.kind === 'word' && token.text.charCodeAt(cut + 1) < 58 ? 'number' : token.kind;
  const lexeme = lexemeOf(token.text.slice(cut + 1), kind);
  const rest = { ...token, kind, start: token.start + cut + 1, text: lexeme.text, lower: lexeme.lower, lexeme };
  const around = [...reader.tokens.slice(Math.max(0, i - 1), i), rest, ...reader.tokens.slice(i + 1, i + AHEAD)];
  const at = i === 0 ? 0 : 1;
  const found = readAt({ ...reader, tokens: around }, at);
  return found && { ...found, last: found.last - at + i, start: token.start };
}
