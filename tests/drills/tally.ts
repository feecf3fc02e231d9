/** Counts by name. */
export interface Tally {
  readonly add: (name: string, count?: number) => void;
  readonly of: (name: string) => number;
  readonly set: (values: Readonly<Record<string, number>>) => void;
  readonly all: () => Readonly<Record<string, number>>;
}

export function createTally(): Tally {
  const counts: Record<string, number> = {};
  const of = (name: string): number => counts[name] ?? 0;
  return { of, add: (name, count = 1) => { counts[name] = of(name) + count; }, set: (values) => { Object.assign(counts, values); }, all: () => counts };
}
