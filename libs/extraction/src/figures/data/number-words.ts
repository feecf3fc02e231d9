/** Cardinal words below one hundred. */
export const SMALL: ReadonlyMap<string, number> = new Map(Object.entries({
  zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15,
  sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
}));

/** Words that multiply what stands before them. */
export const MAGNITUDES: ReadonlyMap<string, number> = new Map(Object.entries({
  dozen: 12, hundred: 1e2, thousand: 1e3, lakh: 1e5, lakhs: 1e5, million: 1e6, crore: 1e7, crores: 1e7, billion: 1e9, trillion: 1e12, quadrillion: 1e15,
}));

/** Short magnitudes that follow digits: "3bn", "3.5 mln". A lone letter ("m", "b") is decided by what stands around it. */
export const SHORT_MAGNITUDES: ReadonlyMap<string, number> = new Map(Object.entries({
  bn: 1e9, bln: 1e9, mn: 1e6, mln: 1e6, mio: 1e6, tn: 1e12, trn: 1e12, trln: 1e12, k: 1e3,
}));
export const LETTER_MAGNITUDES: ReadonlyMap<string, number> = new Map(Object.entries({ m: 1e6, b: 1e9, t: 1e12 }));

/** Vague plurals and the decade that they stand for. */
export const VAGUE: ReadonlyMap<string, readonly [number, number]> = new Map(Object.entries({
  dozens: [24, 100], scores: [40, 100], hundreds: [1e2, 1e3], thousands: [1e3, 1e4], millions: [1e6, 1e7], billions: [1e9, 1e10], trillions: [1e12, 1e13],
}));
export const VAGUE_STEPS: ReadonlyMap<string, number> = new Map(Object.entries({ tens: 10, dozens: 10, hundreds: 100 }));

export const ORDINALS: ReadonlyMap<string, number> = new Map(Object.entries({
  first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10, eleventh: 11, twelfth: 12, thirteenth: 13, fourteenth: 14,
  fifteenth: 15, sixteenth: 16, seventeenth: 17, eighteenth: 18, nineteenth: 19, twentieth: 20,
}));

export const DENOMINATORS: ReadonlyMap<string, number> = new Map(Object.entries({
  half: 2, halves: 2, third: 3, thirds: 3, quarter: 4, quarters: 4, fourth: 4, fourths: 4, fifth: 5, fifths: 5, sixth: 6, sixths: 6, seventh: 7, sevenths: 7,
  eighth: 8, eighths: 8, ninth: 9, ninths: 9, tenth: 10, tenths: 10, hundredth: 100, hundredths: 100,
}));

export const VULGAR: ReadonlyMap<string, number> = new Map(Object.entries({ '½': 1 / 2, '⅓': 1 / 3, '⅔': 2 / 3, '¼': 1 / 4, '¾': 3 / 4, '⅕': 1 / 5, '⅛': 1 / 8, '⅜': 3 / 8, '⅝': 5 / 8, '⅞': 7 / 8 }));

/** What stands behind an ordinal that ranks: "finished third", "in second place". */
export const RANKING_VERBS: ReadonlySet<string> = new Set(['ranked', 'ranks', 'rank', 'ranking', 'finished', 'finish', 'finishing', 'placed', 'came', 'coming', 'seeded']);

/** What makes an ordinal before it a rank, with words in -est that do not. */
export const SUPERLATIVES: ReadonlySet<string> = new Set(['most', 'least', 'best', 'worst', 'last']);
export const NO_SUPERLATIVES: ReadonlySet<string> = new Set(['protest', 'contest', 'request', 'forest', 'interest', 'arrest', 'quest', 'harvest', 'northwest', 'southwest', 'northeast', 'southeast', 'midwest', 'priest', 'conquest', 'budapest', 'invest', 'unrest', 'inquest', 'honest', 'modest', 'earnest', 'behest', 'digest']);

/** Decades of age in words: "in her thirties". */
export const AGE_DECADES: ReadonlyMap<string, number> = new Map(Object.entries({ teens: 10, twenties: 20, thirties: 30, forties: 40, fifties: 50, sixties: 60, seventies: 70, eighties: 80, nineties: 90 }));
