/**
 * What a say-verb needs after it:
 * `clause` a claim in any shape (said, denied); `hearer` the same, after the hearer (told VOA that); `that` a clause, or a quotation;
 * `of`, `as`, `blame`, `at`, `name` an object with its part (accused X of, described X as, blamed X on, put X at, called X Y); `to` an infinitive or a clause (vowed to).
 */
export type Frame = 'clause' | 'hearer' | 'that' | 'of' | 'as' | 'blame' | 'at' | 'name' | 'to';

export interface Verb {
  readonly lemma: string;
  readonly frame: Frame;
  /** `ing` has the subject of its sentence; `base` may also be an infinitive. */
  readonly form: 'past' | 'present' | 'base' | 'ing';
  /** The form is a noun as well ("claims", "reports"): what stands around it must look like a verb's. */
  readonly noun: boolean;
  /** Only a source that can speak makes it a claim: a process can "highlight" too. */
  readonly weak: boolean;
}

/** lemma, third person, past, -ing; then the frame. */
type Row = readonly [base: string, third: string, past: string, ing: string];

const CLAUSE: readonly Row[] = [
  ['say', 'says', 'said', 'saying'], ['claim', 'claims', 'claimed', 'claiming'], ['state', 'states', 'stated', 'stating'], ['note', 'notes', 'noted', 'noting'],
  ['argue', 'argues', 'argued', 'arguing'], ['insist', 'insists', 'insisted', 'insisting'], ['announce', 'announces', 'announced', 'announcing'], ['report', 'reports', 'reported', 'reporting'],
  ['deny', 'denies', 'denied', 'denying'], ['allege', 'alleges', 'alleged', 'alleging'], ['acknowledge', 'acknowledges', 'acknowledged', 'acknowledging'],
  ['admit', 'admits', 'admitted', 'admitting'], ['concede', 'concedes', 'conceded', 'conceding'], ['disclose', 'discloses', 'disclosed', 'disclosing'],
  ['predict', 'predicts', 'predicted', 'predicting'], ['forecast', 'forecasts', 'forecasted', 'forecasting'], ['estimate', 'estimates', 'estimated', 'estimating'], ['assert', 'asserts', 'asserted', 'asserting'],
  ['reiterate', 'reiterates', 'reiterated', 'reiterating'], ['confess', 'confesses', 'confessed', 'confessing'], ['contend', 'contends', 'contended', 'contending'], ['emphasize', 'emphasizes', 'emphasized', 'emphasizing'],
  ['emphasise', 'emphasises', 'emphasised', 'emphasising'], ['stress', 'stresses', 'stressed', 'stressing'], ['explain', 'explains', 'explained', 'explaining'], ['yell out', 'yells out', 'yelled out', 'yelling out'],
];
const WEAK_CLAUSE: readonly Row[] = [['highlight', 'highlights', 'highlighted', 'highlighting'], ['underline', 'underlines', 'underlined', 'underlining'], ['add', 'adds', 'added', 'adding'], ['confirm', 'confirms', 'confirmed', 'confirming']];
const HEARER: readonly Row[] = [
  ['tell', 'tells', 'told', 'telling'], ['inform', 'informs', 'informed', 'informing'], ['warn', 'warns', 'warned', 'warning'], ['assure', 'assures', 'assured', 'assuring'], ['caution', 'cautions', 'cautioned', 'cautioning'],
];
const THAT: readonly Row[] = [
  ['maintain', 'maintains', 'maintained', 'maintaining'], ['suggest', 'suggests', 'suggested', 'suggesting'], ['rule', 'rules', 'ruled', 'ruling'], ['believe', 'believes', 'believed', 'believing'],
  ['suspect', 'suspects', 'suspected', 'suspecting'], ['fear', 'fears', 'feared', 'fearing'], ['conclude', 'concludes', 'concluded', 'concluding'], ['charge', 'charges', 'charged', 'charging'],
  ['write', 'writes', 'wrote', 'writing'], ['testify', 'testifies', 'testified', 'testifying'], ['reply', 'replies', 'replied', 'replying'], ['respond', 'responds', 'responded', 'responding'],
  ['recall', 'recalls', 'recalled', 'recalling'], ['remark', 'remarks', 'remarked', 'remarking'], ['complain', 'complains', 'complained', 'complaining'], ['observe', 'observes', 'observed', 'observing'],
  ['speculate', 'speculates', 'speculated', 'speculating'], ['joke', 'jokes', 'joked', 'joking'], ['shout', 'shouts', 'shouted', 'shouting'], ['chant', 'chants', 'chanted', 'chanting'], ['think', 'thinks', 'thought', 'thinking'], ['point out', 'points out', 'pointed out', 'pointing out'],
  ['boast', 'boasts', 'boasted', 'boasting'], ['quip', 'quips', 'quipped', 'quipping'], ['exclaim', 'exclaims', 'exclaimed', 'exclaiming'], ['plead', 'pleads', 'pleaded', 'pleading'], ['tweet', 'tweets', 'tweeted', 'tweeting'],
  ['whisper', 'whispers', 'whispered', 'whispering'], ['retort', 'retorts', 'retorted', 'retorting'], ['lament', 'laments', 'lamented', 'lamenting'], ['counter', 'counters', 'countered', 'countering'], ['scream', 'screams', 'screamed', 'screaming'], ['repeat', 'repeats', 'repeated', 'repeating'], ['conjecture', 'conjectures', 'conjectured', 'conjecturing'], ['swear', 'swears', 'swore', 'swearing'], ['imply', 'implies', 'implied', 'implying'], ['mention', 'mentions', 'mentioned', 'mentioning'], ['declare', 'declares', 'declared', 'declaring'],
];
const WEAK_THAT: readonly Row[] = [
  ['reveal', 'reveals', 'revealed', 'revealing'],
  ['show', 'shows', 'showed', 'showing'], ['indicate', 'indicates', 'indicated', 'indicating'], ['find', 'finds', 'found', 'finding'], ['determine', 'determines', 'determined', 'determining'], ['demonstrate', 'demonstrates', 'demonstrated', 'demonstrating'],
];
const OF: readonly Row[] = [['accuse', 'accuses', 'accused', 'accusing']];
const BLAME: readonly Row[] = [['blame', 'blames', 'blamed', 'blaming']];
const AT: readonly Row[] = [['put', 'puts', 'put', 'putting']];
const NAME: readonly Row[] = [['call', 'calls', 'called', 'calling']];
const AS: readonly Row[] = [
  ['describe', 'describes', 'described', 'describing'], ['portray', 'portrays', 'portrayed', 'portraying'], ['identify', 'identifies', 'identified', 'identifying'], ['label', 'labels', 'labeled', 'labeling'],
  ['characterize', 'characterizes', 'characterized', 'characterizing'], ['depict', 'depicts', 'depicted', 'depicting'], ['brand', 'brands', 'branded', 'branding'], ['dismiss', 'dismisses', 'dismissed', 'dismissing'],
];
const TO: readonly Row[] = [['vow', 'vows', 'vowed', 'vowing'], ['promise', 'promises', 'promised', 'promising']];

/** Forms that are also nouns, or adjectives before one. */
const NOUNS: ReadonlySet<string> = new Set([
  'claim', 'claims', 'state', 'states', 'note', 'notes', 'report', 'reports', 'estimate', 'estimates', 'forecast', 'forecasts', 'stress', 'stresses', 'highlight', 'highlights', 'warning', 'caution', 'rule', 'rules', 'suspect', 'suspects', 'ruling',
  'fear', 'fears', 'charge', 'charges', 'reply', 'recall', 'remark', 'remarks', 'joke', 'jokes', 'show', 'shows', 'call', 'calls', 'blame', 'label', 'labels', 'brand', 'brands', 'promise', 'promises', 'vow', 'vows', 'find', 'finding', 'repeat', 'writing', 'put', 'boast',
  'alleged', 'estimated', 'reported', 'suspected', 'determined', 'showing', 'thought', 'found', 'reporting', 'meeting', 'reveal', 'charging', 'mention', 'mentions', 'tweet', 'tweets', 'whisper', 'counter', 'counters', 'scream', 'screams', 'lament', 'promising', 'dismiss',
]);

const TABLE: readonly (readonly [Frame, readonly Row[], boolean])[] = [
  ['clause', CLAUSE, false], ['clause', WEAK_CLAUSE, true], ['hearer', HEARER, false], ['that', THAT, false], ['that', WEAK_THAT, true], ['of', OF, false], ['blame', BLAME, false], ['at', AT, false], ['name', NAME, false], ['as', AS, false], ['to', TO, false],
];

const FORMS = ['base', 'present', 'past', 'ing'] as const;

/** Form -> verb. A form of two words ("point out") stands under its first word with a space and the second. */
export const VERBS: ReadonlyMap<string, Verb> = new Map(TABLE.flatMap(([frame, rows, weak]) => rows.flatMap((row) =>
  FORMS.map((form, at): [string, Verb] => [row[at] ?? '', { lemma: row[0], frame, form: row[0] === 'put' && at === 2 ? 'past' : form, noun: NOUNS.has(row[at] ?? ''), weak }]))));

/** The first words of two-word verbs. */
export const PHRASAL_HEADS: ReadonlySet<string> = new Set(['point', 'points', 'pointed', 'pointing', 'yell', 'yells', 'yelled', 'yelling']);
