/** Words that put the date near them ahead of the publication. */
export const FUTURE_CUES: ReadonlySet<string> = new Set([
  'will', "'ll", "we'll", "he'll", "she'll", "they'll", "it'll", "i'll", 'shall', 'would', "won't", 'wo', 'may', 'might', 'could', 'can', 'should', 'must', 'upcoming', 'ahead', 'forthcoming', 'slated', 'soon',
]);

/** After a form of "be" in the present, or before "to", they announce: "is due Friday", "plans to meet Friday". */
export const PLANS: ReadonlySet<string> = new Set([
  'expected', 'scheduled', 'due', 'set', 'planned', 'slated', 'supposed', 'likely', 'ready', 'planning', 'plan', 'plans', 'hope', 'hopes', 'hoping', 'intends', 'intend', 'preparing', 'prepares', 'going',
  'wants', 'want', 'expects', 'expect', 'agreed', 'vowed', 'promised', 'hoped', 'pledged', 'threatened', 'poised', 'bound', 'tentatively', 'invited',
]);

/** Participles that announce whatever the auxiliary: "a referendum scheduled for May 10". */
export const ARRANGED: ReadonlySet<string> = new Set(['scheduled', 'slated', 'due', 'planned', 'payable', 'plans']);

export const PRESENT_BE: ReadonlySet<string> = new Set(['is', 'are', 'am', "'s", "'re", "he's", "she's", "it's", "they're", "we're", "i'm"]);

/** Present-tense verbs of arranged events. */
export const SCHEDULE_VERBS: ReadonlySet<string> = new Set(['begins', 'begin', 'starts', 'start', 'opens', 'open', 'returns', 'arrives', 'leaves', 'departs', 'travels', 'visits', 'convenes', 'resumes', 'resume', 'ends', 'expires', 'goes', 'heads', 'faces', 'meets', 'holds', 'plays', 'takes', 'reconvenes', 'meet', 'visit']);

/** Words in -ed that are no past verbs. */
export const NOT_PAST: ReadonlySet<string> = new Set(['united', 'indeed', 'hundred', 'exceed', 'proceed', 'succeed', 'armed', 'wanted', 'bleed', 'breed', 'speed', 'naked', 'sacred', 'wicked', 'hatred', 'expected', 'scheduled', 'planned', 'proposed', 'limited', 'so-called', 'need', 'suspected', 'alleged', 'elected']);

/** Past forms that do not end in -ed (those equal to their present are left out, unless the past is the common reading in a wire). */
export const IRREGULAR_PASTS: ReadonlySet<string> = new Set([
  'was', 'were', 'had', 'did', 'said', 'told', 'went', 'came', 'took', 'made', 'got', 'gave', 'found', 'held', 'met', 'left', 'began', 'broke', 'fell', 'rose', 'won', 'lost', 'hit', 'shot', 'sent', 'spent', 'spoke', 'struck',
  'saw', 'seen', 'became', 'brought', 'built', 'bought', 'caught', 'chose', 'drew', 'drove', 'fled', 'flew', 'fought', 'gone', 'grew', 'heard', 'kept', 'knew', 'laid', 'led', 'paid', 'ran', 'read', 'sank', 'sat', 'sold', 'shook',
  'stood', 'stole', 'swept', 'swore', 'taken', 'taught', 'thought', 'threw', 'thrown', 'tore', 'understood', 'woke', 'wore', 'wrote', 'written', 'been', 'blew', 'blown', 'done', 'driven', 'fallen', 'felt', 'given', 'killing', 'known', 'shown', 'slid',
  'slain', 'slept', 'spread', 'stolen', 'stuck', 'sworn', 'withdrew', 'overthrew', 'underwent', 'sought', 'dealt', 'meant', 'cast', 'cut', 'put', 'quit', 'hurt', 'wounding', 'injuring', 'following', 'has', 'have', "'ve", 'beaten', 'beat', 'dug', 'shut', 'burnt', 'ended', 'hung', 'hanged', 'died', 'upheld', 'overcame', 'arose', 'bore', 'bit', 'clung', 'crept', 'fed', 'flung', 'foresaw', 'froze', 'hid', 'lent', 'lit', 'mistook', 'oversaw', 'rang', 'rode', 'sang', 'shone', 'shrank', 'sprang', 'stung', 'swam', 'swung', 'undid', 'upset', 'wept', 'wound', 'withheld', 'withstood', 'rewrote', 'retook', 'undertook', 'overtook', 'drank', 'ate', 'bred', 'fought', 'forbade', 'misled', 'rebuilt', 'repaid', 'sued', 'tied', 'lied', 'used',
]);
