import { CANARY_LENGTH, canariesIn } from './canaries.js';
import type { Expected } from './embargo-cases.js';

export interface Leak {
  readonly canary: number;
  readonly kind: string;
  readonly place: string;
  /** How long before its text may be seen, in milliseconds; Infinity: it never may. */
  readonly earlyMs: number;
  readonly excerpt: string;
}

/** Knows when each text may be seen, and notes where and when it was. */
export interface Sightings {
  readonly expect: (expected: Expected, of: { kind: string; wire: string }) => void;
  /** Looks at something public that was there at `at` (epoch milliseconds); gives the canaries in it. */
  readonly look: (place: string, text: string, at?: number) => readonly number[];
  /** Looks at a text that comes in pieces. */
  readonly lookPiecewise: (place: string) => (piece: string) => void;
  readonly expected: ReadonlyMap<number, Expected & { readonly kind: string; readonly wire: string }>;
  readonly leaks: readonly Leak[];
  readonly looks: ReadonlyMap<string, { pieces: number; canaries: number }>;
}

const MOST_LEAKS = 10_000;

export function createSightings(): Sightings {
  const expected = new Map<number, Expected & { kind: string; wire: string }>();
  const leaks: Leak[] = [];
  const looks = new Map<string, { pieces: number; canaries: number }>();
  const look: Sightings['look'] = (place, text, at = Date.now()) => {
    const found = canariesIn(text);
    const count = looks.get(place) ?? { pieces: 0, canaries: 0 };
    looks.set(place, { pieces: count.pieces + 1, canaries: count.canaries + found.length });
    for (const { n, at: offset } of found) {
      const known = expected.get(n);
      if (known !== undefined && at >= known.from) continue;
      if (leaks.length < MOST_LEAKS) leaks.push({ canary: n, kind: known === undefined ? 'unknown' : `${known.kind} (${known.wire})`, place, earlyMs: known === undefined ? Infinity : known.from - at, excerpt: text.slice(Math.max(0, offset - 120), offset + 80) });
    }
    return found.map(({ n }) => n);
  };
  return {
    expected, leaks, looks, look,
    expect: (one, { kind, wire }) => { expected.set(one.canary, { ...one, kind, wire }); },
    lookPiecewise: (place) => {
      let rest = '';
      return (piece) => {
        const text = rest + piece;
        look(place, text);
        rest = text.slice(-(CANARY_LENGTH - 1));
      };
    },
  };
}
