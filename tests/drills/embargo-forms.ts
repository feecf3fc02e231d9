import type { Chance } from './chance.js';

/** An embargo as a field says it. `from`: when its text may first be seen, in epoch milliseconds; Infinity: not by any clock. */
export interface EmbargoForm {
  readonly written: unknown;
  readonly from: number;
}

const OFFSETS = ['Z', '+00:00', '+14:00', '-12:00', '+05:45', '-09:30', '+13:45', '+02:00', '-05:00'];

/** An instant as a clock at some offset shows it. */
export function instantAt(epochMs: number, offset: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const shift = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return `${new Date(epochMs + shift).toISOString().slice(0, 19)}${offset}`;
}

const DAY = 86_400_000;

/** Ends in years, written at any offset: never in this drill. */
export const farForm = (chance: Chance): EmbargoForm =>
  ({ written: instantAt(Date.parse(chance.pick(['2099-01-01T00:00:00Z', '2199-06-30T23:59:59Z', '2031-02-28T12:00:00Z'])) + chance.int(DAY), chance.pick(OFFSETS)), from: Infinity });

/** Ends some seconds from now. */
export function nearForm(chance: Chance, { now, from, to }: { now: number; from: number; to: number }): EmbargoForm {
  const end = Math.ceil((now + (from + chance.int(to - from + 1)) * 1_000) / 1_000) * 1_000;
  return { written: instantAt(end, chance.pick(OFFSETS)), from: end };
}

/** Has ended, some of them a moment ago, on a calendar that shows tomorrow. */
export const pastForm = (chance: Chance, now: number): EmbargoForm =>
  ({ written: instantAt(now - chance.pick([1_000, 60_000, 3_600_000, 30 * DAY]) - 1_000, chance.pick(OFFSETS)), from: 0 });

const UNREADABLE = [
  '', ' ', '  \n ', 'Next Monday', 'tomorrow noon', 'until further notice', '2026-12-24', '20261224', '2026-01-02', '24.12.2026', '12/24/2026', '2026-09-01T10:00:00', '20260901T100000', '2026-13-45T25:61:00Z',
  '2026-02-30T10:00:00Z', '2026-09-01T10:00:00+99:00', '2026-09-01T10:00:00Zulu', '2026-09-01T10:00', '2026-09-01T1:00:00Z', '1788256800', '0', 'true', 'yes', 'none', '-', '?', 'P1D', 'Mon, 32 Dec 2026 10:00:00 GMT',
  '2026-09-01T10:00:00 Europe/Berlin', '2026-W36-2', '２０２６-09-01T10:00:00Z', '2026-09-01T10:00:00Z/2026-09-02T10:00:00Z', '18.00 Uhr', 'lundi 6h',
];
const UNREADABLE_JSON = [...UNREADABLE, true, 0, 1_788_256_800, [], {}, ['2026-09-01T10:00:00Z'], { until: '2026-09-01T10:00:00Z' }];

/** Says that there is an embargo and not when it ends. */
export const endlessForm = (chance: Chance, isJson: boolean): EmbargoForm => ({ written: chance.pick<unknown>(isJson ? UNREADABLE_JSON : UNREADABLE), from: Infinity });

/** What editors write to editors, in the languages of the wires. */
const NOTES = [
  'EMBARGOED until 0001 GMT Monday', 'Embargoed until 18:00', 'embargoed until Friday noon', 'EMBARGOED FOR TUESDAY', 'EMBARGOED TILL 6 A.M.', 'EMBARGO: 6 p.m. Friday', 'Embargo: Sunday 0600', 'EMBARGO', 'Embargoed', 'EMBARGO UNTIL MIDNIGHT', 'Embargo until 3 May',
  'STRICTLY EMBARGOED until noon', 'Strictly embargoed', 'STRICT EMBARGO', 'UNDER EMBARGO until Tuesday noon', 'Under embargo until 10.00 BST', 'UNDER EMBARGO',
  'NOT FOR RELEASE', 'Not for release', 'NOT FOR RELEASE BEFORE 0600 GMT', 'Not for release until Sunday', 'NOT FOR PUBLICATION', 'NOT FOR PUBLICATION BEFORE MONDAY', 'Not for publication until 6 p.m.', 'NOT FOR BROADCAST OR PUBLICATION BEFORE 0600', 'NOT TO BE PUBLISHED BEFORE NOON', 'NOT FOR USE UNTIL MONDAY',
  'HOLD FOR RELEASE', 'HOLD FOR RELEASE UNTIL SUNDAY', 'Hold for release at 9 a.m.', 'FOR RELEASE SUNDAY, NOV. 29, AND THEREAFTER', 'For release at 9 a.m. Monday', 'FOR RELEASE: MONDAY', '$Adv29', '$ADV 29 for Sunday',
  'Sperrfrist: 18.00 Uhr', 'SPERRFRIST bis Montag 6 Uhr', 'Bericht - Sperrfrist 09. Dezember 14.20 Uhr', 'Achtung: Sperrfrist Sonntag 18.00', 'Gesperrt bis Montag, 18 Uhr', 'Sperrvermerk: nicht vor Dienstag',
  "EMBARGO jusqu'à lundi 6h", "Sous embargo jusqu'au 3 mai", 'SOUS EMBARGO', 'EMBARGADO hasta el lunes', 'Embargado hasta las 18.00', 'Bajo embargo hasta las 18.00', 'EMBARGO fino alle 18', 'Sotto embargo fino a lunedì', 'EMBARGO tot maandag 6 uur', 'Onder embargo tot maandag', 'Embargo bis Montag', 'Embargo até segunda-feira', 'Sob embargo até 18h', 'Con embargo hasta el martes',
];
const DRESSES: readonly ((note: string) => string)[] = [(note) => note, (note) => `*** ${note} ***`, (note) => `[${note}]`, (note) => `${note}.`, (note) => `>> ${note}`, (note) => `${note}!`, (note) => `- ${note}`, (note) => `  ${note}`];
/** What says so in the midst of a note for editors; in the text it would be news. */
const NOTES_FOR_EDITORS = ['This story is under embargo until Monday', 'Editors: embargoed until noon Friday', 'Check names. Not for release before 0600 GMT.', 'Note: the report is embargoed for Tuesday', 'Embargo lifts 0600 GMT', 'Bitte beachten: gesperrt bis Montag'];
/** Formats whose notes stand in brackets or behind a caret dress them themselves. */
const BARE: readonly string[] = ['iptc7901', 'anpa1312'];

/** A line in words that withholds. */
export const noteForm = (chance: Chance, wire: string): string => (BARE.includes(wire) ? chance.pick(NOTES) : chance.pick(DRESSES)(chance.pick(NOTES)));
export const noteForEditors = (chance: Chance, wire: string): string => (chance.happens(0.2) ? chance.pick(NOTES_FOR_EDITORS) : noteForm(chance, wire));

/** Lines about embargoes, or like them, that are news and must not withhold. */
export const DECOYS = [
  'The embargo on grain was lifted at noon.', 'Ministers will talk about the arms embargo until Friday.', 'For immediate release', 'The paintings are not for sale, the museum said.', 'Holding the line: the union said it will not be moved.',
  'Bakers want the release of two men held since May.', 'The EU embargo against Norland costs fishermen dearly.', 'She said the hold of the ship was empty.', 'Advance sales of tickets rose.', 'Embargo to hurt fishermen, minister says.', 'Embargo not lifted.', 'A embargo do porto custa caro, disse.',
];
