// Compares scores with those that were kept.

/** A smaller fall than this is rounding and luck. */
export const TOLERANCE = 0.2;

/** The measures whose F1 fell; a set that was not measured now is left out, a measure that is gone has fallen to 0. */
export function falls(kept, measured) {
  const all = Object.entries(kept).filter(([id]) => measured[id] !== undefined).flatMap(([id, measures]) =>
    Object.entries(measures).map(([measure, { f1 }]) => ({ name: `${id}: ${measure}`, before: f1, now: measured[id][measure]?.f1 ?? 0 })));
  return all.filter(({ before, now }) => before - now > TOLERANCE + 1e-9);
}

/** The same value with its keys in order, so that a diff shows only what changed. */
export function sorted(value) {
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}
