/** What a story must have, or must not have, to pass. A filter is a list of these: all of them must hold. */
export type Condition =
  | { readonly on: 'key'; readonly key: KeyName; readonly values: readonly string[]; readonly not: boolean }
  /** `pairs`: by value, the marks of pairs of words that its phrases want (a tsquery as text); undefined when nobody looked. */
  | { readonly on: 'words'; readonly values: readonly string[]; readonly pairs?: ReadonlyMap<string, string>; readonly not: boolean }
  /** `names`: those that stories show and that are like one of the values; undefined when nobody looked, or when they are too many. */
  | { readonly on: 'likeness'; readonly values: readonly string[]; readonly names?: readonly string[]; readonly not: boolean }
  | { readonly on: 'story'; readonly values: readonly string[]; readonly not: boolean }
  | { readonly on: 'time'; readonly of: 'change' | 'version'; readonly since?: string; readonly until?: string }
  | ({ readonly on: 'figure' } & FigureCondition);

/** What one and the same figure must be. Lists mean any of; a range counts when all of it lies within the bounds. */
export interface FigureCondition {
  readonly unit?: readonly string[];
  readonly event?: readonly string[];
  readonly kind?: readonly string[];
  readonly gte?: number;
  readonly lte?: number;
}

export const KEY_NAMES = ['entity', 'country', 'place', 'feed', 'language', 'urgency', 'unit', 'event', 'kind'] as const;
export type KeyName = (typeof KEY_NAMES)[number];

export const STATUSES = ['usable', 'withheld', 'killed', 'expired'] as const;
export type Status = (typeof STATUSES)[number];

export interface Filter {
  readonly conditions: readonly Condition[];
  /** Undefined where nobody said one: what is shown then depends on the question. */
  readonly statuses?: readonly Status[];
}

export const EVERYTHING: Filter = { conditions: [] };

/** Stories that pass all of them. */
export function allOf(filters: readonly Filter[]): Filter {
  const said = filters.flatMap(({ statuses }) => (statuses === undefined ? [] : [statuses]));
  const conditions = filters.flatMap((filter) => filter.conditions);
  return said.length === 0 ? { conditions } : { conditions, statuses: STATUSES.filter((status) => said.every((some) => some.includes(status))) };
}

/** A name, folded to one spelling as the database does it: each character by itself, whatever stands beside it. */
export const fold = (text: string): string => Array.from(text, (character) => Array.from(character.toLowerCase())[0] ?? '').join('');

/** The spelling in which a key is kept. */
export const spelt = (key: KeyName, value: string): string => {
  if (key === 'country') return value.toUpperCase();
  return key === 'feed' ? value : fold(value);
};

/** What one and the same figure must be, of all figure conditions of a filter. */
export const figureConditionsOf = (filter: Filter): readonly FigureCondition[] =>
  filter.conditions.flatMap((condition) => (condition.on === 'figure' ? [condition] : []));
