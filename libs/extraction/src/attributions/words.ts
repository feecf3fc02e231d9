export const DETERMINERS: ReadonlySet<string> = new Set(['the', 'a', 'an', 'his', 'her', 'their', 'its', 'our', 'my', 'your', 'some', 'several', 'this', 'these', 'those', 'one', 'two', 'three', 'many', 'most', 'all', 'both', 'another', 'other', 'no', 'any', 'each', 'every']);
/** Prepositions that may stand inside a source: "a spokesman for the ministry". */
export const NOUN_PREPOSITIONS: ReadonlySet<string> = new Set(['of', 'for', 'in', 'from', 'at', 'with', 'to', 'on', 'near', 'against', 'between', 'about', 'into', 'outside', 'inside', 'across', 'behind', 'within', 'under', 'among', 'by', 'over', 'around', 'along']);
/** A clause begins after them. */
export const CLAUSE_HEADS: ReadonlySet<string> = new Set(['that', 'as', 'after', 'because', 'while', 'when', 'where', 'which', 'who', 'whom', 'if', 'although', 'though', 'since', 'before', 'until', 'whether', 'but', 'whose', 'what', 'how', 'why', 'than', 'so', 'unless', 'once', 'nor', 'yet', 'despite', 'following', 'amid', 'or', 'and']);
export const RELATIVES: ReadonlySet<string> = new Set(['who', 'which', 'that']);
export const COORDINATORS: ReadonlySet<string> = new Set(['and', 'but', 'or', 'then']);

export const PERFECT: ReadonlySet<string> = new Set(['has', 'have', 'had', "'ve", 'did', 'do', 'does', 'having']);
export const BE: ReadonlySet<string> = new Set(['is', 'are', 'was', 'were', 'be', 'been', 'being', 'am', "'re", "'m", 'get', 'gets', 'got']);
export const MODALS: ReadonlySet<string> = new Set(['will', 'would', 'can', 'could', 'may', 'might', 'must', 'shall', 'should', "'ll", 'to', "'d", "won't", 'cannot']);
export const NEGATIONS: ReadonlySet<string> = new Set(['not', 'never', 'neither', "n't", "didn't", "hasn't", "haven't", "doesn't", "don't", "wouldn't", "couldn't", "hadn't", 'without', 'no']);

/** Words between a subject and its verb that belong to neither. */
export const ADVERBS: ReadonlySet<string> = new Set(['also', 'later', 'earlier', 'now', 'each', 'both', 'all', 'then', 'again', 'still', 'already', 'just', 'since', 'once', 'twice', 'further', 'however', 'too', 'once', 'even', 'thus', 'therefore', 'first', 'once', 'meanwhile', 'often', 'soon', 'either', 'long', 'late', 'early', 'simply', 'instead', 'today', 'yesterday', 'tonight']);
/** Words in -ly that are no adverbs. */
export const LY_NOUNS: ReadonlySet<string> = new Set(['family', 'italy', 'july', 'assembly', 'ally', 'rally', 'weekly', 'daily', 'monopoly', 'supply', 'reply', 'monthly', 'bully', 'belly', 'ugly', 'elderly', 'only', 'early', 'friendly', 'deadly', 'anomaly']);

/** Words at the head of a sentence that no subject begins with. */
export const LEADS: ReadonlySet<string> = new Set([
  'and', 'but', 'also', 'meanwhile', 'however', 'elsewhere', 'later', 'earlier', 'separately', 'still', 'yet', 'then', 'now', 'so', 'or', 'as', 'while', 'after', 'before', 'when', 'although', 'though', 'because', 'since', 'if', 'that', 'initially', 'previously', 'afterwards', 'thus', 'nevertheless', 'instead', 'once', 'on', 'until', 'today', 'yesterday', 'where', 'whether', 'if', 'than',
]);

export const PERSONALS: ReadonlySet<string> = new Set(['he', 'she', 'they', 'it', 'we', 'i', 'you']);
/** Subjects that nobody can be found behind. */
export const EMPTY_SUBJECTS: ReadonlySet<string> = new Set(['there', 'this', 'what', 'which', 'nothing', 'you', 'nobody', 'none', 'who', 'that', 'these', 'those']);

/** Auxiliaries and verb forms that end a subject and begin a predicate. */
export const FINITES: ReadonlySet<string> = new Set([
  'is', 'are', 'was', 'were', 'has', 'have', 'had', 'does', 'do', 'did', 'will', 'would', 'can', 'could', 'may', 'might', 'must', 'shall', 'should', "'ll", "'ve", "'re", "won't", "isn't", "aren't", "wasn't", "weren't", "didn't", "doesn't", "hasn't", "haven't", "hadn't", "wouldn't", "couldn't", 'cannot',
  'went', 'came', 'took', 'made', 'gave', 'held', 'met', 'left', 'began', 'broke', 'fell', 'rose', 'won', 'lost', 'sent', 'spent', 'spoke', 'struck', 'saw', 'became', 'brought', 'bought', 'caught', 'chose', 'drew', 'drove', 'fled', 'flew', 'fought', 'grew', 'heard', 'kept', 'knew', 'led', 'paid', 'ran',
  'sank', 'sat', 'sold', 'shook', 'stood', 'stole', 'swept', 'taught', 'threw', 'withdrew', 'wore', 'sought', 'felt', 'blew', 'dealt', 'meant', 'lay', 'rode', 'sang', 'hit', 'shot', 'cut', 'got', 'urges', 'urged', 'cites', 'cited', 'wants', 'want', 'calls', 'plans', 'faces', 'remains', 'needs', 'quotes', 'expects', 'includes', 'remain',
]);

/** Nouns of the occasion on which something was said: "said Mr. Lee in an interview". */
export const OCCASIONS: ReadonlySet<string> = new Set(['statement', 'interview', 'conference', 'briefing', 'speech', 'letter', 'report', 'address', 'message', 'telephone', 'television', 'radio', 'news', 'meeting', 'telegram', 'tweet', 'video', 'remarks', 'article']);
