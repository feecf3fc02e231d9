import type { Claim, ClaimRule } from './claim.js';
import { contentOfCue } from './complement.js';
import type { Content } from './content.js';
import type { Cue } from './cue.js';
import { cueAt, cueText, isParticiple, isUnsaid } from './cue.js';
import { inverted } from './inverted.js';
import { mainSubject } from './main-subject.js';
import { isEvent, readsAsVerb } from './reads-as-verb.js';
import { subjectEndingAt } from './subject.js';
import type { Frame } from './verbs.js';
import type { Run, View } from './view.js';
import { firstOf, isFinite, low } from './view.js';
import { COORDINATORS } from './words.js';

const FRAMES: ReadonlySet<Frame> = new Set(['clause', 'hearer', 'that', 'to']);

const claim = (cue: Cue, source: Run, content: Content): Claim =>
  ({ cue: cueText(cue), at: cue.at, source, content, via: [], rule: `say/${cue.verb.lemma.replace(' ', '-')}`, confidence: cue.verb.weak ? 0.7 : 0.85 });

/** "the United States and North Korea each said": one claim a source. */
function sourcesOf(view: View, source: Run, each: boolean): readonly Run[] {
  if (!each) return [source];
  for (let i = source.first + 1; i < source.last - 1; i += 1) if (low(view, i) === 'and') return [{ first: source.first, last: i }, { first: i + 1, last: source.last }];
  return [source];
}

/** "In announcing the award", "to justify denying": a gerund makes no claim. */
const GERUND_HEADS: ReadonlySet<string> = new Set(['in', 'by', 'of', 'for', 'from', 'without', 'before', 'when', 'while', 'to']);
const isGerund = ({ view, at }: Cue): boolean => GERUND_HEADS.has(low(view, at - 1)) || low(view, at - 2) === 'to';

/** "A report released late Monday says": the date belongs to the participle, not to the saying. */
const subjectEnd = ({ view, at, group }: Cue): number => (low(view, group.first - 1).endsWith('ed') && view.dated[group.first] === 1 ? at : group.first);

function subjectOf(cue: Cue, before: readonly Claim[]): Run | undefined {
  const { view, at, group } = cue;
  if (isParticiple(cue)) return isGerund(cue) ? undefined : mainSubject(view, at, before);
  const told = COORDINATORS.has(low(view, group.first - 1)) ? before.findLast((each) => each.at < at && each.at >= firstOf(view, at)) : undefined;
  return told ? told.source : subjectEndingAt(view, subjectEnd(cue));
}

/** "denies US claims that": what reads like a subject is the object of the verb before it. */
const isObject = ({ view, verb }: Cue, { first }: Run): boolean => verb.noun && verb.form === 'present' && isFinite(view, first - 1);

function speakerOf(cue: Cue, before: readonly Claim[]): Run | undefined {
  const source = subjectOf(cue, before);
  return source && isObject(cue, source) ? undefined : source;
}

/** "X said that C", "C, X said", "C, said X", "..., noting C". */
export const say: ClaimRule = (view, i, before) => {
  const cue = cueAt(view, i);
  if (!cue || !FRAMES.has(cue.verb.frame) || isUnsaid(cue) || isEvent(cue)) return [];
  const turned = inverted(cue);
  if (turned) return [claim(cue, turned.source, turned.content)];
  const source = readsAsVerb(cue) ? speakerOf(cue, before) : undefined;
  const content = source && contentOfCue(cue, source);
  if (!source || !content || content.start >= content.end) return [];
  return sourcesOf(view, source, cue.group.each).map((run) => claim(cue, run, content));
};
