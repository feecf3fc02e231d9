import type { Claim } from './claim.js';
import type { Named, Speaker } from './speaker.js';
import { BODY_NOUNS, SOURCE_NOUNS } from './source-words.js';
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

/** The person before who has the title, or the only one named. */
function holderOf({ view, names }: Scene, claim: Claim): Named | undefined {
  const people = names.filter(({ entity, mention }) => entity.type === 'person' && mention.end <= startOf(view, claim.source.first));
  const head = low(view, headOf(view, claim.source));
  return holder(view, people, head) ?? (SPOKEN_FOR.has(head) ? undefined : onlyPerson(people));
}

/** They speak for the one who was named, and are not he. */
const SPOKEN_FOR: ReadonlySet<string> = new Set(['spokesman', 'spokeswoman', 'spokesperson', 'official', 'aide', 'adviser', 'advisor', 'lawyer', 'attorney']);

/** Offices that one person holds at a time: who holds it may be named later only. */
const OFFICES: ReadonlySet<string> = new Set(['president', 'minister', 'premier', 'chancellor', 'king', 'queen', 'pope', 'governor', 'mayor', 'secretary-general', 'chairman', 'ambassador']);

/** "Kenya's president" of a story that goes on to name him. */
function byOffice({ view, names }: Scene, { source }: Claim): string | undefined {
  const at = headOf(view, source);
  if (!OFFICES.has(low(view, at)) || at !== source.last - 1) return undefined;
  let first = at;
  while (first > source.first && !isModifier(view, first - 1) && !names.some(({ mention }) => mention.end > startOf(view, first - 1) && mention.start <= startOf(view, first - 1))) first -= 1;
  const title = view.doc.text.slice(startOf(view, first), endOf(view, at)).toLowerCase();
  const after = names.filter(({ entity, mention }) => entity.type === 'person' && mention.start > endOf(view, at));
  return after.find((named) => titleDistance(view, named, title) < title.length + 2)?.entity.id;
}

const isModifier = (view: View, i: number): boolean => low(view, i) === "'s" || low(view, i) === 'the' || low(view, i) === 'a';

/** The claim before of which the source has the same noun: "Pakistani police", then "police". */
function sameNoun({ view, speakers }: Scene, { source }: Claim): Speaker | undefined {
  const noun = low(view, headOf(view, source));
  return speakers.findLast(({ entity, claim }) => entity !== undefined && claim.source !== source && low(view, headOf(view, claim.source)) === noun);
}

/** "the spokesman", "the official", after one who spoke. */
function lastOne(scene: Scene, claim: Claim): Speaker | undefined {
  return scene.speakers.findLast((speaker) => !speaker.plural && speaker.entity !== undefined && (speaker.kind === 'person' || speaker.kind === 'official') && near(scene, speaker, claim));
}

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
  const noun = low(view, headOf(view, claim.source));
  const bodies = names.filter(({ entity, mention }) => entity.type === 'organisation' && mention.end <= at);
  return (bodies.findLast(({ entity }) => entity.name.toLowerCase().split(' ').includes(noun)) ?? bodies.at(-1))?.entity.id;
}

/** "company officials": they speak for the body that was named last. */
const ofBody = (view: View, { source }: Claim): boolean => source.last - source.first === 2 && BODY_NOUNS.has(low(view, source.first)) && SOURCE_NOUNS.has(low(view, source.first + 1));

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
  if (own.entity !== undefined && !(anaphor === 'body' && namesPeople(scene, own.entity))) return named(scene, own, anaphor);
  return anaphor === 'title' ? titled(scene, own) : { ...own, entity: unnamed(scene, claim, anaphor) ?? own.entity };
}

/** Whom a source without a name stands for: its owner, the body named before, or those who had the same noun. */
function unnamed(scene: Scene, claim: Claim, anaphor: ReturnType<typeof isAnaphor>): string | undefined {
  const { view } = scene;
  const owner = ownerOf(scene, claim);
  if (owner !== undefined) return owner;
  const body = anaphor === 'body' || endsWithBody(view, claim) || ofBody(view, claim) ? byBody(scene, claim) : undefined;
  return body ?? (isDefinite(view, claim) ? sameNoun(scene, claim)?.entity : undefined);
}

/** "the officials", "police": those who were spoken of before. */
const isDefinite = (view: View, { source }: Claim): boolean => low(view, source.first) === 'the' || (source.last - source.first === 1 && BARE.has(low(view, source.first)));
const BARE: ReadonlySet<string> = new Set(['police', 'authorities', 'officials', 'organizers', 'organisers', 'investigators', 'prosecutors']);

/** A country or a people in a title leads to the person who has the title. */
function named(scene: Scene, own: Speaker, anaphor: ReturnType<typeof isAnaphor>): Speaker {
  const kind = scene.names.find(({ entity }) => entity.id === own.entity)?.entity.type;
  if (kind !== 'place' && kind !== 'group') return own;
  const entity = byOffice(scene, own.claim) ?? (anaphor === 'title' ? holderOf(scene, own.claim)?.entity.id : undefined);
  return entity === undefined ? own : { ...own, kind: 'person', entity };
}

const ownerOf = (scene: Scene, claim: Claim): string | undefined => POSSESSIVES.get(low(scene.view, claim.source.first))?.(scene, claim).entity;

function titled(scene: Scene, own: Speaker): Speaker {
  const entity = byTitle(scene, own.claim);
  if (entity !== undefined) return { ...own, kind: 'person', entity };
  const before = sameNoun(scene, own.claim) ?? (SPOKEN_FOR.has(low(scene.view, headOf(scene.view, own.claim.source))) ? lastOne(scene, own.claim) : undefined);
  return before === undefined ? own : { ...own, kind: before.kind, entity: before.entity };
}

/** The speakers of all claims, each read with those before it. */
export function speakersOf(view: View, names: readonly Named[], claims: readonly Claim[]): readonly Speaker[] {
  const speakers: Speaker[] = [];
  for (const claim of claims) speakers.push(speakerOf({ view, names, speakers }, claim));
  return speakers;
}
