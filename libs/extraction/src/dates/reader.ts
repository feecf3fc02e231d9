import type { Doc, Token } from '../doc.js';
import type { CalendarDay, DayNumber } from './calendar.js';
import { calendarDay } from './calendar.js';
import type { Tense } from './tense.js';
import { tenseAround } from './tense.js';

/** The date read last, which "the day before" and "later that year" lean on; a part that was not said is absent. */
export interface Mentioned {
  readonly year: number;
  readonly month?: number | undefined;
  readonly day?: DayNumber | undefined;
  readonly sentence: number;
}

/** What a rule read: tokens `[first, last)` unless the offsets say otherwise. `mentioned` absent: later expressions do not lean on it. */
export interface Found {
  readonly last: number;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly value: string;
  readonly rule: string;
  readonly confidence: number;
  readonly mentioned?: Omit<Mentioned, 'sentence'> | undefined;
}

/** What the rules read from; `mentioned` moves as the text is read. */
export interface Reader {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly anchor: DayNumber;
  readonly anchorDay: CalendarDay;
  readonly mentioned: Mentioned | undefined;
  /** Years of month-days that the text has spelt out: "9-11" -> 2001. */
  readonly spelt: ReadonlyMap<string, number>;
}

/** Reads a date at token `i`, or does not. */
export type Rule = (reader: Reader, i: number) => Found | undefined;

export function readerOf(doc: Pick<Doc, 'text' | 'tokens'>, anchor: DayNumber): Reader {
  return { text: doc.text, tokens: doc.tokens, anchor, anchorDay: calendarDay(anchor), mentioned: undefined, spelt: new Map() };
}

/** Lower case without possessive and closing full stop: what the word tables know. */
export function word(reader: Reader, i: number): string {
  const lower = reader.tokens[i]?.lower ?? '';
  const { length } = lower;
  if (length < 2) return lower;
  const last = lower.charCodeAt(length - 1);
  if (last === FULL_STOP || last === APOSTROPHE) return lower.slice(0, -1);
  return last === LETTER_S && lower.charCodeAt(length - 2) === APOSTROPHE ? lower.slice(0, -2) : lower;
}

const [FULL_STOP, APOSTROPHE, LETTER_S] = [0x2e, 0x27, 0x73];

/** The end of token `i` without its possessive. */
export function endOf(reader: Reader, i: number): number {
  const token = reader.tokens[i];
  if (!token) return 0;
  if (token.lower.length > 2 && token.lower.endsWith("'s")) return token.end - 2;
  return token.lower.length > 2 && token.lower.endsWith("'") ? token.end - 1 : token.end;
}

/** True when token `i` ends with, or is followed by, a possessive. */
export function possessive(reader: Reader, i: number): boolean {
  const token = reader.tokens[i];
  const next = reader.tokens[i + 1];
  if (token === undefined) return false;
  return token.lower.endsWith("'s") || token.lower.endsWith("s'") || ((next?.lower === "'s" || next?.lower === "'") && next.start === token.end);
}

/** The token after `i`, past a full stop that belongs to an abbreviation ("Aug" "."). */
export function afterStop(reader: Reader, i: number): number {
  const next = reader.tokens[i + 1];
  return next?.text === '.' && next.start === reader.tokens[i]?.end && next.sentence === reader.tokens[i]?.sentence ? i + 2 : i + 1;
}

export const capitalised = (reader: Reader, i: number): boolean => {
  const first = reader.tokens[i]?.text.charAt(0) ?? '';
  return first !== first.toLowerCase();
};

export const opensSentence = (reader: Reader, i: number): boolean => reader.tokens[i - 1]?.sentence !== reader.tokens[i]?.sentence;

export const tenseOf = (reader: Reader, { first, last }: { readonly first: number; readonly last: number }): Tense => tenseAround(reader.tokens, first, last);
