import type { Claim } from './claim.js';
import type { Named, Speaker } from './speaker.js';
import { BODY_NOUNS } from './source-words.js';
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

/** Who is named inside the claim does not make it. */
const isInside = ({ content }: Claim, { mention }: Named): boolean => content.start <= mention.start && mention.end <= content.end;

/** The first person named in a sentence before the source, as its subject is; a possessor only when there is no other. */
function leadingPerson(scene: Scene, sentence: number, claim: Claim): Named | undefined {
  const range = scene.view.doc.sentences[sentence];
  if (!range) return undefined;
  const end = Math.min(range.end, startOf(scene.view, claim.source.first));
  const people = scene.names.filter((named) => named.entity.type === 'person' && named.mention.start >= range.start && named.mention.end <= end && !isInside(claim, named));
  return people.find((named) => !ofPossessive(scene, named)) ?? people[0];
}

const near = ({ view }: Scene, speaker: Speaker, claim: Claim): boolean => {
  const distance = sentenceOf(view, claim.at) - sentenceOf(view, speaker.claim.at);
  return distance >= 0 && distance <= REACH;
};

function heOrShe(scene: Scene, claim: Claim): Partial<Speaker> {
  const { view, speakers } = scene;
  const at = sentenceOf(view, claim.source.first);
  const here = leadingPerson(scene, at, claim);
  if (here) return { kind: 'person', entity: here.entity.id };
  for (let back = 1; back <= REACH; back += 1) {
    const spoke = speakers.findLast((speaker) => sentenceOf(view, speaker.claim.at) === at - back && !speaker.plural && speaker.kind !== 'document' && speaker.kind !== 'media' && speaker.kind !== 'organisation');
    if (spoke) return { kind: spoke.kind, entity: spoke.entity };
    const named = leadingPerson(scene, at - back, claim);
    if (named) return { kind: 'person', entity: named.entity.id };
  }
  const last = speakers.findLast((speaker) => speaker.kind === 'person');
  return last ? { kind: 'person', entity: last.entity } : { kind: 'person' };
}

function they(scene: Scene, claim: Claim): Partial<Speaker> {
  const spoke = scene.speakers.findLast((speaker) => speaker.plural && near(scene, speaker, claim));
  return spoke ? { kind: spoke.kind, entity: spoke.entity, plural: true } : { kind: 'unnamed', plural: true };
}

const BODIES: ReadonlySet<string> = new Set(['organisation', 'place']);

function it(scene: Scene, claim: Claim): Partial<Speaker> {
  const { view, speakers, names } = scene;
  const start = startOf(view, firstOf(view, claim.at));
  const here = names.find((named) => BODIES.has(named.entity.type) && named.mention.start >= start && named.mention.end <= startOf(view, claim.source.first) && !isInside(claim, named));
  const spoke = speakers.findLast((speaker) => !speaker.plural && speaker.kind !== 'person' && near(scene, speaker, claim));
  if (here && (!spoke || sentenceOf(view, spoke.claim.at) < sentenceOf(view, claim.at))) return { kind: here.entity.type === 'place' ? 'official' : 'organisation', entity: here.entity.id };
  return spoke ? { kind: spoke.kind, entity: spoke.entity } : { kind: 'organisation' };
}

const PRONOUNS: ReadonlyMap<string, (scene: Scene, claim: Claim) => Partial<Speaker>> = new Map([['he', heOrShe], ['she', heOrShe], ['they', they], ['it', it]]);

/** "Its report", "his lawyer": the owner is the entity that the source holds. */
const POSSESSIVES: ReadonlyMap<string, (scene: Scene, claim: Claim) => Partial<Speaker>> = new Map([['his', heOrShe], ['her', heOrShe], ['its', it]]);

/** How close a title stands to the name it belongs to. */
const TITLE_REACH = 60;

/** "the admiral" after "Coast Guard Vice Admiral Thad Allen"; the only person named when the title stands nowhere. */
function byTitle(scene: Scene, claim: Claim): string | undefined {
  const { view, names } = scene;
  const people = names.filter(({ entity, mention }) => entity.type === 'person' && mention.end <= startOf(view, claim.source.first));
  const head = low(view, headOf(view, claim.source));
  const phrase = view.doc.text.slice(startOf(view, claim.source.first + 1), endOf(view, claim.source.last - 1)).toLowerCase();
  const titled = holder(view, people, phrase) ?? holder(view, people, head);
  return (titled ?? (SPOKEN_FOR.has(head) ? undefined : onlyPerson(people)))?.entity.id;
}

/** They speak for the one who was named, and are not he. */
const SPOKEN_FOR: ReadonlySet<string> = new Set(['spokesman', 'spokeswoman', 'spokesperson', 'official', 'aide', 'adviser', 'advisor', 'lawyer', 'attorney']);

const onlyPerson = (people: readonly Named[]): Named | undefined => (new Set(people.map(({ entity }) => entity.id)).size === 1 ? people[0] : undefined);

/** The person whose name stands nearest after the title, or has it as an apposition. */
function holder(view: View, people: readonly Named[], title: string): Named | undefined {
  const ranked = people.slice(-LATEST_NAMES).map((named) => ({ named, distance: titleDistance(view, named, title) }));
  const nearest = ranked.toReversed().toSorted((a, b) => a.distance - b.distance)[0];
  return nearest && nearest.distance < TITLE_REACH ? nearest.named : undefined;
}

/** Who was named longer ago is no longer called by a title. */
const LATEST_NAMES = 30;

const TITLE_WORDS: ReadonlySet<string> = new Set(['', ',', 'of', 'for', 'the', 'and', 'in', '(', '-']);

/** Between a title and its name stand at most other capitalised words: "Secretary of State Ada Obi". */
const isTitleOf = (between: string): boolean => between.trim().split(' ').every((word) => TITLE_WORDS.has(word) || word.charAt(0) !== word.charAt(0).toLowerCase());

function titleDistance({ doc }: View, { mention }: Named, title: string): number {
  const before = doc.text.slice(Math.max(0, mention.start - TITLE_REACH), mention.start).toLowerCase().split('\n').at(-1) ?? '';
  const at = before.lastIndexOf(title);
  if (at >= 0 && isTitleOf(doc.text.slice(mention.start - before.length + at + title.length, mention.start))) return before.length - at - title.length;
  const after = doc.text.slice(mention.end, mention.end + TITLE_REACH).toLowerCase().split('\n')[0] ?? '';
  return after.startsWith(',') && after.includes(title) ? after.indexOf(title) : TITLE_REACH;
}

function byBody({ view, names }: Scene, claim: Claim): string | undefined {
  const at = startOf(view, claim.source.first);
  return names.findLast(({ entity, mention }) => entity.type === 'organisation' && mention.end <= at)?.entity.id;
}

/** "a statement from the association" */
const endsWithBody = (view: View, { source }: Claim): boolean => BODY_NOUNS.has(low(view, source.last - 1)) && low(view, source.last - 2) === 'the';

/** "the Islamist group": the people in it are not its name. */
const namesPeople = ({ names }: Scene, id: string): boolean => names.some(({ entity }) => entity.id === id && entity.type === 'group');

/** A quotation that goes on has the speaker of the claim that it goes on from. */
function speakerOf(scene: Scene, claim: Claim): Speaker {
  const carried = claim.rule === 'carry-over' ? scene.speakers.findLast((speaker) => speaker.claim.source === claim.source) : undefined;
  return carried ? { ...carried, claim } : speakerBySource(scene, claim);
}

function speakerBySource(scene: Scene, claim: Claim): Speaker {
  const { view } = scene;
  const own = speakerByWords(view, scene.names, claim);
  const pronoun = isPronoun(view, claim.source) ? PRONOUNS.get(low(view, claim.source.first)) : undefined;
  if (pronoun) return { ...own, plural: false, ...pronoun(scene, claim) };
  const anaphor = isAnaphor(view, claim.source);
  if (own.entity !== undefined && !(anaphor === 'body' && namesPeople(scene, own.entity))) return own;
  if (anaphor === 'title') return titled(scene, own);
  return { ...own, entity: ownerOf(scene, claim) ?? (anaphor === 'body' || endsWithBody(view, claim) ? byBody(scene, claim) : undefined) ?? own.entity };
}

const ownerOf = (scene: Scene, claim: Claim): string | undefined => POSSESSIVES.get(low(scene.view, claim.source.first))?.(scene, claim).entity;

function titled(scene: Scene, own: Speaker): Speaker {
  const entity = byTitle(scene, own.claim);
  return entity === undefined ? own : { ...own, kind: 'person', entity };
}

/** The speakers of all claims, each read with those before it. */
export function speakersOf(view: View, names: readonly Named[], claims: readonly Claim[]): readonly Speaker[] {
  const speakers: Speaker[] = [];
  for (const claim of claims) speakers.push(speakerOf({ view, names, speakers }, claim));
  return speakers;
}
