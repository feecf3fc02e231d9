import type { Signal } from '@wiredesk/contracts';
import { headlineActOf } from '../xml/headline-acts.js';
import type { HeadLines } from './head-lines.js';

/** What dpa writes in brackets or in capitals above a headline, the gravest first. */
const NOTES: readonly (readonly [Signal, RegExp])[] = [
  ['kill', /^(?:kill kill|eliminar\b|\*+ eliminar|annul(?:ation|ed|lé)|аннулирование|حظر حظر|achtung\))/i],
  ['withdraw', /\b(?:zur(?:ü|ue)ckgezogen|zur(?:ü|ue)ckziehung|withdrawn)\b/i],
  ['hold', /^hold hold/i],
  ['correction', /^(?:berichtig|korr\b|korrektur|correct|corrección|correccion)/i],
  ['refile', /^refile/i],
  ['repeat', /^(?:repeat|rpt|wiederholung)/i],
  ['update', /^(?:neu\b|aktualisier|update|überarbeitet|\d{1,2}\. ?(?:meldung|zusammenfassung|lead)|\d{1,2}(?:st|nd|rd|th) (?:lead|ld|roundup|writethru|update)|lead\b|writethru)/i],
];

const GRAVITY = NOTES.map(([signal]) => signal);

/** Kills and holds also stand as the first words of the text, where a message has no head lines. */
const shout = (body: string): Signal | undefined => {
  const first = /\S[^\n]{0,80}/.exec(body)?.[0] ?? '';
  return /^(?:KILL KILL|HOLD HOLD)/.test(first) ? (first.startsWith('KILL') ? 'kill' : 'hold') : undefined;
};

/** In a headline only what cannot be news counts, and the tags that all agencies write. */
const inHeadline = (headline: string): Signal | undefined => NOTES.find(([signal, pattern]) => (signal === 'kill' || signal === 'hold') && pattern.test(headline))?.[0] ?? headlineActOf(headline)?.signal;

/** What a message does to its story, from its tags, notes and headline; undefined when it only tells news. */
export function signalIn(head: HeadLines, body: string): Signal | undefined {
  const said = [...head.tags, ...head.notes].map((line) => NOTES.find(([, pattern]) => pattern.test(line.trim()))?.[0] ?? headlineActOf(line)?.signal);
  const found = [...said, inHeadline(head.headline), shout(body)].filter((signal) => signal !== undefined);
  return found.sort((a, b) => (GRAVITY.indexOf(a) + 99) % 99 - (GRAVITY.indexOf(b) + 99) % 99)[0];
}
