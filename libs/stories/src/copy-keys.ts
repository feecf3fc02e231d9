import { hashOf, hashOnto, mixed } from './hashes.js';

const MOST_OF_A_KIND = 10;
/** The names that a text begins with are in its cuts too. */
const FIRST_NAMES = 7;
/** How much likelier a number of three digits or more is chosen: reports by one pattern share the short ones, and everybody has the year. */
const WEIGHT_OF_A_RARE_NUMBER = 4;
const SHORT_OR_YEAR = /^(?:.{1,2}|(?:19|20)\d\d)$/;

/**
 * Up to 20 keys of a text, by its names and numbers in the order in which they stand there, to look up the texts that `copyEvidence` is worth asking about:
 * rewordings and cuts share some, other stories hardly ever one. A key is two of the first names, or a name and a number; always the same choice of them, rare
 * numbers first.
 */
export function keysOf(names: readonly string[], numbers: readonly string[]): string[] {
  const [pairs, numbered] = [createChoice(), createChoice()];
  const first = names.slice(0, FIRST_NAMES).sort();
  first.forEach((name, at) => { for (const other of first.slice(at + 1)) pairs.offer({ name, other, hash: hashOf(`${name} ${other}`), weight: 1 }); });
  const told = numbers.filter((number) => number.length > 1).map((other) => ({ other, weight: SHORT_OR_YEAR.test(other) ? 1 : WEIGHT_OF_A_RARE_NUMBER }));
  for (const name of names) {
    const before = hashOf(`${name} `);
    for (const { other, weight } of told) numbered.offer({ name, other, hash: hashOnto(before, other), weight });
  }
  return [...pairs.chosen(), ...numbered.chosen()];
}

interface Offered {
  readonly name: string;
  readonly other: string;
  readonly hash: number;
  readonly weight: number;
}

/** Keeps the pairs that come first by their hashes, without writing down the others: a table has tens of thousands. */
function createChoice(): { offer: (pair: Offered) => void; chosen: () => string[] } {
  const kept: { rank: number; name: string; other: string }[] = [];
  return {
    offer: ({ name, other, hash, weight }) => {
      const rank = mixed(hash) / weight;
      if (kept.length === MOST_OF_A_KIND && rank >= (kept.at(-1)?.rank ?? 0)) return;
      const at = kept.findIndex((pair) => pair.rank > rank);
      kept.splice(at === -1 ? kept.length : at, 0, { rank, name, other });
      kept.length = Math.min(kept.length, MOST_OF_A_KIND);
    },
    chosen: () => kept.map(({ name, other }) => `${name} ${other}`),
  };
}
