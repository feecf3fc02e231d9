// Counts of right, gold and predicted things by measure, and the scores they give.

/** Counts by measure, in the order in which they were first counted. */
export function newTallies() {
  const counts = new Map();
  const add = (measure, right, gold, predicted) => {
    const count = counts.get(measure) ?? { right: 0, gold: 0, predicted: 0 };
    counts.set(measure, { right: count.right + right, gold: count.gold + gold, predicted: count.predicted + predicted });
  };
  return {
    add,
    /** Two sets of keys: right is what both hold. */
    addSets: (measure, gold, predicted) => add(measure, [...gold].filter((key) => predicted.has(key)).length, gold.size, predicted.size),
    scores: () => Object.fromEntries([...counts].map(([measure, count]) => [measure, { ...count, ...scoreOf(count) }])),
  };
}

/** Precision, recall and F1 in percent, rounded to one decimal. */
export function scoreOf({ right, gold, predicted }) {
  const precision = predicted ? right / predicted : 0;
  const recall = gold ? right / gold : 0;
  const sum = precision + recall;
  return { p: percent(precision), r: percent(recall), f1: percent(sum ? (2 * precision * recall) / sum : 0) };
}

const percent = (share) => Math.round(share * 1000) / 10;

/** Pairs of gold and predicted things, one to one, the likest first; `likeness` is 0 where they may not meet. */
export function paired(gold, predicted, likeness) {
  const candidates = gold.flatMap((g, i) => predicted.map((p, j) => ({ i, j, like: likeness(g, p) }))).filter(({ like }) => like > 0);
  candidates.sort((a, b) => b.like - a.like);
  const [goldUsed, predictedUsed] = [new Set(), new Set()];
  return candidates.filter(({ i, j }) => !goldUsed.has(i) && !predictedUsed.has(j) && goldUsed.add(i) && predictedUsed.add(j)).map(({ i, j }) => [gold[i], predicted[j]]);
}

/** Shared characters, and their share of what both cover together. */
export const shared = (a, b) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
export const likeness = (a, b) => shared(a, b) / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
