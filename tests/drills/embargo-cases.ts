import { capital, canaryOf } from './canaries.js';
import type { Chance } from './chance.js';
import { DECOYS, endlessForm, farForm, nearForm, noteForEditors, noteForm, pastForm, type EmbargoForm } from './embargo-forms.js';
import { contentTypeOf, FIELD_WIRES, newsMessage, WIRES, WORD_WIRES, type FieldWire, type Said, type Wire } from './wires.js';

/** Bytes that a feed delivers. */
export interface Delivery {
  readonly feed: 'one' | 'two';
  readonly contentType: string;
  readonly body: string;
}

/** What is true of one text, known by its canary, whatever the services do. */
export interface Expected {
  readonly canary: number;
  /** Epoch milliseconds before which it may be seen nowhere; 0: at once, Infinity: by no clock. */
  readonly from: number;
  /** What the last look must find: the text, no text, or either. */
  readonly ends: 'shown' | 'gone' | 'either';
}

/** One story, or a few that belong together, in the order in which the publisher sends them. */
export interface Case {
  readonly kind: string;
  readonly wire: string;
  readonly deliveries: readonly Delivery[];
  readonly expected: readonly Expected[];
}

/** How soon embargoes of the drill end, in seconds after an item is made. */
export interface CaseOptions {
  readonly chance: Chance;
  readonly nextNumber: () => number;
  readonly now: () => number;
  readonly nearFrom: number;
  readonly nearTo: number;
}

interface Desk extends CaseOptions {
  readonly wire: FieldWire;
  readonly id: string;
  readonly at: number;
}

const shown = (canary: number, from = 0): Expected => ({ canary, from, ends: 'shown' });
const never = (canary: number): Expected => ({ canary, from: Infinity, ends: 'gone' });
const replaced = (canary: number, from: number): Expected => ({ canary, from, ends: 'gone' });
const ending = (canary: number, { from }: EmbargoForm): Expected => (from === Infinity ? never(canary) : shown(canary, from));

const CITIES = ['Lisbon', 'Porto', 'Faro', 'Braga', 'Coimbra', 'Aveiro', 'Funchal', 'Viseu', 'Leiria', 'Sintra', 'Cascais', 'Guarda', 'Beja'];
const PEOPLE = ['Ines Maravilha', 'Rui Tavares', 'Marta Quental', 'Otto Winkler', 'Petra Halonen', 'Jan Verbeek', 'Lena Brandt', 'Paul Okafor', 'Nadia Haddad', 'Sofia Rossi', 'Tomas Novak'];

/** A text whose canary is a name, a counted noun and a word of the headline; `like` keeps the rest the same for copies. */
function words(canary: number, { like = canary, decoy }: { like?: number; decoy?: string } = {}): Pick<Said, 'headline' | 'slugline' | 'text' | 'by'> {
  const word = canaryOf(canary);
  const count = 1_000 + like % 9_000;
  const [city, person] = [CITIES[like % CITIES.length], PEOPLE[Math.floor(like / 13) % PEOPLE.length]];
  return {
    slugline: `TALKS-${word.toUpperCase()}`,
    headline: `Harbour talks on ${word} end in Lisbon`,
    by: `Ada ${capital(word)}`,
    text: [
      ...(decoy === undefined ? [] : [`Officials met in the ${(like % 89) + 2}th hall on ${word}.`, decoy]),
      `Some ${count} ${word}s were paid by Count ${capital(word)} in Portugal on Monday, officials in ${city} told ${person} after ${(like % 41) + 3} hours of talks near gate ${like % 977}. The ${capital(word)} Corp. agreed.`,
    ].join('\n'),
  };
}

const stamp = (at: number, version: number): string => new Date(at - 3_600_000 + version * 60_000).toISOString();
const said = ({ id, at }: Pick<Desk, 'id' | 'at'>, canary: number, fields: Partial<Said> = {}): Said => ({ id, version: 1, at: stamp(at, fields.version ?? 1), ...words(canary), edNote: `Editors: ask ${canaryOf(canary)}`, ...fields });
const write = (wire: Wire, what: Said, feed: Delivery['feed'] = 'one'): Delivery => ({ feed, contentType: contentTypeOf(wire), body: WIRES[wire](what) });
const isJson = (wire: string): boolean => wire.startsWith('ninjs');

function anyForm({ chance, wire, now, nearFrom, nearTo }: Desk): EmbargoForm {
  return chance.pick([() => farForm(chance), () => nearForm(chance, { now: now(), from: nearFrom, to: nearTo }), () => endlessForm(chance, isJson(wire))])();
}
const near = ({ chance, now, nearFrom, nearTo }: Desk): EmbargoForm => nearForm(chance, { now: now(), from: nearFrom, to: nearTo });
const embargoed = (form: EmbargoForm): Partial<Said> => ({ embargo: form.written });
const corrected = (canary: number): Partial<Said> => ({ version: 2, headline: `CORRECTED: ${words(canary).headline}` });

type Make = (desk: Desk) => Omit<Case, 'kind' | 'wire'> & { readonly wire?: string };

/** Two versions of one story in one wire format. */
function pair({ wire, ...desk }: Desk, first: Partial<Said>, second: (canary: number) => Partial<Said>): { a: number; b: number; deliveries: Delivery[] } {
  const [a, b] = [desk.nextNumber(), desk.nextNumber()];
  return { a, b, deliveries: [write(wire, said(desk, a, first)), write(wire, said(desk, b, { version: 2, ...second(b) }))] };
}

/** Every kind with how often it comes, in parts of the whole. What is expected is written down here, not asked of the code under test. */
const KINDS: Readonly<Record<string, readonly [share: number, make: Make]>> = {
  'embargo in a field': [26, (desk) => {
    const [canary, form] = [desk.nextNumber(), anyForm(desk)];
    return { deliveries: [write(desk.wire, said(desk, canary, embargoed(form)))], expected: [ending(canary, form)] };
  }],
  'embargo in words': [14, (desk) => {
    const canary = desk.nextNumber();
    const wire = desk.chance.pick([...Object.keys(WORD_WIRES), ...Object.keys(FIELD_WIRES)] as Wire[]);
    const isField = wire in FIELD_WIRES;
    const where = isField ? desk.chance.pick(['edNote', 'text'] as const) : 'edNote';
    const note = isField && where === 'edNote' ? noteForEditors(desk.chance, wire) : noteForm(desk.chance, wire);
    const what = said(desk, canary);
    return { wire: `${wire}, ${where}: ${note}`, deliveries: [write(wire, where === 'edNote' ? { ...what, edNote: note } : { ...what, text: `${note}\n${what.text}` })], expected: [never(canary)] };
  }],
  'embargo that has passed': [5, (desk) => {
    const canary = desk.nextNumber();
    return { deliveries: [write(desk.wire, said(desk, canary, embargoed(pastForm(desk.chance, desk.now()))))], expected: [shown(canary)] };
  }],
  'status withheld': [3, (desk) => {
    const canary = desk.nextNumber();
    return { deliveries: [write(desk.wire, said(desk, canary, { status: 'withheld' }))], expected: [never(canary)] };
  }],
  'silent correction of an embargoed item': [5, (desk) => {
    const form = anyForm(desk);
    const { a, b, deliveries } = pair(desk, embargoed(form), corrected);
    return { deliveries, expected: [replaced(a, form.from), ending(b, form)] };
  }],
  'silent update of an embargoed item': [5, (desk) => {
    const form = desk.chance.happens(0.5) ? farForm(desk.chance) : near(desk);
    const { a, b, deliveries } = pair(desk, embargoed(form), () => ({}));
    return { deliveries, expected: [replaced(a, form.from), ending(b, form)] };
  }],
  'update that ends an embargo without an end': [2, (desk) => {
    const { a, b, deliveries } = pair(desk, embargoed(endlessForm(desk.chance, isJson(desk.wire))), () => ({}));
    return { deliveries, expected: [never(a), shown(b)] };
  }],
  'embargoed update of a public story': [6, (desk) => {
    const form = anyForm(desk);
    const { a, b, deliveries } = pair(desk, {}, () => embargoed(form));
    return { deliveries, expected: [replaced(a, 0), ending(b, form)] };
  }],
  'embargo that is moved forward': [3, (desk) => {
    const form = near(desk);
    const { a, b, deliveries } = pair(desk, embargoed(farForm(desk.chance)), (canary) => ({ ...corrected(canary), ...embargoed(form) }));
    return { deliveries, expected: [never(a), ending(b, form)] };
  }],
  'embargo that is put off': [3, (desk) => {
    const form = near(desk);
    const { a, b, deliveries } = pair(desk, embargoed(form), () => embargoed(farForm(desk.chance)));
    return { deliveries, expected: [replaced(a, form.from), never(b)] };
  }],
  'killed before release': [4, (desk) => {
    const form = near(desk);
    const { a, b, deliveries } = pair(desk, embargoed(form), () => ({ status: 'canceled' }));
    return { deliveries, expected: [replaced(a, form.from), never(b)] };
  }],
  'held before release': [3, (desk) => {
    const form = near(desk);
    const { a, b, deliveries } = pair(desk, embargoed(form), () => ({ status: 'withheld' }));
    return { deliveries, expected: [replaced(a, form.from), never(b)] };
  }],
  'embargoed and free at one version': [2, (desk) => {
    const { a, b, deliveries } = pair(desk, embargoed(farForm(desk.chance)), () => ({ version: 1 }));
    return { deliveries, expected: [never(a), replaced(b, 0)] };
  }],
  'takes of an embargoed story': [3, (desk) => {
    const form = desk.chance.happens(0.5) ? farForm(desk.chance) : near(desk);
    const wire = desk.chance.pick(['ninjs3', 'newsmlG2'] as const);
    // A slug is given again, but not thousands of times within the hour.
    const slug = `DRILL${Number(desk.id.replace('item-', '')) % 97}-TALKS`;
    const { a, b, deliveries } = pair({ ...desk, wire }, { ...embargoed(form), slugline: `${slug}/ =1` }, () => ({ slugline: `${slug}/ =2` }));
    return { wire, deliveries, expected: [ending(a, form), ending(b, form)] };
  }],
  'public copy of an embargoed item': [5, (desk) => {
    const [a, b, form] = [desk.nextNumber(), desk.nextNumber(), anyForm(desk)];
    const copy = said({ ...desk, id: `${desk.id}-copy` }, b, words(b, { like: a }));
    const deliveries = [write(desk.wire, said(desk, a, embargoed(form))), write('ninjs3', copy, 'two')];
    return { deliveries: desk.chance.happens(0.5) ? deliveries : deliveries.reverse(), expected: [ending(a, form), shown(b)] };
  }],
  'embargoed copy of a public story': [3, (desk) => {
    const [a, b, form] = [desk.nextNumber(), desk.nextNumber(), anyForm(desk)];
    const copy = said({ ...desk, id: `${desk.id}-copy` }, b, { ...words(b, { like: a }), ...embargoed(form) });
    return { deliveries: [write('ninjs3', said(desk, a)), write(desk.wire, copy, 'two')], expected: [shown(a), ending(b, form)] };
  }],
  'message of several items': [2, (desk) => {
    const [a, b, c, form] = [desk.nextNumber(), desk.nextNumber(), desk.nextNumber(), anyForm({ ...desk, wire: 'newsmlG2' })];
    const item = (canary: number, suffix: string, fields: Partial<Said> = {}): Said => said({ ...desk, id: `${desk.id}-${suffix}` }, canary, fields);
    const body = newsMessage([item(a, 'a', embargoed(form)), item(b, 'b'), item(c, 'c', embargoed(endlessForm(desk.chance, false)))]);
    return { wire: 'newsMessage', deliveries: [{ feed: 'one', contentType: 'application/xml', body }], expected: [ending(a, form), shown(b), never(c)] };
  }],
  'delivered again and again': [3, (desk) => {
    const [canary, form] = [desk.nextNumber(), anyForm(desk)];
    const delivery = write(desk.wire, said(desk, canary, embargoed(form)));
    return { deliveries: [delivery, delivery, delivery], expected: [ending(canary, form)] };
  }],
  'public item': [8, (desk) => {
    const [canary, wire] = [desk.nextNumber(), desk.chance.pick(Object.keys(WIRES) as Wire[])];
    return { wire, deliveries: [write(wire, said(desk, canary, { edNote: undefined }))], expected: [shown(canary)] };
  }],
  'public item with words like an embargo': [4, (desk) => {
    const [canary, wire] = [desk.nextNumber(), desk.chance.pick(Object.keys(WIRES) as Wire[])];
    return { wire, deliveries: [write(wire, said(desk, canary, { ...words(canary, { decoy: desk.chance.pick(DECOYS) }), edNote: undefined }))], expected: [shown(canary)] };
  }],
  'public copy of a public story': [3, (desk) => {
    const [a, b] = [desk.nextNumber(), desk.nextNumber()];
    const copy = said({ ...desk, id: `${desk.id}-copy` }, b, words(b, { like: a }));
    return { deliveries: [write(desk.wire, said(desk, a)), write('ninjs2', copy, 'two')], expected: [shown(a), shown(b)] };
  }],
};

const WHOLE = Object.values(KINDS).reduce((sum, [share]) => sum + share, 0);

/** The kinds whose every text is public: the rest is embargoed items. */
export const isPublicKind = (kind: string): boolean => kind.startsWith('public item') || kind === 'public copy of a public story' || kind === 'embargo that has passed';

/** A case by chance. Ids are the numbers of canaries in hexadecimal letters that no canary has. */
export function makeCase(options: CaseOptions, serial: number): Case {
  const { chance } = options;
  let place = chance.int(WHOLE);
  const [kind, [, make]] = Object.entries(KINDS).find(([, [share]]) => (place -= share) < 0) ?? (Object.entries(KINDS)[0] as [string, readonly [number, Make]]);
  const wire = chance.pick(Object.keys(FIELD_WIRES) as FieldWire[]);
  return { kind, wire, ...make({ ...options, wire, id: `item-${serial}`, at: options.now() }) };
}
