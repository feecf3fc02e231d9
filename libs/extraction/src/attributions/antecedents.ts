import type { Claim } from './claim.js';
import type { Named, Speaker } from './speaker.js';
import { headOf, isAnaphor, isPronoun, speakerByWords } from './speaker.js';
import type { View } from './view.js';
import { endOf, firstOf, low, startOf } from './view.js';

/** How many sentences back a pronoun reaches. */
const REACH = 2;

interface Scene {
  readonly view: View;
  readonly names: readonly Named[];
  readonly speakers: readonly Speaker[];
}

const sentenceOf = (view: View, i: number): number => view.tokens[i]?.sentence ?? 0;

const ofPossessive = ({ view }: Scene, { mention }: Named): boolean => view.doc.text.startsWith("'s", mention.end) || view.doc.text.startsWith('’s', mention.end);

/** The first person named in a sentence, as its subject is; a possessor only when there is no other. */
function leadingPerson(scene: Scene, sentence: number, before: number): Named | undefined {
  const range = scene.view.doc.sentences[sentence];
  if (!range) return undefined;
  const end = Math.min(range.end, before);
  const people = scene.names.filter(({ entity, mention }) => entity.type === 'person' && mention.start >= range.start && mention.end <= end);
  return people.find((named) => !ofPossessive(scene, named)) ?? people[0];
}

const near = ({ view }: Scene, speaker: Speaker, claim: Claim): boolean => {
  const distance = sentenceOf(view, claim.at) - sentenceOf(view, speaker.claim.at);
  return distance >= 0 && distance <= REACH;
};

function heOrShe(scene: Scene, claim: Claim): Partial<Speaker> {
  const { view, speakers } = scene;
  const at = sentenceOf(view, claim.source.first);
  const here = leadingPerson(scene, at, startOf(view, claim.source.first));
  if (here) return { kind: 'person', entity: here.entity.id };
  for (let back = 1; back <= REACH; back += 1) {
    const spoke = speakers.findLast((speaker) => sentenceOf(view, speaker.claim.at) === at - back && !speaker.plural && speaker.kind !== 'document' && speaker.kind !== 'media' && speaker.kind !== 'organisation');
    if (spoke) return { kind: spoke.kind, entity: spoke.entity };
    const named = leadingPerson(scene, at - back, view.doc.text.length);
    if (named) return { kind: 'person', entity: named.entity.id };
  }
  const last = speakers.findLast((speaker) => speaker.kind === 'person');
  return last ? { kind: 'person', entity: last.entity } : { kind: 'person' };
}

function they(scene: Scene, claim: Claim): Partial<Speaker> {
  const spoke = scene.speakers.findLast((speaker) => speaker.plural && near(scene, speaker, claim));
  return spoke ? { kind: spoke.kind, entity: spoke.entity, plural: true } : { kind: 'unnamed', plural: true };
}

function it(scene: Scene, claim: Claim): Partial<Speaker> {
  const { view, speakers, names } = scene;
  const start = startOf(view, firstOf(view, claim.at));
  const here = names.find(({ entity, mention }) => (entity.type === 'organisation' || entity.type === 'place') && mention.start >= start && mention.end <= startOf(view, claim.source.first));
  const spoke = speakers.findLast((speaker) => !speaker.plural && speaker.kind !== 'person' && near(scene, speaker, claim));
  if (here && (!spoke || sentenceOf(view, spoke.claim.at) < sentenceOf(view, claim.at))) return { kind: here.entity.type === 'place' ? 'official' : 'organisation', entity: here.entity.id };
  return spoke ? { kind: spoke.kind, entity: spoke.entity } : { kind: 'organisation' };
}

const PRONOUNS: ReadonlyMap<string, (scene: Scene, claim: Claim) => Partial<Speaker>> = new Map([['he', heOrShe], ['she', heOrShe], ['they', they], ['it', it]]);

/** How close a title stands to the name it belongs to. */
const TITLE_REACH = 60;

/** "the admiral" after "Coast Guard Vice Admiral Thad Allen"; the only person named when the title stands nowhere. */
function byTitle(scene: Scene, claim: Claim): string | undefined {
  const { view, names } = scene;
  const people = names.filter(({ entity, mention }) => entity.type === 'person' && mention.end <= startOf(view, claim.source.first));
  const head = low(view, headOf(view, claim.source));
  const phrase = view.doc.text.slice(startOf(view, claim.source.first + 1), endOf(view, claim.source.last - 1)).toLowerCase();
  const titled = holder(view, people, phrase) ?? holder(view, people, head);
  return (titled ?? (new Set(people.map(({ entity }) => entity.id)).size === 1 ? people[0] : undefined))?.entity.id;
}

/** The person whose name stands nearest after the title, or has it as an apposition. */
function holder(view: View, people: readonly Named[], title: string): Named | undefined {
  const ranked = people.slice(-LATEST_NAMES).map((named) => ({ named, distance: titleDistance(view, named, title) }));
  const nearest = ranked.toReversed().toSorted((a, b) => a.distance - b.distance)[0];
  return nearest && nearest.distance < TITLE_REACH ? nearest.named : undefined;
}

/** Who was named longer ago is no longer called by a title. */
const LATEST_NAMES = 30;

function titleDistance({ doc }: View, { mention }: Named, title: string): number {
  const before = doc.text.slice(Math.max(0, mention.start - TITLE_REACH), mention.start).toLowerCase().split('\n').at(-1) ?? '';
  const at = before.lastIndexOf(title);
  if (at >= 0) return before.length - at - title.length;
  const after = doc.text.slice(mention.end, mention.end + TITLE_REACH).toLowerCase().split('\n')[0] ?? '';
  return after.startsWith(',') && after.includes(title) ? after.indexOf(title) : TITLE_REACH;
}

function byBody({ view, names }: Scene, claim: Claim): string | undefined {
  const at = startOf(view, claim.source.first);
  return names.findLast(({ entity, mention }) => entity.type === 'organisation' && mention.end <= at)?.entity.id;
}

/** "the Islamist group": the people in it are not its name. */
const namesPeople = ({ names }: Scene, id: string): boolean => names.some(({ entity }) => entity.id === id && entity.type === 'group');

function speakerOf(scene: Scene, claim: Claim): Speaker {
  const { view } = scene;
  const own = speakerByWords(view, scene.names, claim);
  const pronoun = isPronoun(view, claim.source) ? PRONOUNS.get(low(view, claim.source.first)) : undefined;
  if (pronoun) return { ...own, plural: false, ...pronoun(scene, claim) };
  const anaphor = isAnaphor(view, claim.source);
  if (own.entity !== undefined && !(anaphor === 'body' && namesPeople(scene, own.entity))) return own;
  if (anaphor === 'title') {
    const entity = byTitle(scene, claim);
    return entity === undefined ? own : { ...own, kind: 'person', entity };
  }
  return anaphor === 'body' ? { ...own, entity: byBody(scene, claim) ?? own.entity } : own;
}

/** The speakers of all claims, each read with those before it. */
export function speakersOf(view: View, names: readonly Named[], claims: readonly Claim[]): readonly Speaker[] {
  const speakers: Speaker[] = [];
  for (const claim of claims) speakers.push(speakerOf({ view, names, speakers }, claim));
  return speakers;
}
