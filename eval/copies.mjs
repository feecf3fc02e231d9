// Near-duplicates: pairs of texts written for this project, of which each is one story in two feeds or two stories.
import { newTallies } from './tally.mjs';

/** @returns scores of the comparison alone, and of the comparison of those pairs that storage would find by their keys */
export function scoreCopies({ comparedOf, copyEvidence }, { texts, pairs }) {
  const { add, scores } = newTallies();
  const keys = texts.map((text) => new Set(comparedOf({ text }).text.keys));
  for (const { half, copy, a, b } of pairs) {
    const found = copyEvidence({ text: texts[a] }, { text: texts[b] }) !== undefined;
    const asked = [...keys[a]].some((key) => keys[b].has(key));
    for (const [measure, is] of [[`${half}: pairs`, found], [`${half}: pairs that keys lead to`, found && asked]]) add(measure, Number(copy && is), Number(copy), Number(is));
  }
  return scores();
}
