import type { DateAnnotation } from '@wiredesk/contracts';
import { anchorOf } from './dates/anchor.js';
import { edged } from './dates/edges.js';
import { furtherDay } from './dates/months.js';
import { closingYear } from './dates/numeric.js';
import type { Found, Mentioned, Reader } from './dates/reader.js';
import { readerOf } from './dates/reader.js';
import { readAt } from './dates/rules.js';
import type { Component, Doc } from './doc.js';

const annotation = (reader: Reader, i: number, found: Found): DateAnnotation => {
  const start = found.start ?? reader.tokens[i]?.start ?? 0;
  const end = found.end ?? reader.tokens[found.last - 1]?.end ?? start;
  return { start, end, text: reader.text.slice(start, end), value: found.value, rule: `date/${found.rule}`, confidence: found.confidence };
};

/** Moves what later expressions lean on. */
function told(reader: Reader, i: number, { mentioned }: Found): Reader {
  if (!mentioned) return reader;
  const sentence = reader.tokens[i]?.sentence ?? 0;
  const next: Mentioned = { ...mentioned, sentence };
  return { ...reader, mentioned: next };
}

/** The month-day that the text spells out with its year. */
const speltDay = ({ rule, value }: Found): string | undefined => (rule === 'full-date' ? `${Number(value.slice(5, 7))}-${Number(value.slice(8))}` : undefined);

/** The second half of a pair: "2009 - 10", "April 24 and 25". */
function partner(reader: Reader, i: number, found: Found): Found | undefined {
  if (found.rule === 'year') return closingYear(reader, i, found.start ?? reader.tokens[i]?.start ?? 0);
  return found.mentioned?.day === undefined ? undefined : furtherDay(reader, found.last, found);
}

function scan(start: Reader): DateAnnotation[] {
  const dates: DateAnnotation[] = [];
  const spelt = new Map<string, number>();
  let reader: Reader = { ...start, spelt };
  for (let i = 0; i < reader.tokens.length;) {
    const found = readAt(reader, i);
    if (!found) {
      i += 1;
      continue;
    }
    const second = partner(reader, i, found);
    dates.push(annotation(reader, i, edged(reader, i, found)));
    if (second) dates.push(annotation(reader, i, second));
    const key = speltDay(found);
    if (key !== undefined && found.mentioned) spelt.set(key, found.mentioned.year);
    reader = told(reader, i, second ?? found);
    i = Math.max(i + 1, second?.last ?? found.last);
  }
  return dates;
}

/** Calendar expressions with ISO 8601 values, resolved against the dateline's date or else the version time. */
export const dates: Component = {
  id: 'dates',
  requires: ['tokens', 'sentences'],
  assigns: ['dates'],
  run: (doc: Doc) => {
    const anchor = anchorOf(doc);
    return { dates: anchor === undefined ? [] : scan(readerOf(doc, anchor)) };
  },
};
