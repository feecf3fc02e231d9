import { stripVTControlCharacters } from 'node:util';
import type { Annotations, Comparator, Entity, Figure } from '@wiredesk/contracts';
import type { Outcome } from './samples.js';
import type { Terminal } from './terminal.js';

type Shown = Extract<Outcome, { ok: true }>;
type Paint = Terminal['paint'];

const SIGNS: Readonly<Record<Comparator, string>> = { eq: '=', approx: '≈', gt: '>', gte: '≥', lt: '<', lte: '≤' };
const LABEL_WIDTH = 10;
const LINE_WIDTH = 100;

/** Lines for one story: what was found in it, how long each step took, and where it is. Times are milliseconds. */
export function showStory({ file, receipt, story, ...took }: Shown, { paint, enrichedAt, url }: { paint: Paint; enrichedAt: number | undefined; url: string }): string[] {
  const { annotations } = story;
  const block = (label: string, entries: readonly string[]): string[] =>
    (entries.length === 0 ? ['none'] : entries).map((entry, i) => `  ${(i === 0 ? label : '').padEnd(LABEL_WIDTH)} ${entry}`);
  return [
    `${paint('bold', file)}  ${paint('dim', statusText(receipt.status))}`,
    `  ${paint('cyan', headlineOf(story))}`,
    ...block('entities', wrap(annotations.entities.map((entity) => entityText(entity, paint)))),
    ...block('figures', annotations.figures.map((figure) => figureText(figure, annotations, paint))),
    ...block('dates', wrap(annotations.dates.map(({ text, value }) => `${text} ${paint('green', value)}`))),
    ...block('took', [tookText({ ...took, enrichedAt, receivedAt: Date.parse(receipt.receivedAt), storedAt: Date.parse(story.changedAt ?? story.storedAt ?? ''), isNew: receipt.status === 'accepted' })]),
    ...block('is at', [url]),
    '',
  ];
}

const statusText = (status: string): string => (status === 'accepted' ? status : `${status}: it was here already`);

const headlineOf = ({ headlines, title, text }: Shown['story']): string => headlines[0]?.value ?? title ?? text.slice(0, 80);

function entityText(entity: Entity, paint: Paint): string {
  const { name, type, kind, link, country, mentions } = entity;
  const where = link ?? country;
  const excluded = mentions.some((mention) => mention.role === 'excluded') ? paint('red', ' excluded') : '';
  return `${name} ${paint('dim', kind ?? type)}${where === undefined ? '' : ` ${paint('green', where)}`}${excluded}`;
}

/** "More than 140 passengers" → `> 140 passenger`, the event, and who said it. */
function figureText(figure: Figure, { attributions, entities }: Annotations, paint: Paint): string {
  const { text, event, polarity, anaphor, excludes } = figure;
  const shutOut = excludes?.map((id) => entities.find((entity) => entity.id === id)?.name ?? id);
  const source = figure.attribution === undefined ? undefined : attributions[figure.attribution];
  const about = [
    event, changeText(figure), polarity, anaphor === undefined ? undefined : 'number from an earlier figure',
    shutOut === undefined ? undefined : `excluding ${shutOut.join(', ')}`,
    source === undefined ? undefined : `says ${source.source.text}${(source.via ?? []).map((via) => ` via ${via}`).join('')}`,
  ].filter((part) => part !== undefined);
  return `${paint('bold', reading(figure))}  ${paint('dim', `"${oneLine(text)}"`)}${about.map((part) => `  ${part}`).join('')}`;
}

/** "rose to 6.4 percent" is a level, "rose by 0.5 points" the size of a change. */
function changeText({ change, delta }: Figure): string | undefined {
  if (delta === true) return change === undefined ? 'size of a change' : `${change} by this`;
  return change === undefined ? undefined : `${change} to this`;
}

const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 12 });

function reading({ comparator, value, range, vague, unit, per, of }: Figure): string {
  const quantity = range === undefined ? (value === undefined ? '?' : number(value)) : `${number(range[0])} to ${number(range[1])}${vague === true ? ' (vague)' : ''}`;
  return [comparator === 'eq' ? '' : SIGNS[comparator], quantity, unit, per === undefined ? '' : `per ${per}`, of === undefined ? '' : `of ${of}`]
    .filter((part) => part !== undefined && part !== '').join(' ');
}

interface Took { acceptedMs: number; readableMs: number; receivedAt: number; enrichedAt: number | undefined; storedAt: number; isNew: boolean }

/** Each time counts from the post. What was here already went through no step. */
function tookText({ acceptedMs, readableMs, receivedAt, enrichedAt, storedAt, isNew }: Took): string {
  const ms = (value: number): string => `${Math.max(0, Math.round(value))} ms`;
  if (!isNew) return `answered in ${ms(acceptedMs)}, read in ${ms(readableMs - acceptedMs)}`;
  return [
    `on the log ${ms(acceptedMs)}`,
    enrichedAt === undefined ? undefined : `enriched ${ms(enrichedAt - receivedAt)}`,
    Number.isNaN(storedAt) ? undefined : `stored ${ms(storedAt - receivedAt)}`,
    `readable ${ms(readableMs)}`,
  ].filter((part) => part !== undefined).join('  ');
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** Entries side by side, as many as a line holds. */
function wrap(entries: readonly string[]): string[] {
  const lines: string[] = [];
  for (const entry of entries) {
    const line = lines.at(-1);
    const longer = line === undefined ? undefined : `${line}   ${entry}`;
    if (longer === undefined || stripVTControlCharacters(longer).length > LINE_WIDTH) lines.push(entry);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
